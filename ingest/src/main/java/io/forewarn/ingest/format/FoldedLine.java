package io.forewarn.ingest.format;

import java.util.Arrays;

/**
 * What the lines that one statement writes have in common: the line with each digit made a zero. Room for one line after
 * the other.
 */
final class FoldedLine {
    /** Longer lines are not folded: they come seldom, and rarely twice. */
    static final int LONGEST = 512;

    private final byte[] bytes = new byte[LONGEST];
    private int length;
    private int hash;

    /**
     * Folds the line {@code b[from, to)}, behind which at least seven more bytes can be read.
     *
     * @return false where it is too long, empty, not all ASCII, or has control characters other than tabs
     */
    boolean of(byte[] b, int from, int to) {
        length = to - from;
        if (length > LONGEST || length == 0) {
            return false;
        }
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
            EightBytes.put(bytes, i, folded);
            h = (h ^ folded) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        hash = (int) (h ^ (h >>> 32));
        return true;
    }

    int hash() {
        return hash;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    boolean is(byte[] folded) {
        return Arrays.equals(folded, 0, folded.length, bytes, 0, length);
    }
}
