package io.forewarn.ingest.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decoded bytes.
 *
 * @param broken bytes that are not UTF-8; they are read as ISO 8859-1, which keeps what old programs wrote
 */
record Utf8(String text, int broken) {

    static Utf8 decode(byte[] b, int from, int to) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, from, to - from));
            return new Utf8(chars.toString(), 0);
        } catch (CharacterCodingException e) {
            return piecewise(b, from, to);
        }
    }

    private static Utf8 piecewise(byte[] b, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        int broken = 0;
        int i = from;
        while (i < to) {
            int length = sequence(b, i, to);
            if (length == 1) {
                out.append((char) b[i]);
            } else if (length > 1) {
                out.append(new String(b, i, length, StandardCharsets.UTF_8));
            } else {
                int c = b[i] & 0xFF;
                out.append(c < 0xA0 ? '\uFFFD' : (char) c);
                broken++;
                length = 1;
            }
            i += length;
        }
        return new Utf8(out.toString(), broken);
    }

    /** Length of the well-formed sequence at {@code i}, 0 if there is none (Unicode, table 3-7). */
    private static int sequence(byte[] b, int i, int to) {
        int c = b[i] & 0xFF;
        if (c < 0x80) {
            return 1;
        }
        int length = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
        if (length == 0 || i + length > to) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((b[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = b[i + 1] & 0xFF;
        boolean wrong = (c == 0xE0 && second < 0xA0)
                || (c == 0xED && second > 0x9F)
                || (c == 0xF0 && second < 0x90)
                || (c == 0xF4 && second > 0x8F);
        return wrong ? 0 : length;
    }
}
