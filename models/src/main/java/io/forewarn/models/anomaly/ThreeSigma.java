package io.forewarn.models.anomaly;

/** The rule to beat: a minute is a burst where it lies three standard deviations above the mean of the week before. */
public final class ThreeSigma implements BurstDetector {
    private static final int WEEK = 7 * 1440;

    @Override
    public String name() {
        return "3-sigma";
    }

    @Override
    public double[] scores(MinuteCounts counts) {
        double[] scores = new double[counts.length()];
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < scores.length; t++) {
            int n = Math.min(t, WEEK);
            if (n > 1440) {
                double mean = sum / n;
                double sigma = Math.sqrt(Math.max(0, squares / n - mean * mean));
                scores[t] = counts.at(t) > 0 ? Math.max(0, counts.at(t) - mean - 3 * sigma) : 0;
            }
            sum += counts.at(t);
            squares += (double) counts.at(t) * counts.at(t);
            if (t >= WEEK) {
                int old = counts.at(t - WEEK);
                sum -= old;
                squares -= (double) old * old;
            }
        }
        return scores;
    }

    @Override
    public double[] expected(MinuteCounts counts) {
        double[] expected = new double[counts.length()];
        double sum = 0;
        for (int t = 0; t < expected.length; t++) {
            expected[t] = sum / Math.max(1, Math.min(t, WEEK));
            sum += counts.at(t) - counts.at(t - WEEK);
        }
        return expected;
    }
}
