package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A published shape of a token: literals and character classes with counts, as in {@code ghp_[A-Za-z0-9]{36}}. A small
 * part of the syntax of regular expressions, without alternatives and without going back, so that matching takes one
 * look at each character. The longest literal is the anchor; what stands before it is matched backwards.
 */
final class Shape {
    private record Part(BitSet allowed, long low, long high, boolean digitsAlike, int least, int most) {
        private static final int DIGITS = 10;

        static Part of(BitSet allowed, int least, int most) {
            long[] words = Arrays.copyOf(allowed.toLongArray(), 2);
            int digits = allowed.get('0', '9' + 1).cardinality();
            return new Part(allowed, words[0], words[1], digits == 0 || digits == DIGITS, least, most);
        }

        boolean allowsAt(Text t, int i) {
            return allows(digitsAlike ? t.like(i) : t.at(i));
        }

        boolean allows(char c) {
            return c < 128 && (((c < 64 ? low : high) >>> c) & 1) != 0;
        }
    }

    private final List<Part> before;
    private final List<Part> after;
    private final String anchor;
    private final int fixed;

    private Shape(List<Part> before, String anchor, List<Part> after) {
        this.before = before;
        this.anchor = anchor;
        this.after = after;
        this.fixed = before.stream().mapToInt(Part::least).sum();
    }

    static Shape of(String pattern) {
        List<Part> parts = parse(pattern);
        int bestStart = 0;
        int bestEnd = 0;
        for (int i = 0; i < parts.size(); ) {
            int end = i;
            while (end < parts.size() && isLiteral(parts.get(end))) {
                end++;
            }
            if (end - i > bestEnd - bestStart) {
                bestStart = i;
                bestEnd = end;
            }
            i = Math.max(end, i + 1);
        }
        StringBuilder anchor = new StringBuilder();
        parts.subList(bestStart, bestEnd).forEach(p -> anchor.append((char) p.allowed.nextSetBit(0)));
        return new Shape(
                List.copyOf(parts.subList(0, bestStart)),
                anchor.toString(),
                List.copyOf(parts.subList(bestEnd, parts.size())));
    }

    /** The literal that the shape hangs on, as written; empty where it has none. */
    String anchor() {
        return anchor;
    }

    /**
     * Start of the match whose anchor stands at an index, or would with other digits, or -1; {@link #end} and
     * {@link #isAnchored} must be asked too.
     */
    int start(Text t, int anchorAt) {
        for (int i = 0; i < anchor.length(); i++) {
            char c = anchor.charAt(i);
            if (t.like(anchorAt + i) != (Chars.isDigit(c) ? '0' : c)) {
                return -1;
            }
        }
        if (anchorAt < fixed) {
            return -1;
        }
        int p = anchorAt;
        for (int k = before.size() - 1; k >= 0; k--) {
            Part part = before.get(k);
            int n = 0;
            while (n < part.most && p > 0 && part.allowsAt(t, p - 1)) {
                p--;
                n++;
            }
            if (n < part.least) {
                return -1;
            }
        }
        return p;
    }

    /** True where the anchor stands there with its digits. */
    boolean isAnchored(Text t, int anchorAt) {
        for (int i = 0; i < anchor.length(); i++) {
            if (!t.isAt(anchorAt + i, anchor.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** End of the match whose anchor stands at an index, or -1. */
    int end(Text t, int anchorAt) {
        int p = anchorAt + anchor.length();
        for (Part part : after) {
            int n = 0;
            while (n < part.most && p < t.length && part.allowsAt(t, p)) {
                p++;
                n++;
            }
            if (n < part.least) {
                return -1;
            }
        }
        return p;
    }

    /** True where the last class would take one character more, so that the text is no match but longer. */
    boolean goesOn(Text t, int end) {
        return !t.isAt(end, '.')
                && !after.isEmpty()
                && after.get(after.size() - 1).allowsAt(t, end);
    }

    /** A text of this shape, the same for the same seed; classes are walked through, so that it looks random. */
    String example(int seed) {
        StringBuilder out = new StringBuilder();
        int state = seed * 31 + 7;
        for (Part part : before) {
            state = append(out, part, state);
        }
        out.append(anchor);
        for (Part part : after) {
            state = append(out, part, state);
        }
        return out.toString();
    }

    private static int append(StringBuilder out, Part part, int seed) {
        int state = seed;
        int[] members = part.allowed.stream()
                .filter(c -> Chars.isWord((char) c) || !hasWord(part.allowed))
                .toArray();
        for (int i = 0; i < Math.min(Math.max(part.least, 1), part.most); i++) {
            state = state * 1103515245 + 12345;
            out.append((char) members[(state >>> 16) % members.length]);
        }
        return state;
    }

    private static boolean hasWord(BitSet allowed) {
        return allowed.stream().anyMatch(c -> Chars.isWord((char) c));
    }

    private static boolean isLiteral(Part part) {
        return part.least == 1 && part.most == 1 && part.allowed.cardinality() == 1;
    }

    private static List<Part> parse(String pattern) {
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            BitSet allowed = new BitSet(128);
            char c = pattern.charAt(i);
            if (c == '[') {
                int close = pattern.indexOf(']', i);
                members(pattern.substring(i + 1, close), allowed);
                i = close + 1;
            } else {
                i += c == '\\' ? 1 : 0;
                allowed.set(pattern.charAt(i++));
            }
            int least = 1;
            int most = 1;
            if (i < pattern.length() && pattern.charAt(i) == '{') {
                int close = pattern.indexOf('}', i);
                String[] counts = pattern.substring(i + 1, close).split(",", -1);
                least = Integer.parseInt(counts[0]);
                most = counts.length == 1 ? least : counts[1].isEmpty() ? 4096 : Integer.parseInt(counts[1]);
                i = close + 1;
            }
            parts.add(Part.of(allowed, least, most));
        }
        return parts;
    }

    private static void members(String body, BitSet allowed) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == 'w' && i > 0 && body.charAt(i - 1) == '\\') {
                allowed.clear('\\');
                members("A-Za-z0-9_", allowed);
            } else if (i + 2 < body.length() && body.charAt(i + 1) == '-') {
                allowed.set(c, body.charAt(i + 2) + 1);
                i += 2;
            } else {
                allowed.set(c);
            }
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Shape[%s]", anchor);
    }
}
