package io.forewarn.ingest.scrub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All anchors at once: the automaton of Aho and Corasick ("Efficient string matching", CACM 18(6), 1975), complete
 * (every transition precomputed), over ASCII folded to lower case.
 */
final class KeywordAutomaton {
    /** A row of the table has a place for each class: {@code next[(state << SHIFT) | class]}. */
    static final int SHIFT = 6;

    /** Set in a transition's target where keywords end there; the rest of it is the state. */
    static final int ENDS = 1 << 15;

    private static final int WIDTH = 1 << SHIFT;
    private static final String FREQUENT = " etaoinsrhldcumfpgwybvkxjqz";

    /** Class of each ASCII character, below {@code 1 << SHIFT}; 0 is "in no keyword". */
    final byte[] classOf = new byte[128];

    /** Transitions, row by row: small, so that the rows in use stay near the processor. */
    final char[] next;

    private final int width;
    private final int[][] endings;
    private final String[] keywords;

    KeywordAutomaton(List<String> keywords) {
        this.keywords = keywords.toArray(String[]::new);
        this.width = assignClasses();
        List<int[]> trie = new ArrayList<>();
        List<Set<Integer>> ends = new ArrayList<>();
        grow(trie, ends);
        for (int k = 0; k < this.keywords.length; k++) {
            int state = 0;
            for (int i = 0; i < this.keywords[k].length(); i++) {
                char c = this.keywords[k].charAt(i);
                int cls = classOf[c];
                if (trie.get(state)[cls] == 0) {
                    trie.get(state)[cls] = grow(trie, ends);
                }
                state = trie.get(state)[cls];
            }
            ends.get(state).add(k);
        }
        complete(trie, ends);
        endings = ends.stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        if (width > WIDTH || trie.size() > ENDS) {
            throw new IllegalArgumentException("too many anchors: " + trie.size() + " states, " + width + " classes");
        }
        next = new char[trie.size() << SHIFT];
        for (int s = 0; s < trie.size(); s++) {
            for (int c = 0; c < width; c++) {
                int target = trie.get(s)[c];
                next[(s << SHIFT) | c] = (char) (endings[target].length > 0 ? target | ENDS : target);
            }
        }
    }

    /** Indexes of the keywords that end in a state. */
    int[] endings(int state) {
        return endings[state];
    }

    int keywordLength(int keyword) {
        return keywords[keyword].length();
    }

    /** Frequent characters first: their places in a row share cache lines. */
    private int assignClasses() {
        int classes = 1;
        for (int i = 0; i < FREQUENT.length(); i++) {
            classOf[FREQUENT.charAt(i)] = (byte) classes++;
        }
        for (String keyword : keywords) {
            for (int i = 0; i < keyword.length(); i++) {
                char c = keyword.charAt(i);
                if (c > 127 || Chars.isUpper(c)) {
                    throw new IllegalArgumentException("an anchor is lower-case ASCII: " + keyword);
                }
                if (classOf[c] == 0) {
                    classOf[c] = (byte) classes++;
                }
            }
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            classOf[c] = classOf[c + 32];
        }
        return classes;
    }

    private int grow(List<int[]> trie, List<Set<Integer>> ends) {
        trie.add(new int[width]);
        ends.add(new TreeSet<>());
        return trie.size() - 1;
    }

    private void complete(List<int[]> trie, List<Set<Integer>> ends) {
        int[] fallback = new int[trie.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int c = 0; c < width; c++) {
            if (trie.get(0)[c] != 0) {
                queue.add(trie.get(0)[c]);
            }
        }
        while (!queue.isEmpty()) {
            int s = queue.remove();
            ends.get(s).addAll(ends.get(fallback[s]));
            for (int c = 0; c < width; c++) {
                int target = trie.get(s)[c];
                int other = trie.get(fallback[s])[c];
                if (target == 0) {
                    trie.get(s)[c] = other;
                } else {
                    fallback[target] = other;
                    queue.add(target);
                }
            }
        }
    }
}
