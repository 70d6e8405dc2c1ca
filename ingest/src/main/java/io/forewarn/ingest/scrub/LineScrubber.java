package io.forewarn.ingest.scrub;

import org.jspecify.annotations.Nullable;

/**
 * Scrubs text line by line, one line out for each line in, and remembers what a line leaves open: a private key of many
 * lines, a line that ends in a backslash, a name whose value follows below. Not thread-safe: one for each text.
 */
public final class LineScrubber {
    private static final int OPEN_LIMIT = 16_384;
    private static final int KEY_LINES = 400;

    private final Scrubber scrubber;
    private @Nullable String open;
    private int keyLines;

    private LineScrubber(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** One that starts with nothing open. */
    public static LineScrubber of(Scrubber scrubber) {
        return new LineScrubber(scrubber);
    }

    /**
     * The next line, scrubbed; without a line end, as it was given.
     *
     * @param into receives a count for each value replaced
     */
    public String next(String line, Redactions into) {
        if (keyLines > 0) {
            String key = keyLine(line, into);
            if (key != null) {
                return key;
            }
        }
        String before = open;
        String scrubbed = before == null
                ? scrubber.scrub(line, into)
                : scrubber.scrubFrom(before + '\n' + line, before.length() + 1, into);
        int begin = line.lastIndexOf("-----BEGIN ");
        if (begin >= 0 && line.indexOf("PRIVATE KEY", begin) > 0 && line.indexOf("-----END ", begin) < 0) {
            keyLines = KEY_LINES;
        }
        open = keyLines > 0 ? null : staysOpen(line, before);
        return scrubbed;
    }

    /** A line between the frame of a key, or null where the text has gone on to something else. */
    private @Nullable String keyLine(String line, Redactions into) {
        keyLines--;
        int end = line.indexOf("-----END ");
        if (end >= 0) {
            keyLines = 0;
            int from = line.lastIndexOf(' ', Math.max(0, end - 1)) + 1;
            int close = line.indexOf("-----", end + 9);
            int stop = close < 0 ? line.length() : close + 5;
            String frame = line.substring(Math.min(from, end), stop);
            return scrubber.scrub(line.substring(0, Math.min(from, end)), into)
                    + scrubber.token("private-key", frame, into)
                    + scrubber.scrub(line.substring(stop), into);
        }
        String text = line.stripTrailing();
        if (text.isBlank() || text.endsWith(":") || text.contains("Proc-Type:") || text.contains("DEK-Info:")) {
            return scrubber.scrub(line, into);
        }
        int from = text.length();
        while (from > 0 && isKeyChar(text.charAt(from - 1))) {
            from--;
        }
        boolean alone = text.substring(0, from).isBlank();
        if (text.length() - from < (alone ? 1 : 24)) {
            keyLines = 0;
            return null;
        }
        return scrubber.scrub(line.substring(0, from), into)
                + scrubber.token("private-key", text.substring(from), into)
                + line.substring(text.length());
    }

    private static boolean isKeyChar(char c) {
        return Chars.isWord(c) || c == '+' || c == '/' || c == '=';
    }

    /** What the next line needs to know of this one, or null. */
    private static @Nullable String staysOpen(String line, @Nullable String before) {
        String text = line.stripTrailing();
        String all = before == null ? line : before + '\n' + line;
        if (text.isEmpty()) {
            return before != null && before.endsWith("\"") ? all : null;
        }
        char last = text.charAt(text.length() - 1);
        String head = text.stripLeading();
        boolean introduces = head.startsWith("name:")
                || head.startsWith("- name:")
                || head.startsWith("- key:")
                || head.startsWith("key:")
                || head.startsWith("\"name\"")
                || head.startsWith("\"key\"")
                || (last == '"' && text.contains("name=\""));
        if (last != '\\'
                && last != ':'
                && last != '='
                && last != '|'
                && last != '>'
                && !text.endsWith("|-")
                && !text.endsWith(">-")
                && !introduces) {
            return null;
        }
        String kept = last == '\\' ? all : line;
        return kept.length() <= OPEN_LIMIT ? kept : kept.substring(kept.length() - OPEN_LIMIT);
    }
}
