package io.forewarn.models.risk;

/**
 * An interval of a share.
 *
 * @param low lower end
 * @param high upper end
 * @param n observations it rests on
 */
public record Interval(double low, double high, long n) {
    private static final double Z = 1.6449;

    /** Wilson's score interval at 90 % (Wilson 1927). */
    static Interval wilson(double failures, double n) {
        return score(n <= 0 ? 0.5 : failures / n, Math.max(n, 1), Z, n);
    }

    /**
     * For the share that will fail in a group of operations, where so many of {@code n} like them failed: Wilson's
     * interval of as many operations as have the variance of both shares together, 1 / (1 / n + 1 / group).
     *
     * @param z its width in standard errors
     */
    static Interval ofGroup(double failures, double n, int group, double z) {
        return score(n <= 0 ? 0.5 : failures / n, 1 / (1 / Math.max(n, 1) + 1.0 / group), z, n);
    }

    private static Interval score(double p, double m, double z, double n) {
        double centre = (p + z * z / (2 * m)) / (1 + z * z / m);
        double half = z / (1 + z * z / m) * Math.sqrt(p * (1 - p) / m + z * z / (4 * m * m));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half), Math.round(n));
    }

    /** Widened so that it holds a value. */
    Interval around(double value) {
        return new Interval(Math.min(low, value), Math.max(high, value), n);
    }
}
