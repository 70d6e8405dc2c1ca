package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One issue: error events that share a fingerprint.
 *
 * @param id stable hash of grouping version and fingerprint
 * @param groupingVersion e.g. {@code grouping.v1}
 * @param why in words, why these events belong together
 * @param confidence of the error class, 0 to 1
 * @param transience {@code yes no sometimes unknown}
 * @param severity worst seen
 * @param status {@code unresolved resolved ignored regressed}
 * @param firstSeen earliest event that states a time, else the import's time
 * @param lastSeen latest likewise
 * @param count events attached
 * @param templateId of the first event, 0 where none
 * @param because in words, why this error class
 */
public record IssueRow(
        String id,
        String fingerprint,
        String groupingVersion,
        String title,
        String why,
        String component,
        String errorClass,
        double confidence,
        String transience,
        Severity severity,
        String status,
        Instant firstSeen,
        Instant lastSeen,
        long count,
        @Nullable String exceptionType,
        long templateId,
        String because) {}
