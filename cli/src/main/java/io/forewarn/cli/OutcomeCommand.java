package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn outcome}: how an operation ended. */
@Command(
        name = "outcome",
        description = "Report how an operation ended; the first report stands, and the next prediction knows it.",
        footer = {"", "Example: forewarn outcome deploy-417 failed"})
final class OutcomeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", paramLabel = "OPERATION", description = "Id from predict, or your own.")
    private String operation = "";

    @Parameters(index = "1", paramLabel = "OUTCOME", description = "succeeded, failed or cancelled.")
    private String outcome = "";

    @Option(names = "--finished-at", paramLabel = "TIME", description = "When it ended, ISO-8601; now where missing.")
    private @Nullable String finishedAt;

    OutcomeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode report = Json.mapper().createObjectNode().put("outcome", outcome);
        if (finishedAt != null) {
            report.put("finished_at", finishedAt);
        }
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/operations/" + Paths.segment(operation) + "/outcome", report);
            terminal.say(
                    common.json()
                            ? Json.text(answer)
                            : answer.path("status").asText().equals("recorded")
                                    ? operation + ": " + answer.path("standing").asText() + ", recorded"
                                    : operation + ": already known as "
                                            + answer.path("standing").asText() + "; the first report stands");
        }
        return 0;
    }
}
