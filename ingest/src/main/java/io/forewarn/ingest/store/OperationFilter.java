package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which operations; each part that is null lets all pass.
 *
 * @param from inclusive, on the start
 * @param until exclusive, on the start
 */
public record OperationFilter(
        @Nullable String kind,
        @Nullable String component,
        @Nullable String environment,
        @Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static OperationFilter all() {
        return new OperationFilter(null, null, null, null, null, null);
    }

    /** Failures of one component, of one kind too where it is not null. */
    public static OperationFilter failuresOf(@Nullable String kind, String component) {
        return new OperationFilter(kind, component, null, Outcome.FAILED, null, null);
    }

    public OperationFilter between(@Nullable Instant inclusive, @Nullable Instant exclusive) {
        return new OperationFilter(kind, component, environment, outcome, inclusive, exclusive);
    }
}
