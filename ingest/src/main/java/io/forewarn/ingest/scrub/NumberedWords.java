package io.forewarn.ingest.scrub;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds where anchors that hold digits stand, or would stand with other digits: of all calls of finders, only theirs hang
 * on what a digit is.
 */
final class NumberedWords {
    private final List<String> anchors;
    private final int[] numbered;
    private final KeywordAutomaton automaton;

    /** @param anchors all of a scan, in its order */
    NumberedWords(List<String> anchors) {
        this.anchors = anchors;
        numbered = IntStream.range(0, anchors.size())
                .filter(k -> isNumbered(anchors.get(k)))
                .toArray();
        automaton = new KeywordAutomaton(IntStream.of(numbered)
                .mapToObj(k -> anchors.get(k).replaceAll("[0-9]", "0"))
                .toList());
    }

    private static boolean isNumbered(String anchor) {
        return anchor.chars().anyMatch(c -> Chars.isDigit((char) c));
    }

    /** The state after a character; begins with 0. */
    int next(int state, char c) {
        int at = state & ~KeywordAutomaton.ENDS;
        char folded = Chars.isDigit(c) ? '0' : c;
        return automaton.next[(at << KeywordAutomaton.SHIFT) | (folded < 128 ? automaton.classOf[folded] : 0)];
    }

    static boolean ends(int state) {
        return state >= KeywordAutomaton.ENDS;
    }

    /** Numbers of the anchors that may end where that state was reached, and of others that do, in ascending order. */
    Set<Integer> with(int state, int[] others) {
        Set<Integer> all = new TreeSet<>();
        for (int other : others) {
            all.add(other);
        }
        if (ends(state)) {
            for (int k : automaton.endings(state & ~KeywordAutomaton.ENDS)) {
                all.add(numbered[k]);
            }
        }
        return all;
    }

    /** The anchor of that number where it holds a digit, else empty. */
    String word(int anchor) {
        return isNumbered(anchors.get(anchor)) ? anchors.get(anchor) : "";
    }
}
