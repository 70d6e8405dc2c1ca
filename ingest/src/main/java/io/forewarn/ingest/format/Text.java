package io.forewarn.ingest.format;

/** Character tests and scans that every format needs; indices past the end are "nothing there", never an error. */
final class Text {
    private Text() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** As {@link Character#isLetter(char)}, quick for ASCII. */
    static boolean isLetter(char c) {
        int lower = c | 0x20;
        return c < 128 ? lower >= 'a' && lower <= 'z' : Character.isLetter(c);
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c < 128 ? isLetter(c) : Character.isLetterOrDigit(c));
    }

    static char at(String s, int i) {
        return i >= 0 && i < s.length() ? s.charAt(i) : '\0';
    }

    /** Length of the run of digits at {@code from}, at most 20. */
    static int digits(String s, int from) {
        int n = Math.min(s.length(), from + 20);
        int i = from;
        while (i < n && isDigit(s.charAt(i))) {
            i++;
        }
        return Math.max(0, i - from);
    }

    /** End of the run of letters at {@code from}; a full stop may close an abbreviation. */
    static int letters(String s, int from) {
        int n = Math.min(s.length(), from + 12);
        int i = from;
        while (i < n && isLetter(s.charAt(i))) {
            i++;
        }
        return i > from && i < n && i - from <= 5 && s.charAt(i) == '.' ? i + 1 : Math.max(i, from);
    }

    static int number(String s, int from, int to) {
        int v = 0;
        for (int i = from; i < to; i++) {
            v = v * 10 + (s.charAt(i) - '0');
        }
        return v;
    }

    static long longNumber(String s, int from, int to) {
        long v = 0;
        for (int i = from; i < to; i++) {
            v = v * 10 + (s.charAt(i) - '0');
        }
        return v;
    }

    static int skipBlanks(String s, int from) {
        int i = from;
        while (i < s.length() && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** Index of the next blank or the end. */
    static int endOfWord(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) != ' ' && s.charAt(i) != '\t') {
            i++;
        }
        return i;
    }

    static boolean isBlank(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Index of the bracket that closes the one at {@code open}, within {@code limit} characters, or -1. */
    static int close(String s, int open, int limit) {
        char left = s.charAt(open);
        char right = left == '[' ? ']' : left == '(' ? ')' : left == '{' ? '}' : '>';
        int depth = 0;
        int n = Math.min(s.length(), open + limit);
        for (int i = open; i < n; i++) {
            char c = s.charAt(i);
            if (c == left) {
                depth++;
            } else if (c == right && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    static boolean isNumber(String s, int from, int to) {
        if (from >= to) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A dotted, slashed or double-coloned name as loggers and classes have. */
    static boolean isName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || isDigit(c)
                || c == '.'
                || c == '_'
                || c == '$'
                || c == '-'
                || c == '/';
    }

    static int countOf(String s, char c, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (s.charAt(i) == c) {
                count++;
            }
        }
        return count;
    }
}
