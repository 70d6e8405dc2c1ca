package io.forewarn.models.errors;

/**
 * The part of a text that says what went wrong: without the frames of stack traces and the lines of source that some of
 * them quote, and of what is still too long the beginning and the end. A call such as {@code open(url, timeout=5)} in a
 * frame says nothing of the error.
 */
final class Excerpt {
    private Excerpt() {}

    /** At most {@code max} characters. */
    static String of(String text, int max) {
        String told = text.indexOf('\n') < 0 ? text : withoutFrames(text, 16 * max);
        if (told.length() <= max) {
            return told;
        }
        int head = max * 2 / 3;
        return told.substring(0, head) + "\n" + told.substring(told.length() - (max - head - 1));
    }

    /** At most {@code max} characters more than a line; the text itself where it has no frames. */
    private static String withoutFrames(String text, int max) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), max));
        int start = 0;
        boolean quoted = false;
        while (start < text.length() && kept.length() < max) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            int first = start;
            while (first < end && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
                first++;
            }
            boolean file = first > start && text.startsWith("File \"", first);
            boolean source = quoted && !file && first - start >= 4;
            if (!file && !source && !isCall(text, start, first)) {
                kept.append(text, start, end);
            }
            quoted = file || source;
            start = end;
        }
        return kept.isEmpty() ? text : kept.toString();
    }

    private static boolean isCall(String text, int start, int first) {
        return first > start && (text.startsWith("at ", first) || text.startsWith("... ", first));
    }
}
