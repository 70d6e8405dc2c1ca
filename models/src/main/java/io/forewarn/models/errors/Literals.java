package io.forewarn.models.errors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds all of many literals in one pass over a text (Aho and Corasick 1975). */
final class Literals {
    private final List<Map<Character, Integer>> next;
    private final int[] fail;
    private final List<@Nullable BitSet> hits;

    private Literals(List<Map<Character, Integer>> next, int[] fail, List<@Nullable BitSet> hits) {
        this.next = next;
        this.fail = fail;
        this.hits = hits;
    }

    /** Sets the number of each literal that occurs. */
    void find(String text, BitSet found) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Integer to = next.get(state).get(c);
            while (to == null && state != 0) {
                state = fail[state];
                to = next.get(state).get(c);
            }
            state = to == null ? 0 : to;
            BitSet here = hits.get(state);
            if (here != null) {
                found.or(here);
            }
        }
    }

    static final class Builder {
        private final List<Map<Character, Integer>> next = new ArrayList<>();
        private final List<@Nullable BitSet> hits = new ArrayList<>();

        Builder() {
            state();
        }

        private int state() {
            next.add(new HashMap<>());
            hits.add(null);
            return next.size() - 1;
        }

        void add(String literal, int number) {
            int state = 0;
            for (int i = 0; i < literal.length(); i++) {
                state = next.get(state).computeIfAbsent(literal.charAt(i), c -> state());
            }
            if (state != 0) {
                mark(state).set(number);
            }
        }

        private BitSet mark(int state) {
            BitSet set = hits.get(state);
            if (set == null) {
                set = new BitSet();
                hits.set(state, set);
            }
            return set;
        }

        Literals build() {
            int[] fail = new int[next.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>(next.get(0).values());
            while (!queue.isEmpty()) {
                int state = queue.remove();
                next.get(state).forEach((c, to) -> {
                    int f = fail[state];
                    while (f != 0 && !next.get(f).containsKey(c)) {
                        f = fail[f];
                    }
                    Integer target = next.get(f).get(c);
                    fail[to] = target == null || target.equals(to) ? 0 : target;
                    BitSet inherited = hits.get(fail[to]);
                    if (inherited != null) {
                        mark(to).or(inherited);
                    }
                    queue.add(to);
                });
            }
            return new Literals(next, fail, hits);
        }
    }
}
