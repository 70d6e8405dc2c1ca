package io.forewarn.ingest.scrub;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Looks beneath the usual wrappings: percent-encoding (RFC 3986), JSON string escapes (RFC 8259), and base64 (RFC 4648)
 * whose content is text. What is found there is taken out of the wrapped text.
 */
final class EncodedViews {
    private static final int LEAST_BASE64 = 16;
    private static final int MOST_BASE64 = 65536;

    private static final Finder KEY_LINE = new PrivateKeyBlock();

    private EncodedViews() {}

    static void find(Text t, Scan scan, Findings out) {
        unwrap(t, '%', scan, out);
        unwrap(t, '\\', scan, out);
        base64(t, scan, out);
    }

    private static void unwrap(Text t, char escape, Scan scan, Findings out) {
        int first = 0;
        while (first < t.length && t.chars[first] != escape) {
            first++;
        }
        while (first < t.length && unescaped(t, first, escape) < 0) {
            first++;
        }
        if (first >= t.length) {
            return;
        }
        char[] plain = new char[t.length];
        int[] offsets = new int[t.length + 1];
        int n = 0;
        for (int i = 0; i < t.length; n++) {
            offsets[n] = i;
            int c = t.chars[i] == escape ? unescaped(t, i, escape) : -1;
            plain[n] = c >= 0 ? (char) c : t.chars[i];
            i += c < 0 ? 1 : escape == '%' ? 3 : t.chars[i + 1] == 'u' ? 6 : 2;
        }
        offsets[n] = t.length;
        Findings found = new Findings();
        scan.run(new Text(new String(plain, 0, n), false), found);
        for (int i = 0; i < found.count(); i++) {
            out.add(found.finder(i), found.kind(i), offsets[found.start(i)], offsets[found.end(i)]);
        }
    }

    /** The ASCII character that an escape stands for, or -1. */
    private static int unescaped(Text t, int at, char escape) {
        if (t.chars[at] != escape) {
            return -1;
        }
        if (escape == '%') {
            int c = hex(t, at + 1, 2);
            return c >= 0x20 && c < 0x7f ? c : -1;
        }
        char c = t.at(at + 1);
        if (c == 'u') {
            int code = hex(t, at + 2, 4);
            return code >= 0x20 && code < 0x250 ? code : -1;
        }
        return c == '"' || c == '/' ? c : -1;
    }

    private static int hex(Text t, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            if (!Chars.isHex(t.at(i))) {
                return -1;
            }
            value = value * 16 + Character.digit(t.at(i), 16);
        }
        return value;
    }

    private static void base64(Text t, Scan scan, Findings out) {
        // a run of sixteen must cover a multiple of sixteen: look only there
        for (int probe = LEAST_BASE64 - 1; probe < t.length; probe += LEAST_BASE64) {
            if (!isBase64(t.chars[probe])) {
                continue;
            }
            int start = probe;
            while (start > 0 && probe - start < LEAST_BASE64 && isBase64(t.chars[start - 1])) {
                start--;
            }
            int end = probe + 1;
            while (end < t.length && isBase64(t.chars[end])) {
                end++;
            }
            boolean worth = end - start >= LEAST_BASE64 && end - start <= MOST_BASE64 && isMixed(t, start);
            if (worth && isKeyLine(t, start, end, out.covered)) {
                out.add(KEY_LINE, start, end);
            }
            String text = worth ? decoded(t, start, end) : null;
            if (text != null) {
                Findings found = new Findings();
                scan.run(new Text(text, false), found);
                if (!found.isEmpty()) {
                    int stop = end;
                    while (t.at(stop) == '=') {
                        stop++;
                    }
                    out.add(found.finder(0), "secret", start, stop);
                }
            }
            probe = Math.max(probe, end - end % LEAST_BASE64 - 1);
        }
    }

    /** A line of its own as wide as PEM wraps (RFC 7468, section 2): part of a key whose frame stands in
     * an earlier record. Only from the start of a text on: further down, the frame is there to ask. */
    private static boolean isKeyLine(Text t, int start, int end, int covered) {
        char before = t.at(start - 1);
        char after = t.at(end);
        int width = end - start;
        return (width == 64 || width == 70 || width == 76)
                && (before == '\0' || (before == '\n' && covered == start - 1))
                && (after == '\0' || after == '\n' || after == '\r');
    }

    /** Encoded text mixes both cases and, but for short luck, digits within its first bytes; words do not. */
    private static boolean isMixed(Text t, int start) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = start; i < start + 24 && i < t.length; i++) {
            upper |= Chars.isUpper(t.chars[i]);
            lower |= Chars.isLower(t.chars[i]);
            digit |= Chars.isDigit(t.chars[i]);
        }
        return upper && lower && digit;
    }

    private static boolean isBase64(char c) {
        return Chars.isWord(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    private static @Nullable String decoded(Text t, int start, int end) {
        String run = t.between(start, end).replace('-', '+').replace('_', '/');
        int usable = run.length() % 4 == 1 ? run.length() - 1 : run.length();
        byte[] head = Base64.getDecoder().decode(run.substring(0, 8));
        for (byte b : head) {
            if (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t') {
                return null;
            }
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(run.substring(0, usable));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean clean = text.chars().allMatch(c -> (c >= 0x20 && c != 0x7f) || c == '\n' || c == '\r' || c == '\t');
            return clean ? text : null;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return null;
        }
    }
}
