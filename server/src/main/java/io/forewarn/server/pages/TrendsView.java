package io.forewarn.server.pages;

import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.predictor.health.Cascades;
import io.forewarn.predictor.health.Change;
import io.forewarn.predictor.health.Hotspots;
import io.forewarn.predictor.health.Period;
import io.forewarn.server.work.Insights;
import io.forewarn.server.work.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Errors over time and what stands out.
 *
 * @param empty true where no event that states a time was imported yet
 * @param chosen the filters in force, by name
 * @param components to choose from
 * @param chart errors by the chosen dimension
 */
public record TrendsView(
        boolean empty,
        Insights.Trends t,
        Map<String, String> chosen,
        List<String> components,
        String window,
        String now,
        String chart,
        List<Change> changes,
        Hotspots hotspots,
        Cascades cascades) {
    /** What lines can be cut by. */
    static final List<String> DIMENSIONS =
            List.of("component", "error_class", "severity", "release", "environment", "issue");

    private static final List<String> COLOURS = List.of("red", "blue", "orange", "green", "violet", "grey");

    static TrendsView of(Workbench bench, Asked asked) {
        String window = Windows.of(asked, "28d");
        Map<String, String> chosen = new TreeMap<>();
        asked.query("component").ifPresent(c -> chosen.put("component", c));
        asked.query("by").ifPresent(b -> chosen.put("by", b));
        Map<String, String> question = new TreeMap<>(chosen);
        question.put("window", window);
        Insights.Trends t = bench.insights().trends(question);
        Map<String, String> changes = new HashMap<>(question);
        changes.remove("by");
        changes.put("limit", "10");
        return new TrendsView(
                bench.store().rates().last().isEmpty(),
                t,
                chosen,
                bench.store().rates().totals(RateFilter.all(), List.of(RateDimension.COMPONENT)).stream()
                        .map(r -> r.keys().get(0))
                        .sorted()
                        .toList(),
                window,
                Windows.now(t.period()),
                t.errors() == 0 ? "" : chart(t.period(), t.width(), t.lines()),
                bench.insights().changes(changes).changes(),
                bench.insights().hotspots(Map.of("window", window, "limit", "12")),
                bench.insights().cascades(Map.of("window", window)));
    }

    /** What lines can be cut by. */
    public List<String> dimensions() {
        return DIMENSIONS;
    }

    /** Errors by span, stacked; the lines after the fifth are one. */
    static String chart(Period period, Duration width, List<Insights.Line> lines) {
        List<Insights.Line> some = lines.stream().filter(l -> l.errors() > 0).toList();
        List<Instant> spans = new ArrayList<>();
        Instant first = some.stream()
                .flatMap(l -> l.series().stream())
                .map(Insights.Point::at)
                .min(Instant::compareTo)
                .orElse(period.from());
        while (first.minus(width).compareTo(period.from().minus(width)) > 0) {
            first = first.minus(width);
        }
        for (Instant at = first; at.isBefore(period.until()); at = at.plus(width)) {
            spans.add(at);
        }
        boolean days = width.toHours() >= 24;
        List<Charts.Series> series = new ArrayList<>();
        for (int i = 0; i < Math.min(COLOURS.size(), some.size()); i++) {
            boolean rest = i == COLOURS.size() - 1 && some.size() > COLOURS.size();
            Map<Instant, Long> counts = new HashMap<>();
            for (Insights.Line line : rest ? some.subList(i, some.size()) : some.subList(i, i + 1)) {
                line.series().forEach(p -> counts.merge(p.at(), p.errors(), Long::sum));
            }
            series.add(new Charts.Series(
                    rest ? "others" : name(some.get(i).key()),
                    COLOURS.get(i),
                    spans.stream().map(at -> counts.getOrDefault(at, 0L)).toList(),
                    Map.of()));
        }
        return Charts.of(
                "bar",
                spans.stream().map(at -> days ? Show.day(at) : Show.time(at)).toList(),
                series,
                Map.of("stacked", true));
    }

    /** A value of a dimension, in words where there is none. */
    public static String name(String key) {
        return key.isEmpty() ? "none stated" : key;
    }
}
