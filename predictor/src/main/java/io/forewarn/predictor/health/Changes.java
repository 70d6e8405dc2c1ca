package io.forewarn.predictor.health;

import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.OperationCounts;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.Store;
import io.forewarn.predictor.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the errors of a component became more or fewer, and which operation came before.
 *
 * @param width of the spans that were compared
 * @param changes strongest first
 */
public record Changes(Period period, Duration width, List<Change> changes) {
    private static final Duration SAME = Duration.ofMinutes(60);
    private static final Duration OTHER = Duration.ofMinutes(15);

    public Changes {
        changes = List.copyOf(changes);
    }

    /**
     * Looks at one period.
     *
     * @param component null for every one by itself
     */
    public static Changes of(Store store, Period period, @Nullable String component, int limit) {
        Duration width = period.width();
        RateFilter filter = RateFilter.all()
                .withComponent(component)
                .withSeverity(Severity.ERROR)
                .between(period.from(), period.until());
        Map<String, List<RatePoint>> series = new TreeMap<>();
        for (RatePoint p : store.rates().series(filter, width, RateDimension.COMPONENT)) {
            series.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(p);
        }
        Suspects suspects = new Suspects(store.operationCounts(), period);
        List<Ranked> found = new ArrayList<>();
        series.forEach((name, points) -> found.addAll(changes(store, period, width, filter, name, points, suspects)));
        found.sort(Comparator.comparingDouble((Ranked r) -> -r.strength())
                .thenComparing(r -> r.change().at())
                .thenComparing(r -> r.change().component()));
        return new Changes(
                period, width, found.stream().limit(limit).map(Ranked::change).toList());
    }

    private record Ranked(Change change, double strength) {}

    private static List<Ranked> changes(
            Store store,
            Period period,
            Duration width,
            RateFilter filter,
            String component,
            List<RatePoint> points,
            Suspects suspects) {
        Instant first = points.get(0).at();
        long whole = first.getEpochSecond()
                - Math.floorDiv(first.getEpochSecond() - period.from().getEpochSecond(), width.toSeconds())
                        * width.toSeconds();
        int n = (int)
                Math.max(1, (period.until().getEpochSecond() - whole + width.toSeconds() - 1) / width.toSeconds());
        long[] counts = new long[n];
        for (RatePoint p : points) {
            int i = (int) ((p.at().getEpochSecond() - whole) / width.toSeconds());
            counts[Math.max(0, Math.min(n - 1, i))] += p.n();
        }
        double hours = width.toSeconds() / 3600.0;
        List<Ranked> found = new ArrayList<>();
        for (ChangePoints.Cut cut : ChangePoints.of(counts)) {
            Instant edge = Instant.ofEpochSecond(whole + cut.at() * width.toSeconds());
            Instant at = cut.after() > cut.before()
                    ? firstError(store, filter.withComponent(component), edge.minus(width), edge.plus(width))
                    : edge;
            Change.Suspect suspect = suspects.of(component, at).orElse(null);
            double before = cut.before() / hours;
            double after = cut.after() / hours;
            found.add(new Ranked(
                    new Change(
                            component,
                            at,
                            before,
                            after,
                            cut.nBefore() * hours,
                            cut.nAfter() * hours,
                            suspect,
                            text(component, before, after, suspect)),
                    cut.strength()));
        }
        return found;
    }

    /** The first minute with an error from the edge on. */
    private static Instant firstError(Store store, RateFilter filter, Instant from, Instant until) {
        List<RatePoint> minutes = store.rates().series(filter.between(from, until), Duration.ofMinutes(1), null);
        Instant edge = from.plus(Duration.between(from, until).dividedBy(2));
        return minutes.stream()
                .map(RatePoint::at)
                .filter(at -> !at.isBefore(edge))
                .findFirst()
                .orElse(edge);
    }

    /** Operations that may have begun a change. */
    private static final class Suspects {
        private final OperationCounts operations;
        private final Period period;
        private final Map<String, Long> own = new HashMap<>();
        private @Nullable Long all;

        Suspects(OperationCounts operations, Period period) {
            this.operations = operations;
            this.period = period;
        }

        /** The last operation of the component in the hour before, else the last of any in the quarter of an hour before. */
        Optional<Change.Suspect> of(String component, Instant at) {
            return last(component, at, SAME)
                    .map(ended -> suspect(ended, at, own.computeIfAbsent(component, this::count)))
                    .or(() -> last(null, at, OTHER).map(ended -> suspect(ended, at, all())));
        }

        private long all() {
            Long known = all;
            if (known == null) {
                known = count(null);
                all = known;
            }
            return known;
        }

        private long count(@Nullable String component) {
            return operations.ended(component, period.from(), period.until());
        }

        private Optional<OperationCounts.Ended> last(@Nullable String component, Instant at, Duration within) {
            Instant from = at.minus(within);
            // Times of changes are whole minutes, so an operation of the same minute may have come before.
            Instant until = at.plusSeconds(60);
            return operations.last(
                    component,
                    from.isBefore(period.from()) ? period.from() : from,
                    until.isAfter(period.until()) ? period.until() : until);
        }

        private Change.Suspect suspect(OperationCounts.Ended o, Instant at, long n) {
            double minutes = Math.max(0, Duration.between(o.end(), at).toSeconds() / 60.0);
            double rate = n / Math.max(1.0, period.length().toSeconds() / 60.0);
            Outcome outcome = o.outcome();
            return new Change.Suspect(
                    o.id(),
                    o.kind(),
                    o.component(),
                    o.end(),
                    minutes,
                    -Math.expm1(-rate * (minutes + 1)),
                    outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
        }
    }

    private static String text(String component, double before, double after, Change.@Nullable Suspect s) {
        String what = String.format(
                Locale.ROOT,
                "errors of %s %s from %s to %s an hour",
                component,
                after > before ? "rose" : "fell",
                Words.number(before),
                Words.number(after));
        if (s == null) {
            return what;
        }
        long minutes = Math.round(s.minutes());
        return what + "; began " + (minutes < 1 ? "within a minute" : minutes + (minutes == 1 ? " minute" : " minutes"))
                + " after " + Words.kind(s.kind()) + " " + s.id() + " of " + s.component();
    }
}
