package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prediction beside what then happened.
 *
 * @param actedOn true where someone changed course because of it: not to be learned from as a plain result
 * @param outcome of the operation, null while unknown
 * @param knownAt when the outcome became known, null while unknown or not stated
 */
public record JudgedPrediction(
        PredictionRow prediction,
        boolean actedOn,
        @Nullable Outcome outcome,
        @Nullable Instant knownAt) {}
