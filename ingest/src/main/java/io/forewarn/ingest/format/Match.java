package io.forewarn.ingest.format;

/** How a format took a line. */
public enum Match {
    /** Not a line of this format. */
    NONE,
    /** Looks like it, but other texts do too: counts where more of the file looks so. */
    WEAK,
    /** Unmistakable wherever it stands. */
    STRONG,
    /** Belongs to an earlier record, the one with the same {@link Draft#joinKey}. */
    JOINS
}
