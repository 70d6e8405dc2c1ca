package io.forewarn.ingest.template;

import java.util.Set;

/** What the surroundings of a word say about it: the more it looks like a value, the fewer variants prove it one. */
enum Column {
    /** Part of the sentence that the programmer wrote. */
    PLAIN(8),
    /** An enumerator in capitals: they name states, and states name templates. */
    STATE(24),
    /** Behind a preposition or {@code ": "}. */
    OBJECT(3),
    /** Behind {@code key=}, {@code key:}, in quotes, behind "user" and its like, dotted, or with a digit. */
    VALUE(2),
    /** Begins the message, without a digit. */
    FIRST(Integer.MAX_VALUE);

    private static final Set<String> PREPOSITIONS = Set.of("for", "from", "to", "by", "of");
    private static final Set<String> NAMES =
            Set.of("user", "username", "ruser", "login", "account", "host", "hostname", "domain", "group", "role");

    private final int variants;

    Column(int variants) {
        this.variants = variants;
    }

    /** Different words that prove a parameter, all else being equal. */
    int variants() {
        return variants;
    }

    static Column[] roles(String[] text, byte[] kind) {
        Column[] roles = new Column[text.length];
        boolean first = true;
        for (int c = 0; c < text.length; c++) {
            roles[c] = kind[c] != Pattern.WORD ? PLAIN : first && !hasDigit(text[c]) ? FIRST : role(text, kind, c);
            first &= kind[c] == Pattern.MARK;
        }
        return roles;
    }

    private static Column role(String[] text, byte[] kind, int c) {
        String word = text[c];
        String mark = c > 0 && kind[c - 1] == Pattern.MARK ? text[c - 1] : "";
        String previous = c > 1 && kind[c - 2] == Pattern.WORD ? text[c - 2] : "";
        String next = c + 1 < text.length ? text[c + 1] : "";
        boolean announces = next.equals(" ") && (NAMES.contains(word) || PREPOSITIONS.contains(word));
        if (announces || next.startsWith("=") || (next.startsWith(":") && !hasDigit(word))) {
            return PLAIN;
        }
        String bare = mark.stripTrailing();
        char before = bare.isEmpty() ? ' ' : bare.charAt(bare.length() - 1);
        boolean tight = bare.length() == mark.length();
        if (before == '=' || before == '|' || (before == ':' && tight) || hasDigit(word) || isDotted(word)) {
            return VALUE;
        }
        if (mark.equals(" ") && NAMES.contains(previous)) {
            return VALUE;
        }
        if (mark.equals(" ") && c > 1 && kind[c - 2] == Pattern.WILD && Piece.isUnit(word)) {
            // times of one statement may come in several units
            return VALUE;
        }
        if (isState(word)) {
            return STATE;
        }
        return before == ':' || (mark.equals(" ") && PREPOSITIONS.contains(previous)) ? OBJECT : PLAIN;
    }

    private static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Chars.is(word.charAt(i), Chars.DIGIT)) {
                return true;
            }
        }
        return false;
    }

    /** At least three labels: a class, a package, a key. */
    private static boolean isDotted(String word) {
        int dot = word.indexOf('.');
        return dot >= 0 && word.indexOf('.', dot + 1) >= 0;
    }

    private static boolean isState(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && c != '_') {
                return false;
            }
        }
        return word.length() > 1;
    }
}
