package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reported outcome. The first report wins; later ones change nothing and are told what stands.
 *
 * @param standing the outcome that now stands, null where the operation is not known
 */
public record OutcomeReceipt(Status status, @Nullable Outcome standing) {
    /** Recorded now, known before, or no such operation. */
    public enum Status {
        RECORDED,
        ALREADY_KNOWN,
        UNKNOWN_OPERATION
    }
}
