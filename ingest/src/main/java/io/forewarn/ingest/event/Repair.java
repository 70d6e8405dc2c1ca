package io.forewarn.ingest.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What someone did after a failure, from the team's fix log; scrubbed.
 *
 * @param id unique in its log
 * @param at when it was done
 * @param component what it was done to
 * @param operationId the failed operation, or null where the log does not say
 * @param actor pseudonym of who did it, or null
 * @param action what was done, in the team's words
 * @param worked whether the next try worked; null: unknown
 */
public record Repair(
        String id,
        Instant at,
        String component,
        @Nullable String operationId,
        @Nullable String actor,
        String action,
        @Nullable Boolean worked) {}
