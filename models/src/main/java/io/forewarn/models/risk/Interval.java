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
        double p = n <= 0 ? 0.5 : failures / n;
        double m = Math.max(n, 1);
        double centre = (p + Z * Z / (2 * m)) / (1 + Z * Z / m);
        double half = Z / (1 + Z * Z / m) * Math.sqrt(p * (1 - p) / m + Z * Z / (4 * m * m));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half), Math.round(n));
    }

    /** Widened so that it holds a value. */
    Interval around(double value) {
        return new Interval(Math.min(low, value), Math.max(high, value), n);
    }
}
