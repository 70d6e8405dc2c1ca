package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn hotspots}: where errors gather, and whose errors follow whose. */
@Command(
        name = "hotspots",
        description =
                "Where errors gather: component, class and release by lift, with its 95 %% interval; and whose errors"
                        + " follow whose. Looks at four weeks by default.")
final class HotspotsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Option(names = "--lag", paramLabel = "LENGTH", description = "How soon errors follow others, e.g. 5m (default).")
    private @Nullable String lag;

    HotspotsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            Map<String, String> query = span.query();
            JsonNode hotspots = gateway.get("/api/v1/hotspots", query);
            SpanOptions.put(query, "lag", lag);
            JsonNode cascades = gateway.get("/api/v1/cascades", query);
            if (common.json()) {
                ObjectNode all = ((ObjectNode) hotspots).deepCopy();
                all.set("cascades", cascades.path("cascades"));
                all.set("lag_minutes", cascades.path("lag_minutes"));
                terminal.say(Json.text(all));
            } else {
                terminal.say(words(hotspots, cascades));
            }
        }
        return 0;
    }

    private static String words(JsonNode hotspots, JsonNode cascades) {
        StringBuilder text = new StringBuilder("Hotspots, ").append(HealthWords.period(hotspots.path("period")));
        text.append("\n  ")
                .append(Words.count(hotspots.path("errors")))
                .append(" errors with a class of n = ")
                .append(Words.count(hotspots.path("events")))
                .append(" events\n\n");
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode h : hotspots.path("hotspots")) {
            JsonNode lift = h.path("lift");
            rows.add(List.of(
                    h.path("component").asText(),
                    h.path("error_class").asText(),
                    h.path("release").asText().isEmpty()
                            ? "–"
                            : h.path("release").asText(),
                    lift.path("value").isNumber() ? number(lift.path("value")) : "only here",
                    number(lift.path("low")) + " to "
                            + (lift.path("high").isNumber() ? number(lift.path("high")) : "∞"),
                    Words.count(lift.path("hits")),
                    Words.count(h.path("n"))));
        }
        text.append(
                rows.isEmpty()
                        ? "  None: no component has 5 errors of a class and clearly more than the others."
                        : Words.table(
                                List.of("component", "class", "release", "lift", "95 % interval", "errors", "n events"),
                                rows));
        text.append("\n\nWhose errors follow whose, within ")
                .append(cascades.path("lag_minutes").asText())
                .append(" minutes\n");
        List<List<String>> follows = new ArrayList<>();
        for (JsonNode c : cascades.path("cascades")) {
            follows.add(List.of(
                    c.path("first").asText() + " → " + c.path("then").asText(),
                    Words.count(c.path("followed")) + " of " + Words.count(c.path("n")),
                    number(c.path("expected")),
                    number(c.path("lift")),
                    number(c.path("median_minutes")),
                    String.format(Locale.ROOT, "%.3f", c.path("p").asDouble())));
        }
        text.append(
                follows.isEmpty()
                        ? "  None that is more than chance."
                        : Words.table(List.of("", "onsets after", "by chance", "lift", "minutes", "p"), follows));
        return text.toString();
    }

    private static String number(JsonNode value) {
        return String.format(Locale.ROOT, "%.1f", value.asDouble());
    }
}
