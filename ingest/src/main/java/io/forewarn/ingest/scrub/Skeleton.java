package io.forewarn.ingest.scrub;

import io.forewarn.ingest.format.EightBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What log lines that one statement wrote have in common: the text with each digit made a zero and each character of a
 * token's code made the same mark. Which characters are digits, and where tokens stand, can be read off it.
 */
final class Skeleton {
    /** Longer texts have none: they come seldom, and rarely twice. */
    static final int LONGEST = 1024;

    private static final byte CODE = -1;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST = 0x8080_8080_8080_8080L;
    private static final long OPENINGS = '<' * ONES;

    private final byte[] bytes;
    private final int hash;

    private Skeleton(byte[] bytes, int hash) {
        this.bytes = bytes;
        this.hash = hash;
    }

    /** Null where the text is too long or not all ASCII. */
    static @Nullable Skeleton of(String text) {
        Folding folding = new Folding();
        return folding.of(text) ? of(folding) : null;
    }

    static Skeleton of(Folding folding) {
        return new Skeleton(Arrays.copyOf(folding.bytes, folding.length), folding.hash);
    }

    /**
     * Makes the skeleton of a text in place, eight characters at a time; false where it is not all ASCII.
     *
     * @param bytes the text in Latin-1, with room for a multiple of eight
     * @param chars the same text
     */
    static boolean fold(byte[] bytes, int length, char[] chars) {
        Arrays.fill(bytes, length, length + 7 & ~7, (byte) 0);
        long high = 0;
        long opening = 0;
        for (int i = 0; i < length; i += 8) {
            long eight = EightBytes.at(bytes, i);
            high |= eight;
            long folded = EightBytes.digitsAsZeros(eight);
            EightBytes.put(bytes, i, folded);
            long other = folded ^ OPENINGS;
            opening |= (other - ONES) & ~other;
        }
        if ((high & HIGHEST) != 0) {
            return false;
        }
        if ((opening & HIGHEST) != 0) {
            tokens(bytes, length, chars);
        }
        return true;
    }

    private static void tokens(byte[] bytes, int length, char[] chars) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '<') {
                int end = Pseudonyms.tokenEnd(chars, length, i);
                if (end > 0) {
                    i = token(chars, i, end, bytes) - 1;
                }
            }
        }
    }

    private static int token(char[] chars, int start, int end, byte[] bytes) {
        byte folded = 0;
        for (int i = start; i < end; i++) {
            char c = chars[i];
            bytes[i] = folded != 0 && c != '>' ? folded : Chars.isDigit(c) ? (byte) '0' : (byte) c;
            if (c == ':') {
                folded = CODE;
            }
        }
        return end;
    }

    /** True where a character in the span, ends included, may be another in a text of the same skeleton. */
    boolean varies(int from, int to) {
        for (int i = Math.max(0, from); i <= to && i < bytes.length; i++) {
            if (bytes[i] == '0' || bytes[i] == CODE) {
                return true;
            }
        }
        return false;
    }

    /** True where a character in the span, ends included, belongs to a token's code. */
    boolean hasCode(int from, int to) {
        for (int i = Math.max(0, from); i <= to && i < bytes.length; i++) {
            if (bytes[i] == CODE) {
                return true;
            }
        }
        return false;
    }

    int length() {
        return bytes.length;
    }

    /** The character there, with digits as zeros; negative within the code of a token. */
    byte at(int i) {
        return bytes[i];
    }

    static int hash(byte[] bytes, int length) {
        long h = length;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            h = (h ^ EightBytes.at(bytes, i)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        for (; i < length; i++) {
            h = (h ^ bytes[i]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (h ^ (h >>> 32));
    }

    boolean isOf(Folding folding) {
        return hash == folding.hash && Arrays.equals(bytes, 0, bytes.length, folding.bytes, 0, folding.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Skeleton s && s.hash == hash && Arrays.equals(s.bytes, bytes);
    }
}
