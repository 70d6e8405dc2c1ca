package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn predict}: the risk of an operation before it starts. */
@Command(
        name = "predict",
        description = "The risk of an operation before it starts, with reasons, similar failures and warnings.",
        footer = {
            "",
            "Ends with 0 for pass or warn, 3 for verdict fail.",
            "Example: forewarn predict --kind bulk-load --component ledger -a batch_rows=50000 -a free_disk_mb=12"
        })
final class PredictCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final OperationOptions operation = new OperationOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The question as JSON instead of options; - for stdin.")
    private @Nullable String file;

    @Option(names = "--dry-run", description = "Answer, but store nothing.")
    private boolean dryRun;

    @Option(
            names = "--replay",
            paramLabel = "PREDICTION",
            description = "Make a stored prediction again from what was stored with it, and compare.")
    private @Nullable String replay;

    PredictCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (replay != null) {
            return replay(replay);
        }
        JsonNode question = operation.question();
        if (file != null) {
            if (!operation.isEmpty()) {
                throw new IllegalArgumentException("give the operation either by --file or by options, not by both");
            }
            try (InputStream in = TextLines.open(file, terminal)) {
                question = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        if (dryRun && question instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            object.put("dry_run", true);
        }
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/predict", question);
            if (!answer.has("predictions")) {
                terminal.say(common.json() ? Json.text(answer) : PredictionWords.of(answer));
                return answer.path("verdict").asText().equals("fail") ? 3 : 0;
            }
            boolean fail = false;
            for (JsonNode each : answer.path("predictions")) {
                fail |= each.path("verdict").asText().equals("fail");
                if (!common.json()) {
                    terminal.say(PredictionWords.of(each));
                }
            }
            if (common.json()) {
                terminal.say(Json.text(answer));
            }
            return fail ? 3 : 0;
        }
    }

    private int replay(String prediction) {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.get("/api/v1/predictions/" + Paths.segment(prediction) + "/replay", Map.of());
            terminal.say(
                    common.json()
                            ? Json.text(answer)
                            : answer.path("model_version").asText() + ", risk "
                                    + answer.path("stored").path("risk").asText() + ": "
                                    + answer.path("words").asText());
            return answer.path("identical").asBoolean() ? 0 : 2;
        }
    }
}
