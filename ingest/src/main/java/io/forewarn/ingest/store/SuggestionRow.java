package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One suggested fix, for an issue, a prediction's warning or a failed operation.
 *
 * @param source {@code catalog history llm}
 * @param key catalog entry or repair id: what success is counted by
 * @param stepsJson JSON array of steps in words
 * @param evidenceJson JSON of what it cites
 * @param confidence 0 to 1
 */
public record SuggestionRow(
        String id,
        @Nullable String issueId,
        @Nullable String predictionId,
        @Nullable String operationId,
        String errorClass,
        String component,
        String source,
        String key,
        String title,
        String stepsJson,
        String evidenceJson,
        double confidence,
        Instant createdAt) {}
