package io.forewarn.predictor.health;

import io.forewarn.models.anomaly.Burst;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an issue is doing.
 *
 * @param states of {@code new regressed bursting escalating}; none: steady
 * @param count events in the period
 * @param usual events that a period like this one had before, in the mean; null where nothing lies before
 * @param ratio against that, with its interval; null where nothing lies before
 * @param burst the latest in the period, or null
 */
public record IssueTrend(
        String id,
        String title,
        String component,
        String errorClass,
        String status,
        List<String> states,
        long count,
        @Nullable Double usual,
        @Nullable RateRatio ratio,
        @Nullable Burst burst,
        Instant firstSeen,
        Instant lastSeen) {
    public IssueTrend {
        states = List.copyOf(states);
    }
}
