package io.forewarn.server.work;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.RateTotal;
import io.forewarn.predictor.health.Cascades;
import io.forewarn.predictor.health.Changes;
import io.forewarn.predictor.health.Health;
import io.forewarn.predictor.health.HealthCheck;
import io.forewarn.predictor.health.Hotspots;
import io.forewarn.predictor.health.IssueTrend;
import io.forewarn.predictor.health.IssueTrends;
import io.forewarn.predictor.health.Period;
import io.forewarn.predictor.health.Slos;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers about health and trends. Each question is a map of words, as an address or a command line has them. */
public final class Insights {
    private static final Set<String> SPAN = Set.of("since", "until", "window");
    private static final Set<String> FILTER =
            Set.of("component", "error_class", "issue", "release", "environment", "severity");
    private static final Duration MONTH = Duration.ofDays(28);
    private static final long MOST_POINTS = 5000;
    private static final int MOST_LINES = 12;

    private final Workbench bench;
    private final Slos slos;

    Insights(Workbench bench, Slos slos) {
        this.bench = bench;
        this.slos = slos;
    }

    /** All components, the worst first. */
    public record HealthReport(Period period, List<Health> components) {}

    /** One component. */
    public record ComponentHealth(Period period, Health health) {}

    /**
     * Counts over time.
     *
     * @param width of a span
     * @param n events in the period
     * @param errors of them
     * @param series all together, spans without events left out
     * @param by the dimension that lines are cut by
     * @param lines the most frequent values of it
     * @param more values that are left out
     * @param issues those with an event in the period, those with most to say first
     */
    public record Trends(
            Period period,
            Duration width,
            long n,
            long errors,
            List<Point> series,
            String by,
            List<Line> lines,
            long more,
            List<IssueTrend> issues) {}

    /** One span. */
    public record Point(Instant at, long n, long errors, long fatal) {}

    /** One value of a dimension over time. */
    public record Line(String key, long n, long errors, List<Point> series) {}

    public HealthReport health(Map<String, String> words) {
        Map<String, String> asked = asked(words, SPAN);
        Period period = period(asked, window());
        return new HealthReport(period, check().all(period));
    }

    public ComponentHealth health(String component, Map<String, String> words) {
        Map<String, String> asked = asked(words, SPAN);
        new KnownNames(bench).component(component);
        Period period = period(asked, window());
        return new ComponentHealth(period, check().of(period, component));
    }

    private HealthCheck check() {
        return new HealthCheck(bench.store(), slos, bench.anomalies().detector());
    }

    public Trends trends(Map<String, String> words) {
        Map<String, String> asked = asked(words, union(SPAN, FILTER, Set.of("by", "width", "limit")));
        Period period = period(asked, window());
        RateFilter filter = filter(asked);
        RateDimension by = RateDimension.from(asked.getOrDefault("by", "component"));
        Duration width = asked.containsKey("width") ? Slos.length(asked.get("width")) : period.width();
        if (period.length().dividedBy(width) > MOST_POINTS) {
            throw new IllegalArgumentException("'width' is too narrow for so long a period: at most " + MOST_POINTS
                    + " points; leave it out to have one chosen");
        }
        RateFilter inside = filter.between(period.from(), period.until());
        List<RatePoint> points = bench.store().rates().series(inside, width, null);
        if (points.isEmpty()) {
            new KnownNames(bench).check(asked);
        }
        List<RateTotal> totals = bench.store().rates().totals(inside, List.of(by)).stream()
                .sorted(java.util.Comparator.comparingLong((RateTotal t) -> -t.errors())
                        .thenComparingLong(t -> -t.n())
                        .thenComparing(t -> t.keys().get(0)))
                .toList();
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        totals.stream().limit(MOST_LINES).forEach(t -> lines.put(t.keys().get(0), new ArrayList<>()));
        for (RatePoint p : bench.store().rates().series(inside, width, by)) {
            List<Point> line = lines.get(p.key());
            if (line != null) {
                line.add(point(p));
            }
        }
        List<IssueTrend> issues =
                new IssueTrends(bench.store(), bench.anomalies().detector()).of(period, filter);
        return new Trends(
                period,
                width,
                points.stream().mapToLong(RatePoint::n).sum(),
                points.stream().mapToLong(RatePoint::errors).sum(),
                points.stream().map(Insights::point).toList(),
                by.text(),
                totals.stream()
                        .limit(MOST_LINES)
                        .map(t -> new Line(
                                shown(by, t.keys().get(0)),
                                t.n(),
                                t.errors(),
                                lines.getOrDefault(t.keys().get(0), List.of())))
                        .toList(),
                Math.max(0, totals.size() - MOST_LINES),
                issues.stream().limit(limit(asked, 50)).toList());
    }

