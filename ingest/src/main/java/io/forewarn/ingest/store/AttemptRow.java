package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone applied a suggestion.
 *
 * @param result {@code worked did_not unknown}
 * @param by pseudonym, or null
 * @param note scrubbed words, or null
 */
public record AttemptRow(
        String id,
        String suggestionId,
        Instant at,
        String result,
        @Nullable String by,
        @Nullable String note) {}
