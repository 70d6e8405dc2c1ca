package io.forewarn.ingest.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Message to shape: one pass over the first line that copies its constant text and writes a typed placeholder for every
 * evident value. Numbers, addresses, paths, times, identifiers with digits, quoted values behind {@code =} or {@code :},
 * pseudonyms; lists of one type become one placeholder, blanks one space. Not for several threads.
 */
final class Masker {
    /** Longer lines are cut: what follows is one placeholder. */
    static final int LONGEST_LINE = 4096;

    static final int LONGEST_SHAPE = 1024;
    private static final int LONGEST_QUOTE = 256;

    /** More digits than these in a shape belong to a message that hardly comes twice. */
    private static final int MOST_DIGITS = 64;

    private final char[] in = new char[LONGEST_LINE + 4];
    private final char[] out = new char[LONGEST_SHAPE + 64];
    private int n;
    private int len;
    private int digits;
    private final int[] reads = new int[MOST_DIGITS];
    private int read;
    private @Nullable Placeholder last;
    private int lastEnd;

    /** Masks the first line of {@code message}; {@link #id} and {@link #text} then tell the shape. */
    void mask(String message) {
        int line = message.indexOf('\n');
        line = line < 0 ? message.length() : line;
        boolean cut = line > LONGEST_LINE;
        n = cut ? LONGEST_LINE : line;
        message.getChars(0, n, in, 0);
        Arrays.fill(in, n, n + 4, '\n');
        len = 0;
        last = null;
        lastEnd = -1;
        read = 0;
        int i = 0;
        while (i < n && len < LONGEST_SHAPE) {
            i = Chars.is(in[i], Chars.WORD) ? piece(i) : mark(i);
        }
        if (cut || i < n) {
            emit(Placeholder.ANY);
        }
        if (len > 0 && out[len - 1] == ' ') {
            len--;
        }
    }

    long id() {
        return Hashes.of(out, len);
    }

    String text() {
        return new String(out, 0, len);
    }

    /** The digits of the message with others of which the shape may be another, not only with digits elsewhere; null for many. */
    @Nullable ExactDigits digits() {
        return read > MOST_DIGITS ? null : ExactDigits.of(in, reads, read);
    }

    /** A character that begins no word: a blank, the sign of a number, a path, a pseudonym, a quote, or itself. */
    private int mark(int i) {
        char c = in[i];
        if (Chars.is(c, Chars.SPACE)) {
            if (len > 0 && out[len - 1] != ' ') {
                out[len++] = ' ';
            }
            return i + 1;
        }
        if (c == '\\' && isOctal(i)) {
            copy(i, i + 4);
            return i + 4;
        }
        char next = in[i + 1];
        boolean free = i == 0 || !Chars.is(in[i - 1], Chars.WORD);
        if (free) {
            switch (c) {
                case '-', '+' -> {
                    if (Chars.is(next, Chars.DIGIT) && (i == 0 || in[i - 1] != ')')) {
                        return piece(i + 1);
                    }
                }
                case '/', '\\', '~' -> {
                    int e = path(i);
                    if (e > i) {
                        return e;
                    }
                }
                case '<' -> {
                    if (Chars.is(next, Chars.DIGIT)) {
                        return piece(i + 1);
                    }
                    int e = pseudonym(i);
                    if (e > i) {
                        return e;
                    }
                }
                case '"', '\'' -> {
                    int e = quoted(i, c);
                    if (e > i) {
                        return e;
                    }
                }
                case '(', '[', '{' -> {
                    if (next == (c == '(' ? ')' : c == '[' ? ']' : '}')) {
                        return put(i, c, Placeholder.EMPTY);
                    }
                }
                default -> {}
            }
        }
        out[len++] = c;
        return i + 1;
    }

    private int put(int i, char open, Placeholder inside) {
        out[len++] = open;
        emit(inside);
        out[len++] = in[i + 1];
        return i + 2;
    }

    private int path(int i) {
        if (Chars.is(in[i + 1], Chars.DIGIT)) {
            int e = pieceEnd(i + 1);
            if (Piece.type(in, i + 1, e, digits) == Placeholder.IP) {
                // a pseudonym in its place keeps the slash as well
                out[len++] = '/';
                return piece(i + 1);
            }
        }
        char next = in[i + 1];
        if (!Chars.is(next, Chars.WORD) && next != '\\' && next != '/' && next != '.' && next != '?') {
            return i;
        }
        int e = stretch(i);
        boolean anyWord = false;
        for (int k = i; k < e && !anyWord; k++) {
            anyWord = Chars.is(in[k], Chars.WORD);
        }
        if (!anyWord) {
            return i;
        }
        emit(Placeholder.PATH);
        return protocol(e);
    }

