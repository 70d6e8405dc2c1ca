package io.forewarn.models.errors;

/** Names in a text: qualified ones such as {@code java.io.IOException} and words in capitals such as {@code EPIPE}. */
final class Names {
    private Names() {}

    static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Where the name that starts at {@code from} ends; its parts may be joined by {@code . $ :: \}. */
    static int end(String text, int from) {
        int n = text.length();
        int i = from;
        while (i < n) {
            char c = text.charAt(i);
            if (isPart(c)) {
                i++;
            } else if ((c == '.' || c == '$' || c == '\\') && i + 1 < n && isPart(text.charAt(i + 1))) {
                i++;
            } else if (text.startsWith("::", i) && i + 2 < n && isPart(text.charAt(i + 2))) {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    /** Whether a type may be named here: before a colon or the end of a line, or after "Caused by". */
    static boolean isType(String text, int start, int end) {
        boolean before = end == text.length() || ":\n\r([])".indexOf(text.charAt(end)) >= 0;
        return (before || text.startsWith(" [", end) || text.startsWith("by: ", start - 4)) && end - start < 200;
    }

    static boolean isCapitals(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
                return false;
            }
        }
        return text.charAt(start) >= 'A';
    }

    /** Whether the word stands alone between the start or a colon and a colon or the end. */
    static boolean isPartOfMessage(String text, int start, int end) {
        boolean first = start == 0 || text.startsWith(": ", start - 2);
        return first && (end == text.length() || text.charAt(end) == ':' || text.charAt(end) == '\n');
    }
}
