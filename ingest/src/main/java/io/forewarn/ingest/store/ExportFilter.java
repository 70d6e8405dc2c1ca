package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows; each part that is null lets all pass.
 *
 * @param since inclusive, on the time of the row (issues and templates: when last seen)
 * @param until exclusive, likewise
 * @param component exact name
 * @param atLeast this severity or worse
 * @param kind exact kind of operation or prediction, or source of a suggestion
 */
public record ExportFilter(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String component,
        @Nullable Severity atLeast,
        @Nullable String kind) {
    public static ExportFilter all() {
        return new ExportFilter(null, null, null, null, null);
    }
}
