package io.forewarn.ingest.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a commit turned out.
 *
 * @param id full hash of the commit
 * @param failed whether a later commit reverted it or mended lines it had brought in
 * @param knownAt when the first such commit was made, never before the commit itself; null where it did not fail
 */
public record Verdict(String id, boolean failed, @Nullable Instant knownAt) {}
