package io.forewarn.ingest.template;

/** What a masked value looked like. */
enum Placeholder {
    ANY("<*>"),
    NUM("<num>"),
    HEX("<hex>"),
    ID("<id>"),
    UUID("<uuid>"),
    IP("<ip>"),
    MAC("<mac>"),
    HOST("<host>"),
    EMAIL("<email>"),
    URL("<url>"),
    PATH("<path>"),
    TIME("<time>"),
    DUR("<dur>"),
    SIZE("<size>"),
    VERSION("<ver>"),
    BOOL("<bool>"),
    TEXT("<str>"),
    OBJECT("<obj>"),
    /** A dotted name where a value stands. */
    NAME("<name>"),
    NULL("<null>"),
    EMPTY("<empty>"),
    /** A word masked because its family of shapes grew too large. */
    WORD("<word>"),
    /** Everything that follows, for the same reason. */
    WORDS("<words>");

    private final String text;

    Placeholder(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Index after the placeholder that begins at {@code i}, or -1: {@code <}, 1 to 24 of {@code a-z0-9_-*}, {@code >}. */
    static int end(CharSequence s, int i) {
        int n = Math.min(s.length(), i + 26);
        for (int k = i + 1; k < n; k++) {
            char c = s.charAt(k);
            if (c == '>') {
                return k > i + 1 ? k + 1 : -1;
            }
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '*') {
                return -1;
            }
        }
        return -1;
    }
}
