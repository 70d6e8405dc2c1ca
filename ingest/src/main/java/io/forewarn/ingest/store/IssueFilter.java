package io.forewarn.ingest.store;

import org.jspecify.annotations.Nullable;

/** Which issues; each part that is null lets all pass, else it must be equal. */
public record IssueFilter(
        @Nullable String component,
        @Nullable String status,
        @Nullable String errorClass) {
    public static IssueFilter all() {
        return new IssueFilter(null, null, null);
    }
}
