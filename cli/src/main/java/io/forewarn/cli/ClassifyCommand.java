package io.forewarn.cli;

import io.forewarn.server.api.Gateway;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn classify}: what kind of errors these are. */
@Command(
        name = "classify",
        description =
                "JSON lines {\"id\",\"text\",\"level\"?,\"exception_type\"?} in; the same with error_class, confidence,"
                        + " transient and because out.",
        footer = {"", "Needs a trained classifier: forewarn train classifier"})
final class ClassifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to read; standard input where it is missing.")
    private @Nullable String file;

    ClassifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonRows.ask(gateway, "/api/v1/classify", file, terminal);
        }
        terminal.out().flush();
        return 0;
    }
}
