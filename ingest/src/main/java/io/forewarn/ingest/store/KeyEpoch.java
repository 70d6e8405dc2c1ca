package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key that made tokens of this database; of the key itself nothing is kept but its fingerprint.
 *
 * @param epoch {@code e1 e2 …}
 * @param ended null while it is in use
 * @param ending {@code rotated destroyed replaced}; null while it is in use
 */
public record KeyEpoch(
        String epoch,
        String fingerprint,
        Instant since,
        @Nullable Instant ended,
        @Nullable String ending) {}
