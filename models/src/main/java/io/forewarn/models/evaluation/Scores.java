package io.forewarn.models.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/** Risks with their outcomes, sorted by risk once, so that a bootstrap resample costs one pass. */
final class Scores {
    static final int BINS = 15;

    private final double[] risk;
    private final boolean[] failed;

    /** Positions in the caller's order. */
    private final int[] origin;

    Scores(boolean[] failed, double[] risk) {
        int n = risk.length;
        if (failed.length != n) {
            throw new IllegalArgumentException("as many outcomes as risks are needed");
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> risk[i]));
        this.risk = new double[n];
        this.failed = new boolean[n];
        this.origin = new int[n];
        for (int i = 0; i < n; i++) {
            this.risk[i] = risk[order[i]];
            this.failed[i] = failed[order[i]];
            this.origin[i] = order[i];
        }
    }

    int size() {
        return risk.length;
    }

    /** How often each row is drawn, in the caller's order. */
    static int[] resample(int n, SplittableRandom random) {
        int[] times = new int[n];
        for (int i = 0; i < n; i++) {
            times[random.nextInt(n)]++;
        }
        return times;
    }

    static int[] once(int n) {
        int[] times = new int[n];
        Arrays.fill(times, 1);
        return times;
    }

    /** Area under the ROC curve by ranks (Mann and Whitney 1947), ties count half; NaN with one class only. */
    double auc(int[] times) {
        double below = 0;
        double failures = 0;
        double wins = 0;
        for (int i = 0; i < risk.length; ) {
            double tiedFailures = 0;
            double tiedSuccesses = 0;
            int j = i;
            for (; j < risk.length && risk[j] == risk[i]; j++) {
                if (failed[j]) {
                    tiedFailures += times[origin[j]];
                } else {
                    tiedSuccesses += times[origin[j]];
                }
            }
            wins += tiedFailures * (below + tiedSuccesses / 2);
            below += tiedSuccesses;
            failures += tiedFailures;
            i = j;
        }
        return failures == 0 || below == 0 ? Double.NaN : wins / (failures * below);
    }

    /** Average precision: precision at each failure, riskiest first, averaged. */
    double averagePrecision(int[] times) {
        double caught = 0;
        double looked = 0;
        double sum = 0;
        for (int i = risk.length - 1; i >= 0; i--) {
            for (int k = 0; k < times[origin[i]]; k++) {
                looked++;
                if (failed[i]) {
                    caught++;
                    sum += caught / looked;
                }
            }
        }
        return caught == 0 ? Double.NaN : sum / caught;
    }

    /** Share of the failures among the riskiest part, and the share of failures in that part. */
    double[] caught(int[] times, double part) {
        double n = Arrays.stream(times).sum();
        double most = Math.max(1, Math.rint(part * n));
        double looked = 0;
        double caught = 0;
        double failures = 0;
        for (int i = risk.length - 1; i >= 0; i--) {
            double take = Math.max(0, Math.min(times[origin[i]], most - looked));
            looked += take;
            if (failed[i]) {
                caught += take;
                failures += times[origin[i]];
            }
        }
        return new double[] {failures == 0 ? Double.NaN : caught / failures, looked == 0 ? Double.NaN : caught / looked
        };
    }

    /** Mean squared distance of risk and outcome (Brier 1950). */
    double brier(int[] times) {
        double sum = 0;
        double n = 0;
        for (int i = 0; i < risk.length; i++) {
            double d = risk[i] - (failed[i] ? 1 : 0);
            sum += times[origin[i]] * d * d;
            n += times[origin[i]];
        }
        return sum / n;
    }

    /** Mean negative log-likelihood, risks kept within 1e-6 of certainty. */
    double logLoss(int[] times) {
        double sum = 0;
        double n = 0;
        for (int i = 0; i < risk.length; i++) {
            double p = Math.min(1 - 1e-6, Math.max(1e-6, risk[i]));
            sum -= times[origin[i]] * Math.log(failed[i] ? p : 1 - p);
            n += times[origin[i]];
        }
        return sum / n;
    }

    /** Expected calibration error over 15 bins of equal width (Naeini et al. 2015). */
    double calibrationError(int[] times) {
        double[] gap = new double[BINS];
        double n = 0;
        for (int i = 0; i < risk.length; i++) {
            int t = times[origin[i]];
            gap[Math.min(BINS - 1, (int) (risk[i] * BINS))] += t * (risk[i] - (failed[i] ? 1 : 0));
            n += t;
        }
        return Arrays.stream(gap).map(Math::abs).sum() / n;
    }

    /** The same error, had each operation failed with just the probability that was stated. */
    double calibrationErrorIfRight(SplittableRandom random) {
        double[] gap = new double[BINS];
        for (double p : risk) {
            gap[Math.min(BINS - 1, (int) (p * BINS))] += p - (random.nextDouble() < p ? 1 : 0);
        }
        return Arrays.stream(gap).map(Math::abs).sum() / risk.length;
    }

    double baseRate(int[] times) {
        double failures = 0;
        double n = 0;
        for (int i = 0; i < risk.length; i++) {
            failures += failed[i] ? times[origin[i]] : 0;
            n += times[origin[i]];
        }
        return failures / n;
    }

    double risk(int i) {
        return risk[i];
    }

    boolean failed(int i) {
        return failed[i];
    }
}
