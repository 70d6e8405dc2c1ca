package io.forewarn.cli;

import io.forewarn.ingest.OperationFile;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.models.evaluation.Backtest;
import io.forewarn.models.evaluation.Report;
import io.forewarn.models.evaluation.Slices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn backtest}: would it have warned? Writes nothing to the home. */
@Command(
        name = "backtest",
        description =
                "Replay operations in time order, predict each from what was known then, and score the predictions"
                        + " beside naive rivals. Writes nothing to the home.")
final class BacktestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Operations: JSON Lines or CSV, plain or compressed.")
    private List<Path> files = List.of();

    @Option(names = "--split", paramLabel = "SHARE", description = "Train once, on the first share by time, e.g. 0.7.")
    private @Nullable Double split;

    @Option(names = "--replay", description = "Train again and again, each time on what was known (the default).")
    private boolean replay;

    @Option(names = "--score-from", defaultValue = "0.7", paramLabel = "SHARE", description = "Score what comes after.")
    private double scoreFrom;

    @Option(names = "--retrains", defaultValue = "20", paramLabel = "N", description = "Trainings in a replay; 20.")
    private int retrains;

    @Option(names = "--retrain-every", paramLabel = "N", description = "Train after so many scored operations instead.")
    private @Nullable Integer retrainEvery;

    @Option(
            names = "--mature-after",
            defaultValue = "90d",
            paramLabel = "TIME",
            description = "When an outcome that nobody dated counts as known, e.g. 90d or 12h.")
    private String matureAfter = "90d";

    @Option(names = "--seed", defaultValue = "7", description = "Of training and intervals; 7.")
    private long seed;

    @Option(names = "--map", split = ",", paramLabel = "FIELD=COLUMN", description = "Which column holds a field.")
    private Map<String, String> map = new LinkedHashMap<>();

    @Option(names = "--predictions", paramLabel = "FILE", description = "Write id,at,risk,outcome,ewma20 there.")
    private @Nullable Path predictions;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a .txt, .json or .html report there.")
    private @Nullable Path report;

    @Option(names = "--slices", paramLabel = "DIR", description = "Write the slices there as CSV.")
    private @Nullable Path slices;

    BacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (split != null && replay) {
            throw new IllegalArgumentException("choose --split or --replay, not both");
        }
        if (split != null && retrainEvery != null) {
            throw new IllegalArgumentException("--split trains once; --retrain-every goes with --replay");
        }
        if (retrainEvery != null && retrainEvery < 1) {
            throw new IllegalArgumentException("--retrain-every needs a whole number from 1, not " + retrainEvery);
        }
        Backtest.Settings settings = split != null
                ? new Backtest.Settings(Backtest.Mode.SPLIT, split, duration(matureAfter), 1, seed)
                : new Backtest.Settings(Backtest.Mode.REPLAY, scoreFrom, duration(matureAfter), retrains, seed);
        for (Path file : files) {
            one(file, settings);
        }
        return 0;
    }

    private void one(Path file, Backtest.Settings settings) throws IOException {
        OperationFile read = OperationFile.read(file, new OperationOptions(map), common.scrubber(terminal));
        read.rejected()
                .forEach((reason, n) -> terminal.note("forewarn: " + Words.many(n, "row") + " rejected: " + reason));
        List<Operation> operations = read.operations();
        String name = String.valueOf(file.getFileName());
        terminal.note("forewarn: " + name + ": replaying " + Words.many(operations.size(), "operation"));
        Backtest.Settings used = retrainEvery == null || settings.mode() == Backtest.Mode.SPLIT
                ? settings
                : settings.retrainEvery(retrainEvery, (int)
                        operations.stream().filter(Backtest::scorable).count());
        Backtest.Result result = new Backtest(used, Clock.systemUTC()).run(operations);
        Report told = Report.of(name, result);
        terminal.say(common.json() ? told.json() : told.text());
        if (predictions != null) {
            Report.writePredictions(result.predictions(), target(predictions, name));
        }
        if (report != null) {
            told.write(target(report, name));
        }
        if (slices != null) {
            Slices.export(told.slices(), target(slices, name));
        }
    }

    /** With several files, each gets an output of its own: the input's name goes before the extension. */
    private Path target(Path asked, String input) throws IOException {
        Path folder = asked.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (files.size() == 1) {
            return asked;
        }
        String name = String.valueOf(asked.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = input.replaceAll("\\..*$", "");
        return asked.resolveSibling(
                dot < 0 ? name + "-" + stem : name.substring(0, dot) + "-" + stem + name.substring(dot));
    }

    static Duration duration(String text) {
        if (!text.matches("\\d{1,6}[dhm]")) {
            throw new IllegalArgumentException("a time such as 90d, 12h or 30m is needed, not '" + text + "'");
        }
        long n = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'd' -> Duration.ofDays(n);
            case 'h' -> Duration.ofHours(n);
            default -> Duration.ofMinutes(n);
        };
    }
}
