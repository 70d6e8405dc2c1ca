package io.forewarn.ingest.format;

/** Removes terminal colours and other escape sequences (ECMA-48). */
final class Ansi {
    private static final char ESC = 27;

    private Ansi() {}

    static String strip(String s) {
        int i = s.indexOf(ESC);
        if (i < 0) {
            return s;
        }
        StringBuilder out = new StringBuilder(s.length());
        int copied = 0;
        while (i >= 0) {
            out.append(s, copied, i);
            copied = end(s, i);
            i = s.indexOf(ESC, copied);
        }
        return out.append(s, copied, s.length()).toString();
    }

    private static int end(String s, int escape) {
        int p = escape + 1;
        if (p >= s.length()) {
            return p;
        }
        char kind = s.charAt(p);
        if (kind == '[') {
            p++;
            while (p < s.length() && s.charAt(p) >= 0x20 && s.charAt(p) <= 0x3F) {
                p++;
            }
            return Math.min(p + 1, s.length());
        }
        if (kind == ']') {
            while (p < s.length() && s.charAt(p) != 7 && s.charAt(p) != ESC) {
                p++;
            }
            return Math.min(p < s.length() && s.charAt(p) == ESC ? p + 2 : p + 1, s.length());
        }
        return (kind >= 0x40 && kind <= 0x5F) || kind == '(' || kind == ')' ? Math.min(p + 1, s.length()) : p;
    }
}
