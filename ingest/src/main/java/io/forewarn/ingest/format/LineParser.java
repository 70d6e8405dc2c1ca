package io.forewarn.ingest.format;

/** Reads the lines of one stream in one format. */
public interface LineParser {
    /**
     * Tries to read the line as the start of a record and fills the draft.
     *
     * @param line without its line end and colours, never blank
     * @return how sure the format is; after {@link Match#NONE} the draft's content is undefined
     */
    Match read(String line, Draft draft);

    /** Takes a line that cannot be anything but a part of the open record; false leaves it to the usual rules. */
    default boolean continues(String line, Draft open) {
        return false;
    }

    /** Adds what a {@link Match#JOINS} line says to the record it belongs to. */
    default void join(Draft target, Draft part) {
        target.append(part.message());
    }

    /** Called once when all lines of the record are there. */
    default void finish(Draft draft) {}
}
