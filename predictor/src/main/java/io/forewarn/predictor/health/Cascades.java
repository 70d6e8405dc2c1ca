package io.forewarn.predictor.health;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Who follows whom: onsets of errors (after ten quiet minutes) of one component within a lag after those of another, against
 * copies of the second that are shifted in time, which keeps its rhythm and breaks the tie between them.
 *
 * @param lagMinutes how soon counts as soon
 * @param onsets of each component
 * @param cascades least likely by chance first
 */
public record Cascades(Period period, int lagMinutes, Map<String, Integer> onsets, List<Cascade> cascades) {
    private static final int QUIET = 10;
    private static final int COPIES = 999;
    private static final int FEWEST = 5;
    private static final double FALSE_SHARE = 0.1;

    public Cascades {
        onsets = Map.copyOf(onsets);
        cascades = List.copyOf(cascades);
    }

    /** Looks at one period. */
    public static Cascades of(Store store, Period period, int lagMinutes, long seed) {
        RateFilter filter = RateFilter.all().withSeverity(Severity.ERROR).between(period.from(), period.until());
        Map<String, List<Integer>> onsets = new TreeMap<>();
        Map<String, Integer> last = new TreeMap<>();
        for (RatePoint p : store.rates().series(filter, Duration.ofMinutes(1), RateDimension.COMPONENT)) {
            int minute = (int) Duration.between(period.from(), p.at()).toMinutes();
            Integer before = last.put(p.key(), minute);
            if (before == null || minute - before > QUIET) {
                onsets.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(minute);
            }
        }
        int length = (int) period.length().toMinutes();
        List<Cascade> found = new ArrayList<>();
        onsets.forEach((first, a) -> onsets.forEach((then, b) -> {
            if (!first.equals(then) && a.size() >= FEWEST && b.size() >= FEWEST) {
                Cascade cascade = pair(first, then, a, b, lagMinutes, length, seed);
                found.add(cascade);
            }
        }));
        found.sort(Comparator.comparingDouble(Cascade::p)
                .thenComparing(Comparator.comparingDouble(Cascade::lift).reversed())
                .thenComparing(Cascade::first)
                .thenComparing(Cascade::then));
        Map<String, Integer> sizes = new TreeMap<>();
        onsets.forEach((k, v) -> sizes.put(k, v.size()));
        // Many pairs are tried: of those kept, at most a tenth are false in the mean (Benjamini and Hochberg 1995).
        int kept = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).p() <= FALSE_SHARE * (i + 1) / found.size()) {
                kept = i + 1;
            }
        }
        return new Cascades(
                period,
                lagMinutes,
                sizes,
                found.subList(0, kept).stream()
                        .filter(c -> c.followed() >= FEWEST && c.lift() > 1)
                        .toList());
    }

    private static Cascade pair(
            String first, String then, List<Integer> a, List<Integer> b, int lag, int length, long seed) {
        boolean[] soon = new boolean[length];
        for (int onset : a) {
            // In the same minute the order is not known, so it does not count.
            for (int t = onset + 1; t <= onset + lag && t < length; t++) {
                soon[t] = true;
            }
        }
        int followed = hits(b, soon, 0);
        Random random = new Random(seed);
        double sum = 0;
        int reached = 0;
        for (int i = 0; i < COPIES; i++) {
            int copy = hits(b, soon, 1 + lag + random.nextInt(Math.max(1, length - 2 * lag)));
            sum += copy;
            reached += copy >= followed ? 1 : 0;
        }
        double expected = sum / COPIES;
        return new Cascade(
                first,
                then,
                followed,
                b.size(),
                a.size(),
                expected,
                expected == 0 ? followed * (double) COPIES : followed / expected,
                (reached + 1.0) / (COPIES + 1.0),
                medianLag(a, b, lag));
    }

    private static int hits(List<Integer> b, boolean[] soon, int shift) {
        int hits = 0;
        for (int t : b) {
            hits += soon[(t + shift) % soon.length] ? 1 : 0;
        }
        return hits;
    }

    private static double medianLag(List<Integer> a, List<Integer> b, int lag) {
        List<Integer> lags = new ArrayList<>();
        for (int t : b) {
            a.stream().filter(s -> s < t && t - s <= lag).max(Integer::compare).ifPresent(s -> lags.add(t - s));
        }
        lags.sort(Integer::compare);
        return lags.isEmpty() ? 0 : lags.get(lags.size() / 2);
    }
}
