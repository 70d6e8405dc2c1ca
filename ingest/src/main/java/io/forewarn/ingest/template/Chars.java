package io.forewarn.ingest.template;

/** Character classes of the scanner; everything beyond ASCII but spaces counts as a letter. */
final class Chars {
    static final int LETTER = 1;
    static final int DIGIT = 2;
    /** {@code _} and {@code $}: inside identifiers, neither letter nor digit. */
    static final int INNER = 4;
    /** Holds a piece together only between two characters of words: {@code . - / \ ~}. */
    static final int JOIN = 8;

    static final int SPACE = 16;
    /** May stand between two values of one list. */
    static final int LIST = 32;

    static final int HEX = 64;
    static final int WORD = LETTER | DIGIT | INNER;

    private static final byte[] CLASS = table();

    private Chars() {}

    static boolean is(char c, int classes) {
        return (of(c) & classes) != 0;
    }

    static int of(char c) {
        if (c < 128) {
            return CLASS[c];
        }
        return c == '\u00a0' || c == '\u3000' ? SPACE | LIST : LETTER;
    }

    private static byte[] table() {
        byte[] t = new byte[128];
        for (char c = 0; c < 128; c++) {
            int k = 0;
            k |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? LETTER : 0;
            k |= c >= '0' && c <= '9' ? DIGIT : 0;
            k |= (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') ? HEX : 0;
            k |= c == '_' || c == '$' ? INNER : 0;
            k |= c == '.' || c == '-' || c == '/' || c == '\\' || c == '~' ? JOIN : 0;
            k |= c <= ' ' || c == 127 ? SPACE : 0;
            k |= c <= ' ' || c == ',' || c == ':' || c == '/' || c == '.' || c == '-' || c == '_' ? LIST : 0;
            t[c] = (byte) k;
        }
        return t;
    }
}
