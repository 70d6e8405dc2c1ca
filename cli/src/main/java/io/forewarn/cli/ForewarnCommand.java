package io.forewarn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code forewarn}: the list of commands. */
@Command(
        name = "forewarn",
        version = "forewarn 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        header = "Learns from past errors and warns before the next one.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands, in the order in which a newcomer needs them:%n",
        footer = {
            "",
            "Exit codes: 0 fine; 2 wrong usage or bad input; 1 a fault of ours; 3 verdict fail (predict, guard).",
            "Home: FOREWARN_HOME or --home, by default ~/.forewarn."
        },
        subcommands = {
            DemoCommand.class,
            ImportCommand.class,
            ImportsCommand.class,
            TrainCommand.class,
            LearnCommand.class,
            EvaluateCommand.class,
            BacktestCommand.class,
            PredictCommand.class,
            GuardCommand.class,
            OutcomeCommand.class,
            IssuesCommand.class,
            SuggestCommand.class,
            FeedbackCommand.class,
            SuggestionsCommand.class,
            HealthCommand.class,
            TrendsCommand.class,
            HotspotsCommand.class,
            ModelsCommand.class,
            ScrubCommand.class,
            ParseCommand.class,
            TemplatesCommand.class,
            ClassifyCommand.class,
            GroupCommand.class,
            ServeCommand.class,
            ExportCommand.class,
            RetentionCommand.class,
            KeysCommand.class,
            DoctorCommand.class
        })
final class ForewarnCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return 2;
    }
}
