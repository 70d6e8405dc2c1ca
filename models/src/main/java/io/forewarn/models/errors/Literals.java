package io.forewarn.models.errors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds all of many literals in one pass over a text, whatever the case of its letters (Aho and Corasick 1975, with all
 * transitions laid out).
 */
final class Literals {
    private final short[] symbols;
    private final int width;
    private final int[] next;
    private final int[][] hits;

    private Literals(short[] symbols, int width, int[] next, int[][] hits) {
        this.symbols = symbols;
        this.width = width;
        this.next = next;
        this.hits = hits;
    }

    /** Sets the number of each literal that occurs. */
    void find(String text, BitSet found) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next[state * width + symbols[text.charAt(i)]];
            for (int number : hits[state]) {
                found.set(number);
            }
        }
    }

    static final class Builder {
        /** Symbol 0 stands for every character of no literal. */
        private final short[] symbols = new short[Character.MAX_VALUE + 1];

        private final List<String> literals = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private short width = 1;

        /** Adds a lower-case literal. */
        void add(String literal, int number) {
            if (literal.isEmpty()) {
                throw new IllegalArgumentException("an empty literal occurs everywhere");
            }
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                if (symbols[c] == 0) {
                    symbols[c] = width;
                    symbols[Character.toUpperCase(c)] = width;
                    width++;
                }
            }
            literals.add(literal);
            numbers.add(number);
        }

        Literals build() {
            int most = 1 + literals.stream().mapToInt(String::length).sum();
            int[] next = new int[most * width];
            int[][] hits = new int[most][0];
            int states = 1;
            for (int i = 0; i < literals.size(); i++) {
                int state = 0;
                String literal = literals.get(i);
                for (int at = 0; at < literal.length(); at++) {
                    int edge = state * width + symbols[literal.charAt(at)];
                    if (next[edge] == 0) {
                        next[edge] = states++;
                    }
                    state = next[edge];
                }
                hits[state] = union(hits[state], new int[] {numbers.get(i)});
            }
            link(next, hits, states);
            return new Literals(symbols, width, Arrays.copyOf(next, states * width), Arrays.copyOf(hits, states));
        }

        /** Where a literal breaks off, goes on with the longest end of it that begins another. */
        private void link(int[] next, int[][] hits, int states) {
            int[] fallback = new int[states];
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                for (int symbol = 1; symbol < width; symbol++) {
                    int edge = state * width + symbol;
                    int shorter = state == 0 ? 0 : next[fallback[state] * width + symbol];
                    int to = next[edge];
                    if (to == 0) {
                        next[edge] = shorter;
                    } else {
                        fallback[to] = shorter;
                        hits[to] = union(hits[to], hits[shorter]);
                        queue.add(to);
                    }
                }
            }
        }

        private static int[] union(int[] one, int[] other) {
            int[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }
    }
}
