package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code forewarn suggestions}: which suggestions really worked. */
@Command(
        name = "suggestions",
        description =
                "Which suggestions really worked: tried, worked, rate with its 95 %% interval, by suggestion and by source.")
final class SuggestionsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    SuggestionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.get("/api/v1/suggestions", Map.of());
            terminal.say(common.json() ? Json.text(answer) : words(answer));
        }
        return 0;
    }

    static String words(JsonNode answer) {
        if (answer.path("by_key").isEmpty()) {
            return "No suggestions made yet. Ask for some: forewarn suggest ISSUE";
        }
        return "By source\n" + table(answer.path("by_source")) + "\n\nBy suggestion\n" + table(answer.path("by_key"));
    }

    private static String table(JsonNode list) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : list) {
            JsonNode success = row.path("success");
            boolean tried = success.path("n").asLong() > 0;
            rows.add(List.of(
                    row.path("source").asText(),
                    Words.count(row.path("shown")),
                    Words.count(row.path("tried")),
                    Words.count(success.path("hits")) + " of " + Words.count(success.path("n")),
                    tried ? Words.percent(success.path("rate")) : "–",
                    tried
                            ? Words.percent(success.path("low")) + " to " + Words.percent(success.path("high"))
                            : "no result yet",
                    Words.cut(row.path("title").asText(), 60)));
        }
        return Words.table(List.of("source", "shown", "tried", "worked", "rate", "95 % interval", "title"), rows);
    }
}
