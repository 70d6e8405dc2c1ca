package io.forewarn.ingest.template;

import org.jspecify.annotations.Nullable;

/** Values that hold colons: clock times, hardware addresses, IPv6 addresses. */
final class Colons {
    private static final int LONGEST_PIECE = 13;

    /** A value of {@code type} that ends before {@code end}. */
    record Span(Placeholder type, int end) {}

    private Colons() {}

    /**
     * The value that starts with the piece {@code c[s,e)}, which a colon follows, or null. {@code c} has a few line
     * ends behind its {@code n} characters.
     */
    static @Nullable Span span(char[] c, int n, int s, int e, int digits) {
        boolean hexPiece = Piece.isHex(c, s, e, 1);
        if (e - s > LONGEST_PIECE || !(Chars.is(c[s], Chars.DIGIT) || hexPiece)) {
            return null;
        }
        int k = e;
        int colons = 0;
        boolean clock = true;
        boolean doubled = false;
        boolean anyDigit = digits > 0;
        while (k < n && (c[k] == ':' || Chars.is(c[k], Chars.HEX))) {
            if (c[k] == ':') {
                colons++;
                doubled |= c[k + 1] == ':';
            } else {
                boolean digit = Chars.is(c[k], Chars.DIGIT);
                clock &= digit;
                anyDigit |= digit;
            }
            k++;
        }
        while (k > e && c[k - 1] == ':') {
            k--;
        }
        if (Chars.is(c[k], Chars.LETTER | Chars.INNER) && !(clock && c[k] == 'Z')) {
            return null;
        }
        if (hexPiece && e - s <= 4 && (colons >= 5 || (doubled && colons >= 2 && anyDigit))) {
            return new Span(colons == 5 && !doubled && k - s == 17 ? Placeholder.MAC : Placeholder.IP, k);
        }
        boolean time = clock && !doubled && colons <= 2 && isMinute(c, e) && hourBefore(c, s, e, digits);
        return time ? new Span(Placeholder.TIME, timeEnd(c, k)) : null;
    }

    private static boolean isMinute(char[] c, int colon) {
        return Chars.is(c[colon + 1], Chars.DIGIT)
                && Chars.is(c[colon + 2], Chars.DIGIT)
                && !Chars.is(c[colon + 3], Chars.DIGIT);
    }

    /** One or two digits, alone or behind a date. */
    private static boolean hourBefore(char[] c, int s, int e, int digits) {
        int d = e;
        while (d > s && Chars.is(c[d - 1], Chars.DIGIT)) {
            d--;
        }
        return e > d && e - d <= 2 && (d == s || Piece.type(c, s, e, digits) == Placeholder.TIME);
    }

    /** End of the fraction and of the zone behind the seconds. */
    private static int timeEnd(char[] c, int seconds) {
        int k = seconds;
        if ((c[k] == '.' || c[k] == ',') && Chars.is(c[k + 1], Chars.DIGIT)) {
            k = digitsEnd(c, k + 1);
        }
        if (c[k] == 'Z') {
            return k + 1;
        }
        int zone = (c[k] == '+' || c[k] == '-') && Chars.is(c[k + 1], Chars.DIGIT) ? digitsEnd(c, k + 1) : k;
        return zone - k <= 5 ? zone : k;
    }

    private static int digitsEnd(char[] c, int i) {
        int e = i;
        while (Chars.is(c[e], Chars.DIGIT)) {
            e++;
        }
        return e;
    }
}
