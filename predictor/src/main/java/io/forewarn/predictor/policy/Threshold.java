package io.forewarn.predictor.policy;

/** From which probability on something is done. */
public sealed interface Threshold {

    /**
     * The probability, in (0, 1].
     *
     * @param baseRate share of comparable operations that fail, in [0, 1]
     */
    double at(double baseRate);

    /** The same probability whatever is usual. */
    record Fixed(double probability) implements Threshold {
        public Fixed {
            requireIn("probability", probability, 0, 1);
        }

        @Override
        public double at(double baseRate) {
            return probability;
        }
    }

    /**
     * Relative to what is usual: the odds p/(1-p) must be {@code odds} times the odds of the base rate. Unlike a factor
     * on the probability this never asks for more than 1, and it means the same where failures are rare or common.
     *
     * @param odds odds ratio, at least 1
     * @param floor never below this probability, so that a tiny base rate does not make every trifle alarming
     */
    record Relative(double odds, double floor) implements Threshold {
        public Relative {
            requireIn("odds", odds, 1, 1000);
            requireIn("floor", floor, 0, 1);
        }

        @Override
        public double at(double baseRate) {
            double base = Math.min(Math.max(baseRate, 0), 1);
            double scaled = base * odds;
            return Math.max(floor, scaled / (1 - base + scaled));
        }
    }

    private static void requireIn(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must lie between " + low + " and " + high + ", not " + value);
        }
    }
}
