package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a gate made of a prediction, and what then happened: no more than it takes to judge the gate.
 *
 * @param operationId null where the prediction was about none that is known
 * @param verdict of the gate; the prediction's own where there was no gate
 * @param heldOut whether the verdict was withheld at random
 * @param propensity with what probability it was told
 * @param outcome null where it is not known
 */
public record Gated(
        @Nullable String operationId,
        String verdict,
        boolean heldOut,
        double propensity,
        boolean actedOn,
        @Nullable Outcome outcome) {}
