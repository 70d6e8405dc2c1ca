package io.forewarn.ingest.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a piece (letters, digits, {@code _ $} and joints between them) is: a value of a type, or a word. */
final class Piece {
    private static final Set<String> DURATIONS =
            Set.of("ns", "us", "µs", "ms", "s", "sec", "secs", "m", "min", "mins", "h", "hr", "hrs", "d");
    private static final Set<String> SIZES = Set.of(
            "b", "k", "kb", "kib", "m", "mb", "mib", "g", "gb", "gib", "t", "tb", "tib", "p", "pb", "bytes", "byte");
    private static final Set<String> GENERIC_DOMAINS =
            Set.of("com", "net", "org", "edu", "gov", "mil", "info", "biz", "arpa", "local", "internal", "lan");
    private static final Set<String> REGISTRIES =
            Set.of("co", "com", "ac", "ne", "net", "or", "org", "go", "gov", "gob", "edu", "ad", "nom");
    private static final Set<String> UNITS = Set.of(
            "B", "KB", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "ns", "us", "ms", "s", "sec", "secs", "min",
            "hrs");
    private static final String CALENDAR =
            " sun mon tue wed thu fri sat jan feb mar apr may jun jul aug sep oct nov dec ";

    private Piece() {}

    /** Type of {@code c[s,e)}, or null for a word. {@code digits} is how many of its characters are digits. */
    static @Nullable Placeholder type(char[] c, int s, int e, int digits) {
        return digits == 0
                ? ofLetters(c, s, e)
                : Chars.is(c[s], Chars.DIGIT) ? ofNumber(c, s, e, digits) : mixed(c, s, e, digits);
    }

    private static @Nullable Placeholder ofLetters(char[] c, int s, int e) {
        int n = e - s;
        if ((n == 4 || n == 5) && (equalsIgnoreCase(c, s, e, "true") || equalsIgnoreCase(c, s, e, "false"))) {
            return Placeholder.BOOL;
        }
        int slashes = count(c, s, e, '/');
        if (slashes >= 2 || (slashes == 1 && count(c, s, e, '.') >= 2)) {
            return Placeholder.PATH;
        }
        if (isUuid(c, s, e)) {
            return Placeholder.UUID;
        }
        return isHost(c, s, e) ? Placeholder.HOST : null;
    }

    private static Placeholder ofNumber(char[] c, int s, int e, int digits) {
        int n = e - s;
        if (digits == n) {
            return Placeholder.NUM;
        }
        if (c[s] == '0' && n > 2 && (c[s + 1] == 'x' || c[s + 1] == 'X')) {
            return Placeholder.HEX;
        }
        int i = s;
        int dots = 0;
        while (i < e && (Chars.is(c[i], Chars.DIGIT) || c[i] == '.')) {
            dots += c[i++] == '.' ? 1 : 0;
        }
        if (i == e) {
            return dots == 1 ? Placeholder.NUM : dots == 3 ? Placeholder.IP : Placeholder.VERSION;
        }
        if (dots <= 1 && onlyLetters(c, i, e) && e - i <= 5) {
            String unit = new String(c, i, e - i).toLowerCase(java.util.Locale.ROOT);
            if (DURATIONS.contains(unit) && !(unit.equals("m") && c[i] == 'M')) {
                return Placeholder.DUR;
            }
            if (SIZES.contains(unit)) {
                return Placeholder.SIZE;
            }
        }
        if (isDate(c, s, e)) {
            return Placeholder.TIME;
        }
        return isUuid(c, s, e)
                ? Placeholder.UUID
                : isHex(c, s, e, 6) ? Placeholder.HEX : isHost(c, s, e) ? Placeholder.HOST : Placeholder.ID;
    }

    private static @Nullable Placeholder mixed(char[] c, int s, int e, int digits) {
        if (isUuid(c, s, e)) {
            return Placeholder.UUID;
        }
        if (isHex(c, s, e, 5)) {
            return Placeholder.HEX;
        }
        if (digits == 1) {
            return isHost(c, s, e) ? Placeholder.HOST : null;
        }
        if (count(c, s, e, '/') >= 2) {
            return Placeholder.PATH;
        }
        return isHost(c, s, e) ? Placeholder.HOST : Placeholder.ID;
    }

    /**
     * Length of a constant name before a value, as in {@code jetty-6.1}, {@code PS/2}; 0 where there is none: letters
     * only, then {@code -} or {@code /}, then a digit or a single last part with digits.
     */
    static int namePrefix(char[] c, int s, int e) {
        int i = s;
        while (i < e && Chars.is(c[i], Chars.LETTER)) {
            i++;
        }
        if (i - s < 2 || i + 1 >= e || (c[i] != '-' && c[i] != '/')) {
            return 0;
        }
        return Chars.is(c[i + 1], Chars.DIGIT) || (c[i] == '-' && onlyWord(c, i + 1, e)) ? i + 1 - s : 0;
    }

    /** Whether a piece with one digit is a name with a number, {@code node-5} or {@code node-D5}, as are those with more digits. */
    static boolean isNumbered(char[] c, int s, int e) {
        int dash = e - 1;
        while (dash > s && e - dash < 4 && c[dash] != '-') {
            dash--;
        }
        return c[dash] == '-' && dash - s >= 2 && Chars.is(c[e - 1], Chars.DIGIT) && onlyLetters(c, s, dash);
    }

    /** The type of a number with this abbreviated unit behind it, or null where the word is none. */
    static @Nullable Placeholder unit(char[] c, int s, int e) {
        if (e - s > 4 || e == s || !UNITS.contains(new String(c, s, e - s))) {
            return null;
        }
        return c[e - 1] == 'B' ? Placeholder.SIZE : Placeholder.DUR;
    }

