package io.forewarn.models.monitor;

import java.util.Arrays;

/** The population stability index of one column: how differently its values lie now. */
final class Stability {
    private static final int BINS = 10;

    private Stability() {}

    /**
     * Sum of (now - then) ln(now / then) over tenths of the earlier values and one bin for missing ones (Siddiqi, "Credit
     * Risk Scorecards", 2006), less what chance alone makes of it, (bins - 1)(1 / n + 1 / m); 0 and more.
     */
    static double index(double[] then, double[] now) {
        double[] edges = edges(then);
        double[] before = shares(then, edges);
        double[] after = shares(now, edges);
        double sum = 0;
        for (int b = 0; b < before.length; b++) {
            sum += (after[b] - before[b]) * Math.log(after[b] / before[b]);
        }
        double chance = (before.length - 1) * (1.0 / then.length + 1.0 / now.length);
        return Math.max(0, sum - chance);
    }

    private static double[] edges(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double[] edges = new double[BINS - 1];
        for (int e = 0; e < edges.length; e++) {
            edges[e] = sorted.length == 0 ? 0 : sorted[(int) ((long) sorted.length * (e + 1) / BINS)];
        }
        return Arrays.stream(edges).distinct().toArray();
    }

    /** Share of values per bin, each bin with half a value more so that none is empty. */
    private static double[] shares(double[] values, double[] edges) {
        double[] counts = new double[edges.length + 2];
        Arrays.fill(counts, 0.5);
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && value >= edges[bin]) {
                bin++;
            }
            counts[Double.isNaN(value) ? edges.length + 1 : bin]++;
        }
        double total = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(c -> c / total).toArray();
    }
}
