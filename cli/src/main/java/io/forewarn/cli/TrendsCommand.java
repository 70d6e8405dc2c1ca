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

/** {@code forewarn trends}: rates over time, what issues are doing, and when rates changed. */
@Command(
        name = "trends",
        description =
                "Errors over time; issues that are new, came back, burst or escalate; when errors became more or fewer,"
                        + " with the operation before.")
final class TrendsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final SpanOptions span = new SpanOptions();

    @Option(names = "--component", paramLabel = "NAME", description = "Only of this component.")
    private @Nullable String component;

    @Option(names = "--class", paramLabel = "CLASS", description = "Only of this error class.")
    private @Nullable String errorClass;

    @Option(names = "--issue", paramLabel = "ID", description = "Only of this issue.")
    private @Nullable String issue;

    @Option(names = "--release", paramLabel = "NAME", description = "Only of this release.")
    private @Nullable String release;

    @Option(names = "--environment", paramLabel = "NAME", description = "Only of this environment.")
    private @Nullable String environment;

    @Option(names = "--severity", paramLabel = "LEVEL", description = "Only this severity or worse.")
    private @Nullable String severity;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "component (default), error_class, issue, severity, release or environment.")
    private @Nullable String by;

    @Option(
            names = "--width",
            paramLabel = "LENGTH",
            description = "Width of a span, e.g. 5m, 1h, 1d; chosen by default.")
    private @Nullable String width;

    TrendsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            Map<String, String> query = span.query();
            SpanOptions.put(query, "component", component);
            Map<String, String> changes = Map.copyOf(query);
            SpanOptions.put(query, "error_class", errorClass);
            SpanOptions.put(query, "issue", issue);
            SpanOptions.put(query, "release", release);
            SpanOptions.put(query, "environment", environment);
            SpanOptions.put(query, "severity", severity);
            SpanOptions.put(query, "by", by);
            SpanOptions.put(query, "width", width);
            JsonNode trends = gateway.get("/api/v1/trends", query);
            JsonNode changed = gateway.get("/api/v1/changes", changes);
            if (common.json()) {
                ObjectNode all = ((ObjectNode) trends).deepCopy();
                all.set("changes", changed.path("changes"));
                terminal.say(Json.text(all));
            } else {
                terminal.say(words(trends, changed));
            }
        }
        return 0;
    }

    private static String words(JsonNode trends, JsonNode changed) {
        if (trends.path("n").asLong() == 0) {
            return "No events in " + HealthWords.period(trends.path("period"))
                    + " that fit. Look further back with --window 90d, or import logs: forewarn import PATH...";
        }
        StringBuilder text = new StringBuilder("Trends, ").append(HealthWords.period(trends.path("period")));
        text.append("\n  ")
                .append(Words.count(trends.path("errors")))
                .append(" errors of n = ")
                .append(Words.count(trends.path("n")))
                .append(" events\n\n");
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode line : trends.path("lines")) {
            long n = line.path("n").asLong();
            rows.add(List.of(
                    line.path("key").asText().isEmpty()
                            ? "(none)"
                            : line.path("key").asText(),
                    Words.count(line.path("errors")),
                    Words.count(n),
                    n == 0 ? "–" : Words.percent(line.path("errors").asDouble() / n)));
        }
        text.append(Words.table(List.of(trends.path("by").asText(), "errors", "n events", "share"), rows));
        List<List<String>> issues = new ArrayList<>();
        for (JsonNode i : trends.path("issues")) {
            if (issues.size() < 15) {
                List<String> states = new ArrayList<>();
                i.path("states").forEach(s -> states.add(s.asText()));
                issues.add(List.of(
                        i.path("id").asText(),
                        states.isEmpty() ? "steady" : String.join(", ", states),
                        Words.count(i.path("count")),
                        i.path("usual").isNumber()
                                ? String.format(
                                        Locale.ROOT, "%.1f", i.path("usual").asDouble())
                                : "–",
                        i.path("component").asText(),
                        Words.cut(i.path("title").asText(), 60)));
            }
        }
        if (!issues.isEmpty()) {
            text.append("\n\nIssues in this span (usual: in a span like it before)\n")
                    .append(Words.table(List.of("issue", "state", "events", "usual", "component", "title"), issues));
        }
        text.append("\n\nChanges, strongest first\n");
        if (changed.path("changes").isEmpty()) {
            text.append("  none that is more than chance");
        }
        for (JsonNode c : changed.path("changes")) {
            text.append(Words.wrap(
                            Words.time(c.path("at")) + "  " + c.path("text").asText() + chance(c), 110, "  "))
                    .append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String chance(JsonNode change) {
        JsonNode p = change.path("operation").path("by_chance");
        return p.isNumber() ? " (so close by chance: " + Words.percent(p) + ")" : "";
    }
}
