package io.forewarn.ingest.store;

import org.jspecify.annotations.Nullable;

/** Which suggestions; each part that is null lets all pass, else it must be equal. */
public record SuggestionFilter(
        @Nullable String issueId,
        @Nullable String predictionId,
        @Nullable String operationId,
        @Nullable String source,
        @Nullable String key) {
    public static SuggestionFilter all() {
        return new SuggestionFilter(null, null, null, null, null);
    }
}
