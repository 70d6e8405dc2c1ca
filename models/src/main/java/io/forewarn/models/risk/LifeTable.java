package io.forewarn.models.risk;

import java.time.Duration;
import java.time.Instant;

/**
 * How many operations that count as successes still turn out to be failures: a period life table (the hazards of the last
 * year by age, as in demography), from what is known at one time. Failures found more than three years later are not
 * expected.
 */
final class LifeTable {
    private static final double YEAR = 365 * 86_400.0;
    private static final double STEP = YEAR / 4;
    private static final int STEPS = 12;
    private static final double PERIOD = YEAR;

    private final double[] exposure = new double[STEPS];
    private final double[] found = new double[STEPS];

    /**
     * Adds an operation that counted as a success.
     *
     * @param began when the operation began
     * @param entered when it began to count as a success
     * @param left when it turned out a failure, or the present
     * @param failed whether it did
     * @param now the present
     */
    void add(Instant began, Instant entered, Instant left, boolean failed, Instant now) {
        double birth = (double) began.getEpochSecond();
        double from = Math.max((double) entered.getEpochSecond(), now.getEpochSecond() - PERIOD) - birth;
        double to = left.getEpochSecond() - birth;
        if (to < from) {
            return;
        }
        for (int s = 0; s < STEPS; s++) {
            exposure[s] += Math.max(0, Math.min(to, (s + 1) * STEP) - Math.max(from, s * STEP)) / STEP;
        }
        if (failed && to < STEPS * STEP) {
            found[(int) (to / STEP)]++;
        }
    }

    /** Probability that an operation that counts as a success at an age will still turn out a failure. */
    double doubt(Duration age) {
        double steps = (double) age.toSeconds() / STEP;
        double survival = 1;
        for (int s = (int) Math.min(STEPS, steps); s < STEPS; s++) {
            double part = Math.min(1, s + 1 - steps);
            survival *= Math.exp(-part * found[s] / (exposure[s] + 5));
        }
        return 1 - survival;
    }
}
