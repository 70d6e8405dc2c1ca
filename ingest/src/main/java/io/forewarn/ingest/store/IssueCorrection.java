package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on the error class of an issue; kept as a labelled example.
 *
 * @param note scrubbed words, or null
 */
public record IssueCorrection(
        String issueId,
        String errorClass,
        Instant at,
        @Nullable String note) {}
