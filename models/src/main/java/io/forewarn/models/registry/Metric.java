package io.forewarn.models.registry;

/**
 * A figure with its 95 % interval.
 *
 * @param value the figure; NaN where the data does not allow it
 * @param low lower end
 * @param high upper end
 */
public record Metric(double value, double low, double high) {
    /** A figure without an interval. */
    public static Metric of(double value) {
        return new Metric(value, value, value);
    }
}
