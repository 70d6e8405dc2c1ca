package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn health}: a score for each component, and why. */
@Command(
        name = "health",
        description = "A score from 0 to 100 for each component, the worst first, with every deduction and what to do;"
                + " with a COMPONENT, its error budgets and bursts too.")
final class HealthCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Parameters(arity = "0..1", paramLabel = "COMPONENT", description = "Only this one, in full.")
    private @Nullable String component;

    HealthCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            String path = "/api/v1/health" + (component == null ? "" : "/" + Paths.segment(component));
            JsonNode answer = gateway.get(path, span.query());
            terminal.say(
                    common.json()
                            ? Json.text(answer)
                            : component == null ? HealthWords.all(answer) : HealthWords.one(answer));
        }
        return 0;
    }
}
