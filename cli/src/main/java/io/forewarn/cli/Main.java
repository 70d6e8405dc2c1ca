package io.forewarn.cli;

import io.forewarn.server.api.Faults;
import io.forewarn.server.api.Problem;
import io.forewarn.server.wire.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where the process starts: reads the words, runs the command, ends with a documented exit code. */
public final class Main {
    private Main() {}

    @SuppressWarnings("SystemConsoleNull") // where it is never null, guard asks, and reads no answer as no
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(new Terminal(System.in, out, err, System.console() != null), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @return 0 fine, 2 wrong usage or bad input, 1 a fault of ours, 3 verdict fail
     */
    static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(ForewarnCommand.class, new Commands(terminal));
        line.setOut(terminal.out()).setErr(terminal.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUnmatchedOptionsArePositionalParams(false);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        // All after "--" belongs to the guarded command.
        Objects.requireNonNull(line.getSubcommands().get("guard")).setStopAtPositional(true);
        boolean json = Arrays.asList(args).contains("--json");
        line.setParameterExceptionHandler((e, words) -> {
            String said = oneLine(e.getMessage()) + "; '"
                    + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' shows the usage";
            return told(terminal, json, new Problem(400, 2, "wrong usage", said));
        });
        line.setExecutionExceptionHandler((e, command, result) -> fault(terminal, json, e));
        return orOutOfMemory(terminal, json, () -> line.execute(args));
    }

    /** What does not fit into memory is no exception to picocli, which would let the process end with its bare trace. */
    static int orOutOfMemory(Terminal terminal, boolean json, IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (OutOfMemoryError e) {
            return fault(terminal, json, e);
        }
    }

    private static int fault(Terminal terminal, boolean json, Throwable e) {
        Problem problem = Problem.of(e);
        if (problem.exitCode() == 1) {
            LoggerFactory.getLogger(Main.class).error("a fault in a command", Faults.withoutText(e));
            if (System.getProperty("forewarn.debug") != null) {
                e.printStackTrace(terminal.err());
            }
        }
        return told(terminal, json, problem);
    }

    private static int told(Terminal terminal, boolean json, Problem problem) {
        terminal.err().println(json ? Json.text(problem) : "forewarn: " + problem.detail());
        return problem.exitCode();
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "wrong usage" : message.replaceAll("\\s*\\R\\s*", " ");
    }
}
