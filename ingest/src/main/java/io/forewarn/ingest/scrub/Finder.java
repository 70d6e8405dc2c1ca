package io.forewarn.ingest.scrub;

import java.util.List;

/** How a detector finds: the scan calls it where one of its anchors stands, never elsewhere. */
interface Finder extends Detector {
    /** Lower-case ASCII literals, matched in any case, that gate the detector; may be empty. */
    default List<String> anchors() {
        return List.of();
    }

    /** A run of one to three digits, a dot or hyphen, another digit. */
    int OCTET = 1;
    /** A run of digits that one more group of digits follows, or that stands after a plus or in parentheses. */
    int GROUP = 2;
    /** Six digits and more. */
    int LONG = 4;
    /** A run of digits with a letter directly before or after it. */
    int LETTERED = 8;

    /** The sorts of runs of digits that it wants as well, added up; a text that is one identifier counts as all of them. */
    default int onNumbers() {
        return 0;
    }

    /** True where it wants the first colon, hyphen or dot between hexadecimal digits, or a double colon. */
    default boolean onMarks() {
        return false;
    }

    /** True where it wants to see a text that is nothing but identifiers as a whole. */
    default boolean onLone() {
        return false;
    }

    /** True where it wants to see a text as a whole that is not all ASCII. */
    default boolean onForeign() {
        return false;
    }

    /** True where it makes sure of its anchor itself, so that it finds nothing where another stands with other digits. */
    default boolean looksAtAnchor() {
        return false;
    }

    /**
     * Looks at one place. Must take time bounded by a constant, or by what it then covers, so that a scan stays linear.
     *
     * @param from start of the anchor or digit run, or 0 for a whole text
     * @param to its end
     */
    void find(Text text, int from, int to, Findings out);
}
