package io.forewarn.models.risk;

import io.forewarn.features.FeatureRow;
import java.time.Instant;

/**
 * One operation to learn from.
 *
 * @param row what was known when it began
 * @param kind kind of operation, for the prior of operations that nothing is known about
 * @param at when it began
 * @param failure probability that it failed: 1 or 0 where the outcome is certain, between where it is not yet
 */
public record TrainingRow(FeatureRow row, String kind, Instant at, double failure) {
    public TrainingRow {
        if (!(failure >= 0 && failure <= 1)) {
            throw new IllegalArgumentException("a label is a probability between 0 and 1");
        }
    }
}
