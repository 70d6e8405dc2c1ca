package io.forewarn.ingest.scrub;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text under scan: characters with safe access beyond both ends. Where it is watched, it knows whether something was read
 * that is another in a text of the same skeleton. Not for several threads.
 */
final class Text {
    private static final int LONE_LIMIT = 64;

    final char[] chars;
    final int length;
    /**
     * True where the text is nothing but one or two identifiers: no word around them says that they are harmless, so
     * weaker evidence is enough.
     */
    final boolean lone;

    private @Nullable Skeleton watched;
    private boolean readVaried;
    private boolean readCode;

    Text(String text, boolean loneCounts) {
        chars = text.toCharArray();
        length = chars.length;
        lone = loneCounts && mayBeLone();
    }

    /** One that is not lone, over characters that stay as they are meanwhile. */
    Text(char[] chars, int length) {
        this.chars = chars;
        this.length = length;
        this.lone = false;
    }

    /** True where the text is lone if such are looked for; the same with other digits and other codes of tokens. */
    boolean mayBeLone() {
        return length <= LONE_LIMIT && onlyIdentifiers();
    }

    char at(int i) {
        if (i < 0 || i >= length) {
            return '\0';
        }
        if (watched != null) {
            read(watched.at(i), false);
        }
        return chars[i];
    }

    /** The same, but 0 for every digit: who asks so treats all digits alike, and answers the same whichever it is. */
    char like(int i) {
        if (i < 0 || i >= length) {
            return '\0';
        }
        if (watched != null) {
            read(watched.at(i), true);
        }
        char c = chars[i];
        return Chars.isDigit(c) ? '0' : c;
    }

    boolean wordAt(int i) {
        return Chars.isWord(like(i));
    }

    boolean digitAt(int i) {
        return Chars.isDigit(like(i));
    }

    private void read(byte folded, boolean digitsAlike) {
        readCode |= folded < 0;
        readVaried |= folded < 0 || (folded == '0' && !digitsAlike);
    }

    /** From now on keeps account of what is read, for texts of that skeleton, which is this one's. */
    void watch(Skeleton skeleton) {
        watched = skeleton;
    }

    /** True where a character was asked for, since reads were forgotten, that may be another in a text of the same skeleton. */
    boolean readVaried() {
        return readVaried;
    }

    /** True where a character of a token's code was asked for since then. */
    boolean readCode() {
        return readCode;
    }

    void forgetReads() {
        readVaried = false;
        readCode = false;
    }

    /** True where that character stands there. */
    boolean isAt(int i, char c) {
        return (Chars.isDigit(c) ? at(i) : like(i)) == c;
    }

    /** True where the lower-case literal stands at i, in any case. */
    boolean hasAt(int i, String literal) {
        if (i < 0 || i + literal.length() > length) {
            return false;
        }
        for (int k = 0; k < literal.length(); k++) {
            char wanted = literal.charAt(k);
            if (Chars.lower(Chars.isDigit(wanted) ? at(i + k) : like(i + k)) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** True where the literal ends before i, in any case. */
    boolean hasBefore(int i, String literal) {
        return hasAt(i - literal.length(), literal);
    }

    String between(int from, int to) {
        if (watched != null) {
            readVaried |= watched.varies(from, to - 1);
            readCode |= watched.hasCode(from, to - 1);
        }
        return new String(chars, from, to - from);
    }

    /** Lower-case surroundings of a span, for rare checks of context. */
    String around(int start, int end, int before, int after) {
        int from = Math.max(0, start - before);
        int to = Math.min(length, end + after);
        return between(from, start).toLowerCase(Locale.ROOT)
                + ' '
                + between(end, to).toLowerCase(Locale.ROOT);
    }

    private boolean onlyIdentifiers() {
        int letters = 0;
        boolean digit = false;
        boolean any = false;
        for (int i = 0; i <= length; i++) {
            char c = like(i);
            if (i == length || Chars.isSpace(c)) {
                if (letters > 3 && !digit) {
                    return false;
                }
                letters = 0;
                digit = false;
            } else if (Chars.isDigit(c)) {
                digit = true;
                any = true;
            } else if (c > 127 || Chars.isLetter(c)) {
                letters++;
            } else if (c == '=' || c == '<') {
                return false;
            }
        }
        return any;
    }
}