    /** An abbreviated unit, which a number may have behind it. */
    static boolean isUnit(String word) {
        return word.length() <= 4 && UNITS.contains(word);
    }

    /** Whether a piece with digits may name a key: letters, then at most two digits. */
    static boolean isKey(char[] c, int s, int e, int digits) {
        return digits <= 2 && onlyLetters(c, s, e - digits);
    }

    /** Weekday or month in its three-letter form. */
    static boolean isCalendar(char[] c, int s, int e) {
        if (e - s != 3 || !Chars.is(c[s], Chars.LETTER)) {
            return false;
        }
        for (int k = 0; k + 4 < CALENDAR.length(); k += 4) {
            if ((c[s] | 32) == CALENDAR.charAt(k + 1)
                    && (c[s + 1] | 32) == CALENDAR.charAt(k + 2)
                    && (c[s + 2] | 32) == CALENDAR.charAt(k + 3)) {
                return true;
            }
        }
        return false;
    }

    /** 8-4-4-4-12 hexadecimal digits. */
    static boolean isUuid(char[] c, int s, int e) {
        if (e - s != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c[s + i] != '-' : !Chars.is(c[s + i], Chars.HEX)) {
                return false;
            }
        }
        return true;
    }

    static boolean isHex(char[] c, int s, int e, int least) {
        if (e - s < least) {
            return false;
        }
        for (int i = s; i < e; i++) {
            if (!Chars.is(c[i], Chars.HEX)) {
                return false;
            }
        }
        return true;
    }

    /** Three numbers joined by one of {@code - / .}, perhaps with a {@code T} and an hour after them. */
    private static boolean isDate(char[] c, int s, int e) {
        int i = s;
        int parts = 0;
        while (i < e && parts < 3) {
            int from = i;
            while (i < e && Chars.is(c[i], Chars.DIGIT)) {
                i++;
            }
            if (i == from || i - from > 4) {
                return false;
            }
            parts++;
            if (parts < 3) {
                if (i >= e || (c[i] != '-' && c[i] != '/')) {
                    return false;
                }
                i++;
            }
        }
        return parts == 3 && (i == e || ((c[i] == 'T' || c[i] == '-') && e - i <= 4));
    }

    /** Labels joined by dots, the last a common top level or a country's; not a reversed name. */
    private static boolean isHost(char[] c, int s, int e) {
        int last = -1;
        int dots = 0;
        for (int i = s; i < e; i++) {
            if (c[i] == '.') {
                dots++;
                last = i;
            } else if (c[i] == '/' || c[i] == '\\' || c[i] == '$' || c[i] == '~') {
                return false;
            }
        }
        if (dots == 0 || e - last < 3 || e - last > 9 || !onlyLetters(c, last + 1, e)) {
            return false;
        }
        int first = s;
        while (c[first] != '.') {
            first++;
        }
        if (first - s <= 4 && GENERIC_DOMAINS.contains(new String(c, s, first - s))) {
            return false;
        }
        if (GENERIC_DOMAINS.contains(new String(c, last + 1, e - last - 1))) {
            return true;
        }
        return e - last == 3 && dots >= 2 && lower(c, s, e) && isRegistry(c, s, last);
    }

    /** Whether the label before the country's says host: a registry ({@code co}, {@code ac}, …), or digits and dashes. */
    private static boolean isRegistry(char[] c, int s, int last) {
        int from = last;
        while (from > s && c[from - 1] != '.') {
            from--;
        }
        boolean mixed = false;
        for (int i = s; i < last; i++) {
            mixed |= c[i] == '-' || Chars.is(c[i], Chars.DIGIT);
        }
        return mixed || REGISTRIES.contains(new String(c, from, last - from));
    }

    /** What may stand behind the {@code @} of an address. */
    static boolean isDomain(char[] c, int s, int e) {
        int last = e;
        while (last > s && c[last - 1] != '.') {
            last--;
        }
        return last > s && e - last >= 2 && onlyLetters(c, last, e) && count(c, s, e, '/') == 0;
    }

    private static boolean lower(char[] c, int s, int e) {
        for (int i = s; i < e; i++) {
            if (c[i] >= 'A' && c[i] <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static boolean onlyLetters(char[] c, int s, int e) {
        for (int i = s; i < e; i++) {
            if (!Chars.is(c[i], Chars.LETTER)) {
                return false;
            }
        }
        return s < e;
    }

    private static boolean onlyWord(char[] c, int s, int e) {
        for (int i = s; i < e; i++) {
            if (!Chars.is(c[i], Chars.WORD)) {
                return false;
            }
        }
        return s < e;
    }

    /** A dotted name of at least three labels: a class, a package, a key. */
    static boolean isName(char[] c, int s, int e) {
        return Chars.is(c[s], Chars.LETTER) && count(c, s, e, '.') >= 2;
    }

    static boolean isNull(char[] c, int s, int e) {
        return (e - s == 4 && (equalsIgnoreCase(c, s, e, "null") || equalsIgnoreCase(c, s, e, "none")))
                || (e - s == 3 && equalsIgnoreCase(c, s, e, "nil"));
    }

    private static int count(char[] c, int s, int e, char x) {
        int n = 0;
        for (int i = s; i < e; i++) {
            n += c[i] == x ? 1 : 0;
        }
        return n;
    }

    private static boolean equalsIgnoreCase(char[] c, int s, int e, String lower) {
        if (e - s != lower.length()) {
            return false;
        }
        for (int i = s; i < e; i++) {
            if ((c[i] | 32) != lower.charAt(i - s)) {
                return false;
            }
        }
        return true;
    }
}
