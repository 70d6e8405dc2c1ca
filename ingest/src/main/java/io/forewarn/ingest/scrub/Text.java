package io.forewarn.ingest.scrub;

import java.util.Locale;

/** The text under scan: characters with safe access beyond both ends; knows what was read. Not for several threads. */
final class Text {
    private static final int LONE_LIMIT = 64;

    final char[] chars;
    final int length;
    /**
     * True where the text is nothing but one or two identifiers: no word around them says that they are harmless, so
     * weaker evidence is enough.
     */
    final boolean lone;

    private int firstRead = Integer.MAX_VALUE;
    private int lastRead = -1;

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
        read(i, i);
        return chars[i];
    }

    boolean wordAt(int i) {
        return Chars.isWord(at(i));
    }

    boolean digitAt(int i) {
        return Chars.isDigit(at(i));
    }

    private void read(int first, int last) {
        firstRead = Math.min(firstRead, first);
        lastRead = Math.max(lastRead, last);
    }

    /** First and last index that was asked for since reads were forgotten; the last is -1 where there was none. */
    int firstRead() {
        return firstRead;
    }

    int lastRead() {
        return lastRead;
    }

    void forgetReads() {
        firstRead = Integer.MAX_VALUE;
        lastRead = -1;
    }

    /** True where the lower-case literal stands at i, in any case. */
    boolean hasAt(int i, String literal) {
        if (i < 0 || i + literal.length() > length) {
            return false;
        }
        for (int k = 0; k < literal.length(); k++) {
            if (Chars.lower(at(i + k)) != literal.charAt(k)) {
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
        read(from, to - 1);
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
            char c = at(i);
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
