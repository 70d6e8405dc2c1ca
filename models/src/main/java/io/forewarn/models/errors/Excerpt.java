package io.forewarn.models.errors;

/** The part of a long text that says most: without its stack frames, its beginning and its end. */
final class Excerpt {
    private Excerpt() {}

    /** At most {@code max} characters; a text that is short enough stays as it is. */
    static String of(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int start = 0;
        while (start < text.length() && kept.length() < 16 * max) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            if (!isFrame(text, start)) {
                kept.append(text, start, end);
            }
            start = end;
        }
        if (kept.length() <= max) {
            return kept.toString();
        }
        int head = max * 2 / 3;
        return kept.substring(0, head) + "\n" + kept.substring(kept.length() - (max - head - 1));
    }

    private static boolean isFrame(String text, int start) {
        int i = start;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i > start && (text.startsWith("at ", i) || text.startsWith("... ", i) || text.startsWith("File \"", i));
    }
}
