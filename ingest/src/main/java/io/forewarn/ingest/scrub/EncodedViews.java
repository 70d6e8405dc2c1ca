package io.forewarn.ingest.scrub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Looks beneath the usual wrappings: percent-encoding (RFC 3986), JSON string escapes (RFC 8259), and base64 (RFC 4648)
 * whose content is text. What is found there is taken out of the wrapped text.
 */
final class EncodedViews {
    private static final int LAYERS = 3;
    private static final int CONTINUED = 0;
    /** What a decoder puts where bytes are no UTF-8. */
    private static final char REPLACED = '\ufffd';

    private static final int LEAST_BASE64 = 16;
    private static final int MOST_BASE64 = 65536;

    private static final Finder KEY_LINE = new PrivateKeyBlock();

    private EncodedViews() {}

    static void find(Text t, Scan scan, Findings out) {
        Recording recording = out.recording;
        if (out.escaped) {
            if (recording != null && mayBeEscaped(t)) {
                recording.refuse();
            }
            escapes(t, scan, out);
        }
        long before = out.trace();
        base64(t, scan, out);
        if (recording != null && out.trace() != before) {
            recording.refuse();
        }
    }

    /** True where there is an escape, or would be with other digits. */
    private static boolean mayBeEscaped(Text t) {
        for (int i = 0; i < t.length; i++) {
            char c = t.chars[i];
            boolean number = (c == '%' && Chars.isHex(t.at(i + 1))) || (c == '\\' && t.at(i + 1) == 'u');
            if (number || isEscape(t, i)) {
                return true;
            }
        }
        return false;
    }

    private static void escapes(Text t, Scan scan, Findings out) {
        View view = new View(t, null);
        for (int layer = 0; layer < LAYERS; layer++) {
            View next = unwrapped(view);
            if (next == null) {
                break;
            }
            Findings found = new Findings();
            scan.run(next.text, found);
            for (int i = 0; i < found.count(); i++) {
                out.add(found.finder(i), found.kind(i), next.origin(found.start(i)), next.origin(found.end(i)));
            }
            view = next;
        }
    }

    /** A text and, where it is not the original, the place in the original of each of its characters. */
    private static final class View {
        final Text text;
        private final int @Nullable [] origins;

        View(Text text, int @Nullable [] origins) {
            this.text = text;
            this.origins = origins;
        }

        int origin(int i) {
            return origins == null ? i : origins[i];
        }
    }

    /** The text with one layer of escapes taken off, or null where it has none. */
    private static @Nullable View unwrapped(View view) {
        Text t = view.text;
        int first = 0;
        while (first < t.length && !isEscape(t, first)) {
            first++;
        }
        if (first >= t.length) {
            return null;
        }
        char[] plain = new char[t.length];
        int[] origins = new int[t.length + 1];
        int n = 0;
        int wordEnd = 0;
        boolean percent = false;
        for (int i = 0; i < t.length; n++) {
            char c = t.chars[i];
            if (i >= wordEnd) {
                // a plus stands for a blank only where the word around it is encoded for a URL, and not in a layer that
                // takes backslashes off it: within them it may be a letter of a password
                percent = false;
                boolean slashed = false;
                int pluses = 0;
                for (wordEnd = i; wordEnd < t.length && !Chars.isSpace(t.chars[wordEnd]); wordEnd++) {
                    percent |= t.chars[wordEnd] == '%' && unescaped(t, wordEnd) >= 0;
                    slashed |= t.chars[wordEnd] == '\\' && unescaped(t, wordEnd) >= 0;
                    pluses += t.chars[wordEnd] == '+' && Chars.isLetter(t.at(wordEnd - 1)) ? 1 : 0;
                }
                percent |= pluses > 0 && !slashed;
                wordEnd = Math.max(wordEnd, i + 1);
            }
            origins[n] = view.origin(i);
            int u = c == '%' || c == '\\' ? unescaped(t, i) : -1;
            plain[n] = u >= 0 ? (char) u : c == '+' && percent ? ' ' : c;
            i += u < 0 ? 1 : c == '%' ? 3 : t.chars[i + 1] == 'u' ? 6 : 2;
            if (u == CONTINUED) {
                // a backslash at the end of a line: the next line goes on where this one stopped
                n--;
                while (Chars.isSpace(t.at(i))) {
                    i++;
                }
            }
        }
        origins[n] = view.origin(t.length);
        return new View(new Text(new String(plain, 0, n), false), origins);
    }

    private static boolean isEscape(Text t, int at) {
        return switch (t.chars[at]) {
            case '%', '\\' -> unescaped(t, at) >= 0;
            case '+' -> Chars.isLetter(t.at(at - 1)) && t.wordAt(at + 1);
            default -> false;
        };
    }

    /** The character that an escape stands for, or -1. */
    private static int unescaped(Text t, int at) {
        if (t.chars[at] == '%') {
            int c = hex(t, at + 1, 2);
            return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' ? c : -1;
        }
        char c = t.at(at + 1);
        return switch (c) {
            case 'u' -> {
                int code = hex(t, at + 2, 4);
                yield code >= 0x20 && code < 0x250 ? code : -1;
            }
            case '"', '/', '\\' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\n', '\r' -> CONTINUED;
            default -> -1;
        };
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

    /** Looks beneath base64 alone. */
    static void base64(Text t, Scan scan, Findings out) {
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
            if (worth && out.recording != null) {
                out.recording.encoded(start, startsAsText(t, start) ? end - 1 : start + 7);
            }
            String text = worth ? decoded(t, start, end) : null;
            if (text != null) {
                Findings found = new Findings();
                Text inner = new Text(text, false);
                scan.run(inner, found);
                View plain = unwrapped(new View(inner, null));
                if (plain != null && found.isEmpty()) {
                    scan.run(plain.text, found);
                }
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

    /** Encoded text holds capitals within its first bytes, words and hexadecimal numbers in small letters do not. */
    private static boolean isMixed(Text t, int start) {
        for (int i = start; i < start + 24 && i < t.length; i++) {
            if (Chars.isUpper(t.chars[i])) {
                return true;
            }
        }
        return false;
    }

    /** The first six bytes, without taking the rest apart. */
    private static boolean startsAsText(Text t, int start) {
        int bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 6 | sextet(t.at(start + i));
            if (i % 4 == 3) {
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int b = bits >> shift & 0xff;
                    if ((b < 0x20 && b != '\n' && b != '\r' && b != '\t')
                            || b == 0x7f
                            || b == 0xc0
                            || b == 0xc1
                            || b > 0xf4) {
                        return false;
                    }
                }
                bits = 0;
            }
        }
        return true;
    }

    private static int sextet(char c) {
        if (Chars.isUpper(c)) {
            return c - 'A';
        }
        if (Chars.isLower(c)) {
            return c - 'a' + 26;
        }
        return Chars.isDigit(c) ? c - '0' + 52 : c == '+' || c == '-' ? 62 : 63;
    }

    private static boolean isBase64(char c) {
        return Chars.isWord(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    private static @Nullable String decoded(Text t, int start, int end) {
        if (!startsAsText(t, start)) {
            return null;
        }
        String run = t.between(start, end).replace('-', '+').replace('_', '/');
        int usable = run.length() % 4 == 1 ? run.length() - 1 : run.length();
        byte[] bytes = Base64.getDecoder().decode(run.substring(0, usable));
        for (byte b : bytes) {
            boolean control = b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t';
            if (control || b == 0x7f) {
                return null;
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACED) < 0 ? text : null;
    }
}
