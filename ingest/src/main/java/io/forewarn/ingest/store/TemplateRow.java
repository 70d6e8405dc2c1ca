package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One template with its events.
 *
 * @param id stable across imports
 * @param text constant text with {@code <*>} and typed placeholders
 * @param count events
 * @param firstSeen earliest event that states a time
 * @param lastSeen latest likewise
 */
public record TemplateRow(
        long id,
        String text,
        long count,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen) {}
