package io.forewarn.cli;

import io.forewarn.server.api.Gateway;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn group}: which errors belong together. */
@Command(
        name = "group",
        description =
                "JSON lines of error events in (Sentry event JSON too); the same ids with fingerprint and why out.")
final class GroupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to read; standard input where it is missing.")
    private @Nullable String file;

    GroupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonRows.ask(gateway, "/api/v1/group", file, terminal);
        }
        terminal.out().flush();
        return 0;
    }
}