    /** The protocol between a request's target and its closing quote belongs to the target: {@code "GET <path>"}. */
    private int protocol(int e) {
        boolean http = in[e] == ' '
                && e + 10 <= n
                && in[e + 1] == 'H'
                && in[e + 2] == 'T'
                && in[e + 3] == 'T'
                && in[e + 4] == 'P'
                && in[e + 5] == '/';
        if (!http) {
            return e;
        }
        int k = e + 6;
        while (k < n && (Chars.is(in[k], Chars.DIGIT) || in[k] == '.')) {
            k++;
        }
        return in[k] == '"' ? k : e;
    }

    /** A character that the system wrote as its number: {@code \\042} for a quote. */
    private boolean isOctal(int i) {
        return in[i] == '\\'
                && (in[i + 1] == '0' || in[i + 1] == '1')
                && Chars.is(in[i + 2], Chars.DIGIT)
                && i + 3 < n
                && Chars.is(in[i + 3], Chars.DIGIT);
    }

    /** End of a path or address that began at {@code i}: up to a blank or a mark that closes it. */
    private int stretch(int i) {
        int e = i;
        while (e < n && !Chars.is(in[e], Chars.SPACE) && ",;\"'<>()[]{}|".indexOf(in[e]) < 0) {
            e++;
        }
        while (e > i + 1 && (in[e - 1] == '.' || in[e - 1] == ':' || in[e - 1] == '!')) {
            e--;
        }
        return e;
    }

    /** {@code <kind:value>} as scrubbing writes it, kept as {@code <kind>}; a placeholder stays as it is. */
    private int pseudonym(int i) {
        int k = i + 1;
        while (k < n
                && k - i < 24
                && ((in[k] >= 'a' && in[k] <= 'z') || in[k] == '_' || in[k] == '-' || Chars.is(in[k], Chars.DIGIT))) {
            k++;
        }
        if (k - i >= 5 && in[k] == '>' && isFolded(i, k)) {
            emit(Placeholder.ANY);
            return k + 1;
        }
        if (k == i + 1 || k >= n || in[k] != ':') {
            return i;
        }
        int e = k + 1;
        while (e < n && e - k < 65 && Chars.is(in[e], Chars.LETTER | Chars.DIGIT)) {
            e++;
        }
        if (e == k + 1 || e >= n || in[e] != '>') {
            return i;
        }
        if (isFolded(i, k)) {
            emit(Placeholder.ANY);
            return e + 1;
        }
        reads(i, k);
        System.arraycopy(in, i, out, len, k - i);
        len += k - i;
        out[len++] = '>';
        last = null;
        lastEnd = len;
        return e + 1;
    }

    /** What only folding may write must not come in with a message. */
    private boolean isFolded(int i, int e) {
        String s = new String(in, i, e - i);
        return s.equals("<word") || s.equals("<words");
    }

    private int quoted(int i, char quote) {
        int p = i - 1;
        while (p >= 0 && in[p] == ' ') {
            p--;
        }
        if (p < 0 || (in[p] != '=' && in[p] != ':')) {
            return i;
        }
        int stop = Math.min(n, i + LONGEST_QUOTE);
        for (int e = i + 1; e < stop; e++) {
            if (in[e] == quote) {
                out[len++] = quote;
                emit(e == i + 1 ? Placeholder.EMPTY : Placeholder.TEXT);
                out[len++] = quote;
                return e + 1;
            }
        }
        return i;
    }

    private int piece(int s) {
        int e = pieceEnd(s);
        int digits = this.digits;
        if (digits > 0 && (in[s + 1] == 'x' || in[s + 1] == 'X')) {
            reads(s, s + 1);
        }
        if (in[e] == ':') {
            if (in[e + 1] == '/' && in[e + 2] == '/' && digits < e - s) {
                emit(Placeholder.URL);
                return protocol(stretch(s));
            }
            if (in[e + 1] == '\\' && e - s == 1) {
                emit(Placeholder.PATH);
                return stretch(s);
            }
            Colons.Span span = Colons.span(in, n, s, e, digits);
            if (span != null) {
                emit(span.type());
                return span.end();
            }
        } else if (in[e] == '@' && Chars.is(in[e + 1], Chars.WORD)) {
            int host = pieceEnd(e + 1);
            if (Piece.isDomain(in, e + 1, host)) {
                emit(Placeholder.EMAIL);
                return host;
            }
        } else if (in[e] == '{' && s > 0 && in[s - 1] == '=') {
            int close = object(e);
            if (close > e) {
                emit(Placeholder.OBJECT);
                return close;
            }
        }
        if (e - s == 1 && (in[e] == '+' || in[e] == '-') && in[e + 1] == ' ' && Chars.is(in[s], Chars.LETTER)) {
            // a direction: x+, y-
            emit(Placeholder.ID);
            return e + 1;
        }
        if (digits == 0 && e - s == 3 && calendar(s, e)) {
            emit(Placeholder.TIME);
            return e;
        }
        Placeholder type = Piece.type(in, s, e, digits);
        if (type == null && s > 0 && in[s - 1] == '@' && Piece.isHex(in, s, e, 5)) {
            type = Placeholder.HEX;
        }
        if (type == null && behindKey(s)) {
            type = Piece.isNull(in, s, e) ? Placeholder.NULL : Piece.isName(in, s, e) ? Placeholder.NAME : null;
        }
        if (type == null && digits == 1 && Chars.is(in[e - 1], Chars.DIGIT) && in[e - 2] == '/') {
            copy(s, e - 1);
            emit(Placeholder.NUM);
            return e;
        }
        if (type == Placeholder.NUM && in[e] == ' ' && Chars.is(in[e + 1], Chars.LETTER)) {
            int unit = pieceEnd(e + 1);
            Placeholder measured = Piece.unit(in, e + 1, unit);
            // "took 12 ms" keeps its unit; "<1 sec" stands where others have "00:02", a size comes in many units
            if (measured == Placeholder.SIZE || (measured != null && s > 0 && in[s - 1] == '<')) {
                emit(measured);
                return unit;
            }
        }
        if ((type == Placeholder.ID || type == Placeholder.HEX) && isQualifier(s, e)) {
            type = null;
        }
        if (type == null && digits == 1 && Piece.isNumbered(in, s, e)) {
            type = Placeholder.ID;
        }
        if (type == Placeholder.ID && in[e] == '=' && in[e + 1] != '=' && Piece.isKey(in, s, e, digits)) {
            type = null;
        }
        if (type == Placeholder.ID) {
            int name = Piece.namePrefix(in, s, e);
            if (name > 0) {
                copy(s, s + name);
            }
        }
        if (type == null) {
            copy(s, e);
        } else {
            emit(type);
        }
        return e;
    }

