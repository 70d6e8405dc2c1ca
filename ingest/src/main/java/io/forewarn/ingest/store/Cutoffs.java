package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is older is to be erased.
 *
 * @param bySeverity log events of a severity; one that is missing is kept for ever
 * @param unstated log events that state no severity; null keeps them
 * @param operations operations, repairs and predictions; null keeps them
 */
public record Cutoffs(
        Map<Severity, Instant> bySeverity,
        @Nullable Instant unstated,
        @Nullable Instant operations) {
    public Cutoffs {
        Map<Severity, Instant> sorted = new EnumMap<>(Severity.class);
        sorted.putAll(bySeverity);
        bySeverity = Collections.unmodifiableMap(sorted);
    }

    /** True where everything is kept. */
    public boolean none() {
        return bySeverity.isEmpty() && unstated == null && operations == null;
    }
}
