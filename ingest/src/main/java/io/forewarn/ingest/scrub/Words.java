package io.forewarn.ingest.scrub;

import java.util.Set;

/** Sets of words written as a block of text. */
final class Words {
    private Words() {}

    /** The words between white space; a word given twice counts once. */
    static Set<String> of(String block) {
        return Set.copyOf(java.util.Arrays.asList(block.strip().split("\\s+", -1)));
    }
}
