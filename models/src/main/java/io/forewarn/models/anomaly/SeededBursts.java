package io.forewarn.models.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Counts with bursts put in on purpose, so that the truth is known. A burst lasts 3 to 10 minutes and adds, to what happens
 * anyway, 3 to 10 times as much a minute as a busy minute has there (the 90th percentile of minutes that are not empty), at
 * least 6 a minute in the mean.
 *
 * @param counts with the bursts in them
 * @param starts their first minutes, in order
 * @param ends the minutes after their last
 */
record SeededBursts(MinuteCounts counts, List<Integer> starts, List<Integer> ends) {
    /** Half an hour at least between two. */
    private static final int APART = 45;

    /**
     * Puts bursts in.
     *
     * @param from first minute where one may begin
     * @param aDay how many a day in the mean
     */
    static SeededBursts into(MinuteCounts counts, int from, double aDay, long seed) {
        Random random = new Random(seed);
        double busy = busy(counts);
        int[] more = new int[counts.length()];
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int t = from;
        while (true) {
            t += APART + (int) (-Math.log(1 - random.nextDouble()) * 1440 / aDay);
            int length = 3 + random.nextInt(8);
            double rate = Math.max(6, busy * (3 + 7 * random.nextDouble()));
            if (t + length >= counts.length()) {
                return new SeededBursts(counts.plus(more), starts, ends);
            }
            for (int i = t; i < t + length; i++) {
                more[i] = poisson(rate, random);
            }
            starts.add(t);
            ends.add(t + length);
            t += length;
        }
    }

    private static double busy(MinuteCounts counts) {
        int[] active = new int[counts.length()];
        int n = 0;
        for (int t = 0; t < counts.length(); t++) {
            if (counts.at(t) > 0) {
                active[n++] = counts.at(t);
            }
        }
        Arrays.sort(active, 0, n);
        return n == 0 ? 0 : active[(int) Math.min(n - 1L, Math.round(0.9 * n))];
    }

    /** Knuth's multiplication for small means, the normal approximation for large ones. */
    private static int poisson(double mean, Random random) {
        if (mean > 50) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int n = -1;
        for (double p = 1; p > limit; n++) {
            p *= random.nextDouble();
        }
        return n;
    }
}
