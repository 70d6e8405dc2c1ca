package io.forewarn.ingest.scrub;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a string looks like a secret, a stand-in for one, or neither. */
final class Secrets {
    private static final Set<String> WORDS = Words.of("""
            redacted hidden masked filtered removed null none nil true false undefined yes no on off empty unset
            set string str value unknown required optional invalid expired incorrect wrong missing failed
            authentication changed password username:password user:pass user:password not is was for the a an
            must cannot has should too and or of to in with from by prompt n/a default token secret rejected
            accepted error ok found enabled disabled type new old""");
    private static final int LOOK = 256;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{4,8}");
    private static final Pattern EXPRESSION = Pattern.compile(
            "(?:self|this|var|vars|local|data|module|env|config|settings|options|props|params|secrets|args|process|os"
                    + "|random_password|request|req|ctx|context)[.\\[][a-z_.\\[\\]\"'()0-9]++|[a-z_.]{1,60}+\\([^()]{0,40}+\\)?|[a-z_]{2,40}+\\.[a-z_.]{2,60}+\\[[a-z_]{0,40}+");

    private Secrets() {}

    /** True for {@code ${VAR}}, {@code <your token>}, {@code ****}, {@code xxxxx}, {@code null} and their like. */
    static boolean isPlaceholder(Text t, int start, int end) {
        char c = t.at(start);
        char d = t.at(start + 1);
        if (c == '{' && isBraced(t, start, end)) {
            return false;
        }
        if (c == '<' || c == '{' || (c == '%' && (d == '(' || d == 's' || d == '{')) || (c == '[' && end - start > 2)) {
            return true;
        }
        if (c == '$' && (d == '{' || d == '(' || isVariable(t, start + 1, end))) {
            return true;
        }
        int limit = Math.min(end, start + LOOK);
        int run = 1;
        boolean word = false;
        for (int i = start; i < limit; i++) {
            word |= Chars.isWord(t.at(i)) || t.at(i) > 127;
            run = i > start && Chars.lower(t.at(i)) == Chars.lower(t.at(i - 1)) ? run + 1 : 1;
            if (run >= 8 && (Chars.isDigit(t.at(i)) || Chars.isLower(t.at(i)))) {
                return true;
            }
            if (run >= 5 && "x*.#•".indexOf(Chars.lower(t.at(i))) >= 0) {
                return true;
            }
        }
        if (!word || (distinct(t, start, limit) <= 2 && end - start > 3)) {
            return true;
        }
        String text = t.between(start, limit).toLowerCase(Locale.ROOT);
        return isExpression(text)
                || WORDS.contains(text)
                || text.startsWith("your")
                || text.contains("_your_")
                || text.startsWith("insert")
                || text.startsWith("env.")
                || text.startsWith("process.env")
                || text.startsWith("os.environ");
    }

    /** {@code {s3cr3tValue}}: ODBC encloses a value so; a name in braces is a stand-in. */
    private static boolean isBraced(Text t, int start, int end) {
        int close = start + 1;
        while (close < t.length
                && close - start < 64
                && (Chars.isWord(t.at(close)) || "!#$%&*+-@^~".indexOf(t.at(close)) >= 0)) {
            close++;
        }
        return t.at(close) == '}' && close >= end - 1 && looksLikePassword(t, start + 1, close);
    }

    /** Letters and at least two digits, with no mark that dates, paths, versions and names hold: eight to 64 characters. */
    static boolean looksLikePassword(Text t, int start, int end) {
        int digits = 0;
        int letters = 0;
        // a number of a program, such as an address in memory
        boolean hex = t.at(start) == '0' && t.at(start + 1) == 'x';
        for (int i = start; i < Math.min(end, start + 65); i++) {
            char c = t.at(i);
            digits += Chars.isDigit(c) ? 1 : 0;
            letters += Chars.isLetter(c) ? 1 : 0;
            if (!Chars.isWord(c) && "!#$%&*+@^~?".indexOf(c) < 0) {
                return false;
            }
            hex &= i < start + 2 || Chars.isHex(t.at(i));
        }
        return end - start >= 8
                && end - start <= 64
                && digits >= 2
                && letters >= 2
                && distinct(t, start, end) >= 5
                && !hex;
    }

    /** A reference or call in a program ({@code var.db_password}, {@code readKey()}), an object's identity ({@code Foo@1b2c}). */
    private static boolean isExpression(String text) {
        int at = text.lastIndexOf('@');
        if (at > 0
                && text.length() - at <= 9
                && HEX.matcher(text.substring(at + 1)).matches()) {
            return text.lastIndexOf('.', at) > 0;
        }
        return text.length() <= 80 && EXPRESSION.matcher(text).matches();
    }

    /** True where no word, name, date or path looks so: a long mix of characters of three sorts, or hexadecimal of 32 and more. */
    static boolean looksLikeKey(Text t, int start, int end) {
        int digits = 0;
        boolean hex = true;
        for (int i = start; i < Math.min(end, start + LOOK); i++) {
            hex &= Chars.isHex(t.at(i));
            digits += Chars.isDigit(t.at(i)) ? 1 : 0;
        }
        int size = end - start;
        boolean letters = digits >= 4 && digits < size;
        return (hex && size >= 32 && letters) || (size >= 20 && PrefixedToken.isScrambled(t, start, end));
    }

    private static boolean isVariable(Text t, int start, int end) {
        if (end - start <= 1 || (t.digitAt(start) && (t.at(start + 1) == ':' || t.at(start + 1) == '\0'))) {
            return t.wordAt(start);
        }
        for (int i = start; i < end; i++) {
            if (!Chars.isLetter(t.at(i)) && t.at(i) != '_' && t.at(i) != ':' && t.at(i) != '$') {
                return false;
            }
        }
        return end > start;
    }

    /** Number of different characters, in any case. */
    static int distinct(Text t, int start, int end) {
        long low = 0;
        long high = 0;
        for (int i = start; i < end; i++) {
            char c = Chars.lower(t.at(i));
            if (c < 64) {
                low |= 1L << c;
            } else {
                high |= 1L << (c & 63);
            }
        }
        return Long.bitCount(low) + Long.bitCount(high);
    }

    /**
     * True where a value is of the alphabets that keys are written in and varied enough not to be a word: digits and
     * letters mixed, or long with letters in both cases.
     */
    static boolean looksRandom(Text t, int start, int end, int atLeast) {
        int limit = Math.min(end, start + LOOK);
        int digits = 0;
        int upper = 0;
        int lower = 0;
        int dots = 0;
        for (int i = start; i < limit; i++) {
            char c = t.at(i);
            if (Chars.isDigit(c)) {
                digits++;
            } else if (Chars.isUpper(c)) {
                upper++;
            } else if (Chars.isLower(c)) {
                lower++;
            } else if (c == '.') {
                dots++;
            } else if ("+/=_-~%:!@#^*".indexOf(c) < 0) {
                return false;
            }
        }
        int size = end - start;
        if (size < atLeast || t.at(start) == '/' || t.at(start) == '.' || dots > 6) {
            return false;
        }
        int letters = upper + lower;
        if (letters == 0) {
            return digits >= 12 && digits == limit - start;
        }
        return (digits >= 2 && distinct(t, start, limit) >= 5 && digits + letters > dots * 4)
                || (digits == 1 && letters >= 8)
                || (size >= 20 && upper >= 4 && lower >= 4 && dots == 0);
    }
}
