package io.forewarn.predictor.health;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the rate of a count changes: binary segmentation by the Poisson likelihood ratio (Scott and Knott 1974), each cut
 * paid for by the logarithm of the number of places it could have been. Clusters make counts more spread than Poisson,
 * so the ratio is divided by the dispersion within the segment (quasi-likelihood; McCullagh and Nelder 1989, section 9.2).
 */
final class ChangePoints {
    private static final double PENALTY = 3;
    private static final int MOST = 30;
    private static final int SHORTEST = 2;
    private static final long FEWEST = 8;

    private ChangePoints() {}

    /**
     * One change.
     *
     * @param at index of the first span after it
     * @param before mean of a span in the segment before
     * @param after mean of a span in the segment after
     * @param nBefore spans before
     * @param nAfter spans after
     * @param strength twice the log likelihood ratio, after dispersion
     */
    record Cut(int at, double before, double after, int nBefore, int nAfter, double strength) {}

    /** Changes in order. */
    static List<Cut> of(long[] counts) {
        long[] sums = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            sums[i + 1] = sums[i] + counts[i];
        }
        List<double[]> cuts = new ArrayList<>();
        split(counts, sums, 0, counts.length, cuts);
        cuts.sort((a, b) -> Double.compare(a[0], b[0]));
        List<Cut> found = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            int from = i == 0 ? 0 : (int) cuts.get(i - 1)[0];
            int at = (int) cuts.get(i)[0];
            int until = i + 1 == cuts.size() ? counts.length : (int) cuts.get(i + 1)[0];
            found.add(new Cut(
                    at,
                    (double) (sums[at] - sums[from]) / (at - from),
                    (double) (sums[until] - sums[at]) / (until - at),
                    at - from,
                    until - at,
                    cuts.get(i)[1]));
        }
        return found;
    }

    private static void split(long[] counts, long[] sums, int from, int until, List<double[]> cuts) {
        long total = sums[until] - sums[from];
        if (until - from < 2 * SHORTEST || total < FEWEST || cuts.size() >= MOST) {
            return;
        }
        int best = -1;
        double most = 0;
        for (int at = from + SHORTEST; at <= until - SHORTEST; at++) {
            double gain = 2
                    * (likelihood(sums[at] - sums[from], at - from)
                            + likelihood(sums[until] - sums[at], until - at)
                            - likelihood(total, until - from));
            if (gain > most) {
                most = gain;
                best = at;
            }
        }
        if (best < 0) {
            return;
        }
        double strength = most / dispersion(counts, sums, from, best, until);
        if (strength > PENALTY * Math.log(until - from) + 6) {
            cuts.add(new double[] {best, strength});
            split(counts, sums, from, best, cuts);
            split(counts, sums, best, until, cuts);
        }
    }

    private static double likelihood(long sum, int n) {
        return sum == 0 ? 0 : sum * Math.log((double) sum / n);
    }

    /** Pearson's statistic over its degrees of freedom around the two means; at least 1. */
    private static double dispersion(long[] counts, long[] sums, int from, int at, int until) {
        double left = (double) (sums[at] - sums[from]) / (at - from);
        double right = (double) (sums[until] - sums[at]) / (until - at);
        double sum = 0;
        for (int i = from; i < until; i++) {
            double mean = i < at ? left : right;
            sum += mean == 0 ? 0 : (counts[i] - mean) * (counts[i] - mean) / mean;
        }
        return Math.max(1, sum / Math.max(1, until - from - 2));
    }
}
