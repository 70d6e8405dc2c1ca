package io.forewarn.ingest;

import java.io.IOException;

/** A source that ends before its end: compressed data that is cut short or damaged, a disk that does not answer. */
public final class BrokenOffException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * The message says what, where and how to mend.
     *
     * @param source scrubbed
     * @param lines physical lines that were read
     */
    BrokenOffException(String source, long lines, IOException cause) {
        super(
                source + " breaks off after line " + lines + "; the lines before it are whole."
                        + " If it is compressed, it is cut short or damaged: fetch it again",
                cause);
    }
}
