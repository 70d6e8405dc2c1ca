package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an operation turned out by what is known of it now.
 *
 * @param knownAt null for a success that nobody has dated: it stands until a failure becomes known
 */
public record Settled(String id, Outcome outcome, @Nullable Instant knownAt) {}
