package io.forewarn.ingest.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A shape cut into columns: words, runs of placeholders, and the marks between them. Columns that are wild match
 * anything; two patterns of equal {@link #key} are one template.
 */
final class Pattern {
    static final byte MARK = 0;
    static final byte WORD = 1;
    static final byte WILD = 2;

    private static final long STEP = 0xD6E8FEB86659FD93L;
    private static final long ANY = Hashes.of("<*>");

    private final String[] text;
    private final byte[] kind;
    private final Column[] role;
    private final long[] part;

    private Pattern(String[] text, byte[] kind) {
        this.text = text;
        this.kind = kind;
        this.role = Column.roles(text, kind);
        this.part = new long[text.length];
        for (int c = 0; c < text.length; c++) {
            part[c] = place(kind[c] == WILD ? ANY : Hashes.of(text[c]), c);
        }
    }

    static Pattern of(String shape) {
        List<String> text = new ArrayList<>();
        List<Byte> kind = new ArrayList<>();
        int n = shape.length();
        int i = 0;
        while (i < n) {
            int e = placeholders(shape, i);
            byte k = WILD;
            if (e < 0) {
                if (Chars.is(shape.charAt(i), Chars.WORD)) {
                    e = word(shape, i);
                    k = WORD;
                } else {
                    e = i + 1;
                    while (e < n && !Chars.is(shape.charAt(e), Chars.WORD) && Placeholder.end(shape, e) < 0) {
                        e++;
                    }
                    k = MARK;
                }
            }
            text.add(shape.substring(i, e));
            kind.add(k);
            i = e;
        }
        byte[] kinds = new byte[kind.size()];
        for (int c = 0; c < kinds.length; c++) {
            kinds[c] = kind.get(c);
        }
        return new Pattern(text.toArray(String[]::new), kinds);
    }

    /** End of the placeholders from {@code i} with nothing but marks of a list between them, or -1. */
    private static int placeholders(String s, int i) {
        int e = s.charAt(i) == '<' ? Placeholder.end(s, i) : -1;
        while (e >= 0) {
            int k = e;
            while (k < s.length() && (Chars.is(s.charAt(k), Chars.LIST) || s.charAt(k) == '=')) {
                k++;
            }
            int next = k < s.length() && s.charAt(k) == '<' ? Placeholder.end(s, k) : -1;
            if (next < 0) {
                return e;
            }
            e = next;
        }
        return -1;
    }

    private static int word(String s, int i) {
        int e = i;
        while (e < s.length()) {
            char c = s.charAt(e);
            boolean joint = Chars.is(c, Chars.JOIN) && e + 1 < s.length() && Chars.is(s.charAt(e + 1), Chars.WORD);
            if (!Chars.is(c, Chars.WORD) && !joint) {
                break;
            }
            e++;
        }
        return e;
    }

    int width() {
        return text.length;
    }

    String text(int c) {
        return text[c];
    }

    boolean isWord(int c) {
        return kind[c] == WORD;
    }

    boolean isMark(int c) {
        return kind[c] == MARK;
    }

    boolean isWild(int c) {
        return kind[c] == WILD;
    }

    /** How readily differences in the column count as values. */
    Column role(int c) {
        return role[c];
    }

    /** A sum over columns, so that {@link #without} costs nothing. */
    long key() {
        long h = text.length;
        for (long p : part) {
            h += p;
        }
        return h;
    }

    /** Equal for all patterns that may ever join: as many columns, the same marks, the same first word. */
    long frame() {
        long h = text.length;
        for (int c = 0; c < text.length; c++) {
            h += kind[c] == MARK || role[c] == Column.FIRST ? part[c] : 0;
        }
        return h;
    }

    /** {@code key} with column {@code c} wild as well. */
    long without(long key, int c) {
        return key - part[c] + place(ANY, c);
    }

    /** Makes wild what differs from {@code other}, which has as many columns. */
    void join(Pattern other) {
        for (int c = 0; c < text.length; c++) {
            if (!other.text[c].equals(text[c])) {
                text[c] = Placeholder.ANY.text();
                kind[c] = WILD;
                part[c] = place(ANY, c);
            }
        }
    }

    String render() {
        return String.join("", text);
    }

    private static long place(long h, int c) {
        return Hashes.mix(h + c * STEP);
    }
}
