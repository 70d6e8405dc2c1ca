package io.forewarn.ingest.format;

import java.util.List;

/** One log format: recognises the line that starts a record and takes its header apart. */
public interface LogFormat {
    /** Short, lower-case, stable: what {@code --format} takes and {@link RawRecord#format()} tells. */
    String id();

    /** Lines that start a record of this format; the contract test reads them. */
    List<String> examples();

    /**
     * A parser for one stream of lines of one file; it may remember header lines.
     *
     * @param clues timestamps and dates as this file writes them
     */
    LineParser parser(Clues clues);

    /**
     * True where a parser keeps nothing from line to line and learns of digits only that they are some, but from
     * {@link Clues#timestamp}: what it makes of a line then holds for others that differ in digits.
     */
    default boolean readsByShape() {
        return false;
    }
}
