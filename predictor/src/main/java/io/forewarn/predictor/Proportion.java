package io.forewarn.predictor;

/**
 * How often something happened, always with its sample size.
 *
 * @param hits how often it happened, 0 to n
 * @param n how often it could have
 */
public record Proportion(long hits, long n) {
    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (n < 0 || hits < 0 || hits > n) {
            throw new IllegalArgumentException("a proportion needs 0 <= hits <= n");
        }
    }

    /** hits / n; 0 where nothing was observed, so look at {@link #n} first. */
    public double rate() {
        return n == 0 ? 0 : (double) hits / n;
    }

    /**
     * Mean of the Beta posterior.
     *
     * @param prior the rate expected before any observation
     * @param strength how many observations that expectation is worth
     */
    public double posterior(double prior, double strength) {
        return (hits + prior * strength) / (n + strength);
    }

    /** Lower end of the Wilson score interval of 95 % (Wilson 1927); 0 where nothing was observed. */
    public double low() {
        return n == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /** Upper end of the same interval; 1 where nothing was observed. */
    public double high() {
        return n == 0 ? 1 : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (rate() + Z * Z / (2.0 * n)) / (1 + Z * Z / n);
    }

    private double halfWidth() {
        double p = rate();
        return Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
    }
}
