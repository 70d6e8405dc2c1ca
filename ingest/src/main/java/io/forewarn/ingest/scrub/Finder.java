package io.forewarn.ingest.scrub;

import java.util.List;

/** How a detector finds: the scan calls it where one of its anchors stands, never elsewhere. */
interface Finder extends Detector {
    /** Lower-case ASCII literals, matched in any case, that gate the detector; may be empty. */
    default List<String> anchors() {
        return List.of();
    }

    /** True where it wants each run of digits as well. */
    default boolean onNumbers() {
        return false;
    }

    /** True where it wants to see a text that is nothing but identifiers as a whole. */
    default boolean onLone() {
        return false;
    }

    /**
     * Looks at one place. Must take time bounded by a constant, or by what it then covers, so that a scan stays linear.
     *
     * @param from start of the anchor or digit run, or 0 for a lone text
     * @param to its end
     */
    void find(Text text, int from, int to, Findings out);
}
