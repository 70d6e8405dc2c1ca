package io.forewarn.ingest.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a fix log as written, before scrubbing; fields as in {@link io.forewarn.ingest.event.Repair}. */
public record RawRepair(
        String id,
        Instant at,
        String component,
        @Nullable String operationId,
        @Nullable String actor,
        String action,
        @Nullable Boolean worked) {}