    private static Point point(RatePoint p) {
        return new Point(p.at(), p.n(), p.errors(), p.fatal());
    }

    private static String shown(RateDimension by, String key) {
        if (by != RateDimension.SEVERITY || key.isEmpty()) {
            return key;
        }
        return Severity.ofNumber(Integer.parseInt(key)).map(s -> s.text()).orElse(key);
    }

    public Hotspots hotspots(Map<String, String> words) {
        Map<String, String> asked = asked(words, union(SPAN, Set.of("environment", "limit")));
        Hotspots found = Hotspots.of(
                bench.store(),
                period(asked, MONTH),
                RateFilter.all().withEnvironment(asked.get("environment")),
                limit(asked, 20));
        if (found.hotspots().isEmpty()) {
            new KnownNames(bench).check(asked);
        }
        return found;
    }

    public Changes changes(Map<String, String> words) {
        Map<String, String> asked = asked(words, union(SPAN, Set.of("component", "limit")));
        Changes found = Changes.of(bench.store(), period(asked, MONTH), asked.get("component"), limit(asked, 20));
        if (found.changes().isEmpty()) {
            new KnownNames(bench).check(asked);
        }
        return found;
    }

    public Cascades cascades(Map<String, String> words) {
        Map<String, String> asked = asked(words, union(SPAN, Set.of("lag")));
        Duration lag = Slos.length(asked.getOrDefault("lag", "5m"));
        if (lag.compareTo(Duration.ofHours(3)) > 0) {
            throw new IllegalArgumentException("'lag' must be from 1m to 3h");
        }
        Period period = period(asked, MONTH);
        if (period.length().compareTo(Duration.ofDays(400)) > 0) {
            throw new IllegalArgumentException("cascades look at up to 400 days; name a shorter 'window'");
        }
        return Cascades.of(
                bench.store(),
                period,
                (int) lag.toMinutes(),
                bench.configuration().integer("model.seed"));
    }

    private Duration window() {
        return Slos.length(bench.configuration().text("health.window"));
    }

    private Period period(Map<String, String> asked, Duration otherwise) {
        if (asked.containsKey("window") && asked.containsKey("since")) {
            throw new IllegalArgumentException("name 'since' or 'window', not both");
        }
        return Period.of(
                bench.store(),
                bench.clock(),
                time(asked, "since"),
                time(asked, "until"),
                asked.containsKey("window") ? Slos.length(asked.get("window")) : otherwise);
    }

    private static @Nullable Instant time(Map<String, String> asked, String name) {
        String text = asked.get(name);
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be a day or a time in UTC, such as 2026-03-01 or 2026-03-01T12:00:00Z", e);
        }
    }

    private static RateFilter filter(Map<String, String> asked) {
        String severity = asked.get("severity");
        return RateFilter.all()
                .withComponent(asked.get("component"))
                .withErrorClass(asked.get("error_class"))
                .withIssue(asked.get("issue"))
                .withRelease(asked.get("release"))
                .withEnvironment(asked.get("environment"))
                .withSeverity(severity == null ? null : severity(severity));
    }

    private static Severity severity(String text) {
        for (Severity s : Severity.values()) {
            if (s.text().equals(text.toLowerCase(Locale.ROOT))) {
                return s;
            }
        }
        throw new IllegalArgumentException("'severity' must be trace, debug, info, warn, error or fatal");
    }

    private static int limit(Map<String, String> asked, int otherwise) {
        String text = asked.getOrDefault("limit", String.valueOf(otherwise));
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("'limit' must be a whole number from 1 to 999");
        }
        return Integer.parseInt(text);
    }

    /** Without blanks; an unknown word would be a filter that filters nothing, so it is refused. */
    private static Map<String, String> asked(Map<String, String> words, Set<String> names) {
        Map<String, String> asked = new TreeMap<>();
        words.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown parameter; known are " + String.join(", ", new TreeSet<>(names)));
            }
            if (!value.isBlank()) {
                asked.put(name, value.strip());
            }
        });
        return asked;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
