package io.forewarn.ingest.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a repository to read.
 *
 * @param revision branch, tag or commit to begin at; null: HEAD
 * @param since commits before this are looked at no closer than their dates; null: all are read
 * @param component of the operations; null: the name of the repository's folder
 */
public record GitOptions(
        @Nullable String revision,
        @Nullable Instant since,
        @Nullable String component) {

    /** All of HEAD's history. */
    public static GitOptions defaults() {
        return new GitOptions(null, null, null);
    }
}
