package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn learn}: retrain where there is reason to, and keep the better model. */
@Command(
        name = "learn",
        description =
                "Look for drift since the risk model was trained, train a challenger where there is reason to, and"
                        + " put it into use where it is no worse on the newest operations. A server does this by itself, see"
                        + " learn.every.")
final class LearnCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--dry-run", description = "Say what would be done; save nothing and put nothing into use.")
    private boolean dryRun;

    LearnCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/learn", Map.of("dry_run", dryRun));
            terminal.say(common.json() ? Json.text(answer) : words(answer));
        }
        return 0;
    }

    static String words(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        String decision = answer.path("decision").asText();
        boolean dry = answer.path("dry_run").asBoolean();
        String model = answer.path("version").isTextual()
                ? " " + answer.path("version").asText()
                : "";
        lines.add(
                switch (decision) {
                    case "kept" -> model.isEmpty() ? "Nothing learned." : "Kept" + model + ".";
                    case "promoted" -> dry ? "Would replace" + model + "." : "Now in use:" + model + ".";
                    default ->
                        dry ? "Would train the first risk model." : "Trained the first risk model:" + model + ".";
                });
        lines.add("Why: " + answer.path("why").asText() + ".");
        JsonNode drift = answer.path("drift");
        if (drift.path("outcomes").asInt() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Since its training: %d outcomes, %.1f %% failed (%.1f %% in training); it would have said %.1f %%.",
                    drift.path("outcomes").asInt(),
                    100 * drift.path("rate_since").asDouble(),
                    100 * drift.path("rate_before").asDouble(),
                    100 * drift.path("predicted").asDouble()));
            for (JsonNode feature : drift.path("features")) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-32s stability index %.2f",
                        feature.path("feature").asText(),
                        feature.path("index").asDouble()));
            }
        }
        return String.join("\n", lines);
    }
}
