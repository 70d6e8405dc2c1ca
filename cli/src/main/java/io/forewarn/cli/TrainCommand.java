package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn train}: learn from what is stored. */
@Command(
        name = "train",
        description =
                "Train from what is stored: the error classifier, the risk model and the detector of bursts; judged on what they had not seen.")
final class TrainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(
            arity = "0..*",
            paramLabel = "KIND",
            description = "classifier, risk, anomaly; all where none is named.")
    private List<String> kinds = List.of();

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/train", Map.of("kinds", kinds));
            if (common.json()) {
                terminal.say(Json.text(answer));
            } else {
                for (JsonNode model : answer.path("models")) {
                    terminal.say(words(model));
                }
            }
        }
        return 0;
    }

    static String words(JsonNode model) {
        if (!model.path("trained").asBoolean()) {
            return model.path("kind").asText() + ": not trained; "
                    + model.path("why").asText();
        }
        String from = model.path("learned_from").asText("");
        return model.path("kind").asText() + " " + model.path("version").asText() + ": "
                + Words.count(model.path("rows")) + " rows; "
                + (from.isEmpty() ? "" : "learned from " + from + "; ")
                + "on what it had not seen: "
                + model.path("summary").asText();
    }
}
