package io.forewarn.predictor.health;

import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.RateTotal;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.anomaly.Burst;
import io.forewarn.models.anomaly.BurstDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which issues are new, came back, burst or escalate. An issue escalates where the interval of its rate lies above one and
 * a half times that of the same hours of the week before: for periods of up to a week the same span one to four weeks
 * earlier, for longer ones the span before.
 */
public final class IssueTrends {
    private static final double MORE = 1.5;
    private static final long FEWEST = 10;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration USUAL = Duration.ofDays(28);
    private static final Duration YOUNG = Duration.ofHours(1);
    private static final int PAGE = 5000;

    private final Store store;
    private final BurstDetector detector;

    public IssueTrends(Store store, BurstDetector detector) {
        this.store = store;
        this.detector = detector;
    }

    /** Issues with an event in the period, those with most to say first. */
    public List<IssueTrend> of(Period period, RateFilter filter) {
        Instant begin = store.rates().first().orElse(period.until());
        RateFilter asked = filter.between(period.from(), period.until());
        Map<String, Long> counts = counts(asked);
        List<Period> past = past(period, begin);
        Map<String, Long> before = new HashMap<>();
        for (Period p : past) {
            counts(filter.between(p.from(), p.until())).forEach((k, v) -> before.merge(k, v, Long::sum));
        }
        Map<String, List<RatePoint>> minutes = new HashMap<>();
        for (RatePoint p : store.rates()
                .series(
                        filter.between(period.from().minus(USUAL), period.until()),
                        Duration.ofMinutes(1),
                        RateDimension.ISSUE)) {
            if (counts.containsKey(p.key())) {
                minutes.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(p);
            }
        }
        List<IssueTrend> trends = new ArrayList<>();
        for (int offset = 0; ; offset += PAGE) {
            List<IssueRow> page = store.issues().list(IssueFilter.all(), PAGE, offset);
            for (IssueRow issue : page) {
                Long n = counts.get(issue.id());
                if (n != null) {
                    trends.add(trend(issue, n, before, past, minutes, period, begin));
                }
            }
            if (page.size() < PAGE) {
                break;
            }
        }
        trends.sort(Comparator.comparingInt((IssueTrend t) -> -t.states().size())
                .thenComparing(Comparator.comparingLong(IssueTrend::count).reversed())
                .thenComparing(IssueTrend::id));
        return trends;
    }

    private Map<String, Long> counts(RateFilter filter) {
        Map<String, Long> counts = new HashMap<>();
        for (RateTotal t : store.rates().totals(filter, List.of(RateDimension.ISSUE))) {
            if (!t.keys().get(0).isEmpty()) {
                counts.put(t.keys().get(0), t.n());
            }
        }
        return counts;
    }

    /** Periods to compare with that lie wholly after the first record. */
    private static List<Period> past(Period period, Instant begin) {
        List<Period> past = new ArrayList<>();
        if (period.length().compareTo(WEEK) <= 0) {
            for (int week = 1; week <= 4; week++) {
                Duration back = WEEK.multipliedBy(week);
                past.add(new Period(period.from().minus(back), period.until().minus(back), period.nowIs()));
            }
        } else {
            past.add(period.before(period.length()));
        }
        past.removeIf(p -> p.from().isBefore(begin));
        return past;
    }

    private IssueTrend trend(
            IssueRow issue,
            long n,
            Map<String, Long> before,
            List<Period> past,
            Map<String, List<RatePoint>> minutes,
            Period period,
            Instant begin) {
        List<String> states = new ArrayList<>();
        boolean fresh = period.holds(issue.firstSeen()) && issue.firstSeen().isAfter(begin.plus(YOUNG));
        if (fresh) {
            states.add("new");
        }
        if (issue.status().equals("regressed")) {
            states.add("regressed");
        }
        Burst burst = Series.newest(
                detector,
                minutes.getOrDefault(issue.id(), List.of()),
                period.from().minus(USUAL),
                period);
        if (burst != null) {
            states.add("bursting");
        }
        RateRatio ratio = null;
        Double usual = null;
        if (!past.isEmpty()) {
            long old = before.getOrDefault(issue.id(), 0L);
            double now = (double) period.length().toMinutes();
            ratio = RateRatio.of(n, now, old, now * past.size());
            usual = (double) old / past.size();
            if (!fresh && n >= FEWEST && ratio.low() > MORE) {
                states.add("escalating");
            }
        }
        return new IssueTrend(
                issue.id(),
                issue.title(),
                issue.component(),
                issue.errorClass(),
                issue.status(),
                states,
                n,
                usual,
                ratio,
                burst,
                issue.firstSeen(),
                issue.lastSeen());
    }

    /** Counts by minute as detectors want them. */
    static final class Series {
        private Series() {}

        static List<Burst> bursts(BurstDetector detector, List<RatePoint> points, Instant from, Period period) {
            if (points.isEmpty()) {
                return List.of();
            }
            Instant first =
                    points.get(0).at().isBefore(from) ? from : points.get(0).at();
            int[] counts = new int[(int) Duration.between(first, period.until()).toMinutes()];
            for (RatePoint p : points) {
                int minute = (int) Duration.between(first, p.at()).toMinutes();
                if (minute >= 0 && minute < counts.length) {
                    counts[minute] += (int) Math.min(Integer.MAX_VALUE / 2, p.errors());
                }
            }
            return detector.bursts(io.forewarn.models.anomaly.MinuteCounts.of(first, counts)).stream()
                    .filter(b -> b.until().isAfter(period.from()))
                    .sorted(Comparator.comparing(Burst::from).reversed())
                    .toList();
        }

        static @Nullable Burst newest(BurstDetector detector, List<RatePoint> points, Instant from, Period period) {
            return bursts(detector, points, from, period).stream().findFirst().orElse(null);
        }
    }
}
