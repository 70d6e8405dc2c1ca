package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One operation record as written, before scrubbing; fields as in {@link io.forewarn.ingest.event.Operation}. */
public record RawOperation(
        String id,
        @Nullable String kind,
        @Nullable String component,
        @Nullable String environment,
        @Nullable String actor,
        Instant at,
        Map<String, Attribute> attributes,
        @Nullable Outcome outcome,
        @Nullable Instant finishedAt,
        @Nullable Instant knownAt,
        boolean scored) {
    public RawOperation {
        attributes = Map.copyOf(attributes);
    }
}