    /** A class or module in front of {@code ::} and a name. */
    private boolean isQualifier(int s, int e) {
        return in[e] == ':' && in[e + 1] == ':' && Chars.is(in[s], Chars.LETTER) && Chars.is(in[e + 2], Chars.LETTER);
    }

    /** Whether the piece is the value of {@code key=}, {@code key = }, {@code key:} or between bars; not a comparison. */
    private boolean behindKey(int s) {
        int p = s - 1;
        while (p >= 0 && in[p] == ' ') {
            p--;
        }
        return p >= 0
                && ((in[p] == '=' && (p == 0 || in[p - 1] != '=')) || (in[p] == ':' && p == s - 1) || in[p] == '|');
    }

    /** A weekday or month is part of a date where a number or another of them stands beside it. */
    private boolean calendar(int s, int e) {
        if (!Piece.isCalendar(in, s, e)) {
            return false;
        }
        int k = e;
        while (k < n && (in[k] == ' ' || in[k] == ',' || in[k] == '/' || in[k] == '-')) {
            k++;
        }
        return k > e
                && (Chars.is(in[k], Chars.DIGIT)
                        || (k + 3 <= n && Piece.isCalendar(in, k, k + 3) && !Chars.is(in[k + 3], Chars.WORD)));
    }

    private int object(int open) {
        int stop = Math.min(n, open + LONGEST_QUOTE);
        for (int k = open + 1; k < stop; k++) {
            char c = in[k];
            if (c == '}') {
                return k + 1;
            }
            if (c == '{' || c == '=' || Chars.is(c, Chars.SPACE)) {
                return open;
            }
        }
        return open;
    }

    /** End of the piece that begins at {@code s}; {@link #digits} then tells how many of its characters are digits. */
    private int pieceEnd(int s) {
        int e = s;
        int d = 0;
        while (e < n) {
            int k = Chars.of(in[e]);
            if ((k & Chars.WORD) == 0 && ((k & Chars.JOIN) == 0 || !joins(e))) {
                break;
            }
            d += (k & Chars.DIGIT) >>> 1;
            e++;
        }
        digits = d;
        return e;
    }

    private boolean joins(int i) {
        return (Chars.is(in[i + 1], Chars.WORD) && !isOctal(i))
                || (in[i] == '/' && in[i + 1] == '.' && Chars.is(in[i + 2], Chars.WORD));
    }

    private void copy(int s, int e) {
        int m = Math.min(e - s, LONGEST_SHAPE - len);
        if (m > 0) {
            reads(s, s + m);
            System.arraycopy(in, s, out, len, m);
            len += m;
        }
        if (m < e - s) {
            emit(Placeholder.ANY);
        }
    }

    private void reads(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Chars.is(in[i], Chars.DIGIT)) {
                if (read < MOST_DIGITS) {
                    reads[read] = i;
                }
                read++;
            }
        }
    }

    private void emit(Placeholder type) {
        if (last == type && lastEnd >= 0) {
            int k = lastEnd;
            while (k < len && Chars.is(out[k], Chars.LIST)) {
                k++;
            }
            if (k == len) {
                len = lastEnd;
                return;
            }
        }
        String text = type.text();
        int room = Math.min(text.length(), out.length - len);
        text.getChars(0, room, out, len);
        len += room;
        last = type;
        lastEnd = len;
    }
}
