package io.forewarn.ingest.format;

import java.nio.charset.StandardCharsets;

/**
 * Where to cut a line that is longer than fits. The parts are scrubbed each by itself, so that a cut through an address or
 * a key would leave two halves that nobody knows any more: it falls between words, best where a clause ends.
 */
final class LineCut {
    /** How far before the cap it may fall. */
    static final int REACH = 4096;

    private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END ".getBytes(StandardCharsets.US_ASCII);

    private LineCut() {}

    /**
     * The place in {@code (from, to]} before which the first part ends.
     *
     * @param b at least one byte more than {@code to}
     */
    static int of(byte[] b, int from, int to) {
        int lowest = Math.max(from + (to - from) / 2, to - REACH);
        int frame = last(BEGIN, b, lowest, to);
        if (frame > lowest && last(END, b, frame, to) < 0) {
            return frame;
        }
        int word = -1;
        int mark = -1;
        for (int i = to; i > lowest; i--) {
            byte before = b[i - 1];
            if (before == ' ' || before == '\t') {
                byte end = b[i - 2];
                if (",;.!})]>|".indexOf(end) >= 0) {
                    return i;
                }
                // what stands after it may be what a name before it gives away
                word = word < 0 && end != ':' && end != '=' && end != ' ' ? i : word;
            } else if (mark < 0 && (before == ',' || before == ';' || before == '&' || before == '}')) {
                mark = i;
            }
        }
        return word >= 0 ? word : mark >= 0 ? mark : character(b, from, to);
    }

    /** No character is cut in two. */
    private static int character(byte[] b, int from, int to) {
        int cut = to;
        while (cut > Math.max(from, to - 4) && (b[cut] & 0xC0) == 0x80) {
            cut--;
        }
        return cut;
    }

    private static int last(byte[] word, byte[] b, int from, int to) {
        for (int i = to - word.length; i >= from; i--) {
            int n = 0;
            while (n < word.length && b[i + n] == word[n]) {
                n++;
            }
            if (n == word.length) {
                return i;
            }
        }
        return -1;
    }
}
