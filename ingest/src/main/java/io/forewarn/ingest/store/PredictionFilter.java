package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions; each part that is null lets all pass.
 *
 * @param verdict {@code pass warn fail}
 * @param from inclusive
 * @param until exclusive
 */
public record PredictionFilter(
        @Nullable String kind,
        @Nullable String component,
        @Nullable String verdict,
        @Nullable String operationId,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static PredictionFilter all() {
        return new PredictionFilter(null, null, null, null, null, null);
    }
}
