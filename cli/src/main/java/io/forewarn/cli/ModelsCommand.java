package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn models}: the registry. */
@Command(
        name = "models",
        description = "The trained models with their provenance.",
        footer = {
            "",
            "  forewarn models list",
            "  forewarn models show VERSION",
            "  forewarn models promote VERSION",
            "  forewarn models rollback KIND"
        })
final class ModelsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", arity = "0..1", defaultValue = "list", description = "list, show, promote or rollback.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "A version, or for rollback a kind.")
    private @Nullable String name;

    ModelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = switch (action) {
                case "list" -> gateway.get("/api/v1/models", Map.of());
                case "show" -> gateway.get("/api/v1/models/" + Paths.segment(named()), Map.of());
                case "promote", "rollback" ->
                    gateway.post("/api/v1/models/" + Paths.segment(named()) + "/" + action, Map.of());
                default ->
                    throw new IllegalArgumentException(
                            "unknown action '" + action + "'; use list, show, promote or rollback");
            };
            if (common.json() || action.equals("show")) {
                terminal.say(common.json() ? Json.text(answer) : Json.pretty(answer));
            } else if (action.equals("list")) {
                terminal.say(list(answer));
            } else {
                terminal.say("current " + answer.path("kind").asText() + " model: "
                        + answer.path("version").asText());
            }
        }
        return 0;
    }

    private String named() {
        if (name == null) {
            throw new IllegalArgumentException("name a " + (action.equals("rollback") ? "kind" : "version")
                    + "; 'forewarn models list' shows them");
        }
        return name;
    }

    private static String list(JsonNode answer) {
        if (answer.path("models").isEmpty()) {
            return "No models yet. Train them: forewarn train";
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode model : answer.path("models")) {
            rows.add(List.of(
                    model.path("current").asBoolean() ? "*" : "",
                    model.path("kind").asText(),
                    model.path("version").asText(),
                    Words.time(model.path("trained_at")),
                    Words.count(model.path("rows")),
                    model.path("summary").asText()));
        }
        return Words.table(List.of("", "kind", "version", "trained (UTC)", "rows", "on what it had not seen"), rows);
    }
}
