package io.forewarn.models.anomaly;

/**
 * The simple way: a minute (or the mean of this one and the last) is a burst where it lies so many robust standard
 * deviations above a usual busy minute of that hour of the week, and is not small. See {@link Baseline}.
 *
 * @param limit robust standard deviations
 * @param fewest count of a minute below which nothing is a burst
 */
public record RobustBursts(double limit, int fewest) implements BurstDetector {
    /** Chosen on bursts seeded into the bundled records with seeds 1 to 5. */
    public static final RobustBursts DEFAULT = new RobustBursts(2.25, 4);

    @Override
    public String name() {
        return "robust";
    }

    @Override
    public double[] scores(MinuteCounts counts) {
        Baseline[] usual = Baseline.of(counts);
        double[] scores = new double[counts.length()];
        for (int t = 0; t < scores.length; t++) {
            double now = Math.max(counts.at(t), counts.last(2, t) / 2.0);
            if (counts.at(t) >= fewest) {
                scores[t] = Math.max(0, usual[t].above(counts, t, now) - limit);
            }
        }
        return scores;
    }

    @Override
    public double[] expected(MinuteCounts counts) {
        Baseline[] usual = Baseline.of(counts);
        double[] expected = new double[counts.length()];
        for (int t = 0; t < expected.length; t++) {
            expected[t] = usual[t].expected(counts, t);
        }
        return expected;
    }
}
