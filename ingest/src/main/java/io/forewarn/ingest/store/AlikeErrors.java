package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Errors that say the same: lines of one template, component and logger, without exception, frames or wishes of their own.
 *
 * @param count at least 1
 * @param firstSeen earliest that states a time
 * @param lastSeen latest likewise
 * @param timeless one of them states none
 * @param fatal one of them is fatal
 */
public record AlikeErrors(
        long templateId,
        String component,
        @Nullable String logger,
        long count,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        boolean timeless,
        boolean fatal) {}
