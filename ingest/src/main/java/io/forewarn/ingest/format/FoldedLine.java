package io.forewarn.ingest.format;

import java.util.Arrays;

/**
 * What the lines that one statement writes have in common: the line with each digit made a zero. Room for one line after
 * the other.
 */
final class FoldedLine {
    /** Longer lines are not folded: they come seldom, and rarely twice. */
    static final int LONGEST = 512;

    /** Eight characters each, the last filled up with blanks; in front the number of characters. */
    private final long[] words = new long[1 + LONGEST / 8];

    private int hash;

    /**
     * Folds the line {@code b[from, to)}, behind which at least seven more bytes can be read.
     *
     * @return false where it is too long, empty, not all ASCII, or has control characters other than tabs
     */
    boolean of(byte[] b, int from, int to) {
        int length = to - from;
        if (length > LONGEST || length == 0) {
            return false;
        }
        words[0] = length;
        long h = length;
        for (int i = 0; i < length; i += 8) {
            long eight = EightBytes.at(b, from + i);
            if (i + 8 > length) {
                eight = EightBytes.first(length - i, eight);
            }
            if (!EightBytes.isPlain(eight)) {
                return false;
            }
            long folded = EightBytes.digitsAsZeros(eight);
            words[1 + i / 8] = folded;
            h = (h ^ folded) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        hash = (int) (h ^ (h >>> 32));
        return true;
    }

    int hash() {
        return hash;
    }

    /** To tell later whether another line {@link #is} of the same shape. */
    long[] copy() {
        return Arrays.copyOf(words, 1 + ((int) words[0] + 7) / 8);
    }

    boolean is(long[] shape) {
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] != words[i]) {
                return false;
            }
        }
        return true;
    }
}
