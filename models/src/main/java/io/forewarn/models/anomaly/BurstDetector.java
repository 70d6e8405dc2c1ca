package io.forewarn.models.anomaly;

import java.util.ArrayList;
import java.util.List;

/** Finds bursts. What it says of a minute depends on that minute and those before alone. */
public interface BurstDetector {
    /** Minutes without an alarm after which a burst is over. */
    int QUIET = 15;

    String name();

    /**
     * How unusual each minute is: an alarm where positive.
     *
     * @return one figure a minute, not above 0 where there is nothing to see
     */
    double[] scores(MinuteCounts counts);

    /** What a usual busy minute has, at each minute. */
    double[] expected(MinuteCounts counts);

    /** Bursts, oldest first; alarms less than {@link #QUIET} minutes apart are one. */
    default List<Burst> bursts(MinuteCounts counts) {
        double[] scores = scores(counts);
        double[] expected = expected(counts);
        List<Burst> bursts = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int t = 0; t <= scores.length; t++) {
            boolean alarm = t < scores.length && scores[t] > 0;
            if (from >= 0 && (t == scores.length || (alarm && t - last > QUIET))) {
                bursts.add(burst(counts, scores, expected, from, last));
                from = -1;
            }
            if (alarm) {
                from = from < 0 ? t : from;
                last = t;
            }
        }
        return bursts;
    }

    private static Burst burst(MinuteCounts counts, double[] scores, double[] expected, int from, int last) {
        long n = 0;
        double most = 0;
        for (int t = from; t <= last; t++) {
            n += counts.at(t);
            most = Math.max(most, scores[t]);
        }
        return new Burst(counts.time(from), counts.time(last + 1), n, expected[from], most);
    }
}
