package io.forewarn.models.evaluation;

import io.forewarn.models.registry.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How good risks were, each figure with its 95 % bootstrap interval.
 *
 * @param n operations
 * @param failures among them
 * @param auc area under the ROC curve; .5 is chance
 * @param averagePrecision the base rate is chance
 * @param catchAt10 share of the failures among the riskiest 10 %; .1 is chance
 * @param precisionAt10 share of failures among the riskiest 10 %
 * @param brier mean squared error
 * @param ece expected calibration error, 15 bins; a few rows make it look larger than it is
 * @param eceByChance what {@code ece} would be if every risk were exactly right: the mean over outcomes drawn from the
 *     risks, with the range of 95 % of the draws (consistency resampling, Bröcker and Smith 2007)
 */
public record RiskMetrics(
        int n,
        int failures,
        Metric auc,
        Metric averagePrecision,
        Metric catchAt10,
        Metric precisionAt10,
        Metric brier,
        Metric ece,
        Metric eceByChance) {
    private static final int RESAMPLES = 200;

    /** Scores risks against outcomes; the same seed gives the same intervals. */
    public static RiskMetrics of(boolean[] failed, double[] risk, long seed) {
        Scores scores = new Scores(failed, risk);
        int n = risk.length;
        int failures = 0;
        for (boolean f : failed) {
            failures += f ? 1 : 0;
        }
        int[][] samples = samples(n, seed);
        return new RiskMetrics(
                n,
                failures,
                metric(n, samples, scores::auc),
                metric(n, samples, scores::averagePrecision),
                metric(n, samples, times -> scores.caught(times, 0.1)[0]),
                metric(n, samples, times -> scores.caught(times, 0.1)[1]),
                metric(n, samples, scores::brier),
                unbiased(n, samples, scores::calibrationError),
                byChance(scores, seed));
    }

    /** By how much the AUC of one predictor exceeds that of another on the same operations: a paired bootstrap. */
    public static Metric aucDifference(boolean[] failed, double[] risk, double[] rival, long seed) {
        Scores own = new Scores(failed, risk);
        Scores other = new Scores(failed, rival);
        return metric(risk.length, samples(risk.length, seed), times -> own.auc(times) - other.auc(times));
    }

    /** Share of operations that failed. */
    public double baseRate() {
        return n == 0 ? Double.NaN : (double) failures / n;
    }

    /** The figures by name, as reports and model cards show them. */
    public Map<String, Metric> named() {
        Map<String, Metric> named = new LinkedHashMap<>();
        named.put("auc", auc);
        named.put("average_precision", averagePrecision);
        named.put("catch_at_10", catchAt10);
        named.put("precision_at_10", precisionAt10);
        named.put("brier", brier);
        named.put("ece", ece);
        named.put("ece_by_chance", eceByChance);
        named.put("base_rate", Metric.of(baseRate()));
        return named;
    }

    private static int[][] samples(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] samples = new int[n == 0 ? 0 : RESAMPLES][];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Scores.resample(n, random);
        }
        return samples;
    }

    /** By how much the log loss of one predictor exceeds that of another on the same operations: a paired bootstrap. */
    public static Metric lossDifference(boolean[] failed, double[] risk, double[] rival, long seed) {
        Scores own = new Scores(failed, risk);
        Scores other = new Scores(failed, rival);
        return metric(risk.length, samples(risk.length, seed), times -> own.logLoss(times) - other.logLoss(times));
    }

    private static Metric byChance(Scores scores, long seed) {
        if (scores.size() == 0) {
            return Metric.of(Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            drawn[i] = scores.calibrationErrorIfRight(random);
        }
        Arrays.sort(drawn);
        double mean = Arrays.stream(drawn).average().orElseThrow();
        return new Metric(
                mean, drawn[(int) (0.025 * (RESAMPLES - 1))], drawn[(int) Math.ceil(0.975 * (RESAMPLES - 1))]);
    }

    /**
     * The interval of a figure that chance alone makes larger, such as an error that cannot be negative: a resample repeats
     * the chance of the sample and adds its own, so that the resamples lie too high. They are moved down by the excess of
     * their mean over the figure (the bootstrap's estimate of bias, Efron and Tibshirani 1993, chapter 10).
     */
    private static Metric unbiased(int n, int[][] samples, ToDoubleFunction<int[]> figure) {
        Metric raw = metric(n, samples, figure);
        if (Double.isNaN(raw.value())) {
            return raw;
        }
        double mean = Arrays.stream(samples).mapToDouble(figure).average().orElse(raw.value());
        double excess = mean - raw.value();
        return new Metric(
                raw.value(),
                Math.max(0, Math.min(raw.value(), raw.low() - excess)),
                Math.max(raw.value(), raw.high() - excess));
    }

    private static Metric metric(int n, int[][] samples, ToDoubleFunction<int[]> figure) {
        if (n == 0) {
            return Metric.of(Double.NaN);
        }
        double value = figure.applyAsDouble(Scores.once(n));
        double[] drawn = Arrays.stream(samples)
                .mapToDouble(figure)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (Double.isNaN(value) || drawn.length == 0) {
            return Metric.of(value);
        }
        return new Metric(
                value, drawn[(int) (0.025 * (drawn.length - 1))], drawn[(int) Math.ceil(0.975 * (drawn.length - 1))]);
    }
}
