package io.forewarn.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A name and the value given to it, as configuration files, programs, command lines, JSON, XML and log lines write it.
 *
 * @param name as written
 * @param nameStart where it starts
 * @param start where the value starts, inside its quotes
 * @param end where it ends
 * @param quoted true where quotes enclose it
 * @param firm true where the operator leaves no doubt ({@code =}, a flag, XML); false after a colon or a word
 * @param flag true where the name is a command line flag
 * @param loose true where nothing but a blank or a bracket joins them, so that the value must speak for itself
 */
record Assignment(
        String name, int nameStart, int start, int end, boolean quoted, boolean firm, boolean flag, boolean loose) {
    private static final int NAME_LIMIT = 64;
    private static final int GAP_LIMIT = 32;
    private static final int QUOTED_LIMIT = 2048;
    private static final List<String> FORMS = List.of(
            "ascii-text ", "plain-text ", "plaintext ", "cleartext ", "hexadecimal ", "encrypted ", "hex ", "ascii ");

    /** The assignment whose name holds the span, or null where none follows. */
    static @Nullable Assignment at(Text t, int from, int to, Findings out) {
        Assignment a = any(t, from, to, out);
        return a == null || a.loose ? null : a;
    }

    /** As {@link #at}, and also what follows a name after a blank. */
    static @Nullable Assignment any(Text t, int from, int to, Findings out) {
        int nameStart = from;
        while (nameStart > 0 && from - nameStart < NAME_LIMIT && isName(t.at(nameStart - 1))) {
            nameStart--;
        }
        int nameEnd = to;
        while (nameEnd < t.length && nameEnd - to < NAME_LIMIT && isName(t.at(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd < t.length && isName(t.at(nameEnd))) {
            return null;
        }
        boolean flag = t.at(nameStart) == '-'
                && (nameStart == 0 || Chars.isSpace(t.at(nameStart - 1)) || Chars.isQuote(t.at(nameStart - 1)));
        while (nameEnd > to && (t.at(nameEnd - 1) == '-' || t.at(nameEnd - 1) == '.')) {
            nameEnd--;
        }
        Gap gap = Gap.after(t, nameStart, nameEnd, flag);
        if (gap == null) {
            return null;
        }
        return valueAt(t, t.between(nameStart, nameEnd), nameStart, gap, flag, out);
    }

    private static @Nullable Assignment valueAt(
            Text t, String name, int nameStart, Gap gap, boolean flag, Findings out) {
        int p = gap.end;
        if (t.at(p) == '<' && t.at(p + 1) == '<' && Chars.isQuote(t.at(p + 2))) {
            p += 2;
        }
        int wrapped = behindCall(t, p);
        boolean loose = gap.loose || wrapped > p;
        boolean firm = gap.firm && wrapped == p;
        p = wrapped;
        if (t.at(p) == '[' && (Chars.isQuote(t.at(p + 1)) || t.at(p + 1) == '\\')) {
            p++;
        }
        if ("@brfuN".indexOf(t.at(p)) >= 0 && Chars.isQuote(t.at(p + 1))) {
            p++;
        }
        boolean escaped = t.at(p) == '\\' && Chars.isQuote(t.at(p + 1));
        if (escaped) {
            p++;
        }
        char quote = t.at(p);
        if (Chars.isQuote(quote)) {
            int close = closing(t, p + 1, quote, escaped);
            if (close >= 0) {
                return new Assignment(name, nameStart, p + 1, close, true, firm, flag, loose);
            }
            p++;
        }
        int end = gap.xml ? xmlEnd(t, p) : out.wordEnd(t, p);
        return end > p ? new Assignment(name, nameStart, p, trimmed(t, p, end), false, firm, flag, loose) : null;
    }

    /** Where the string starts that a call or constructor wraps: {@code Some("…")}, {@code String::from("…")}; or the index given. */
    private static int behindCall(Text t, int from) {
        int p = from;
        while (p - from < GAP_LIMIT
                && (Chars.isLetter(t.at(p)) || t.at(p) == ':' || t.at(p) == '.' || t.at(p) == '_')) {
            p++;
        }
        return p > from && t.at(p) == '(' && Chars.isQuote(t.at(p + 1)) ? p + 1 : from;
    }

    private static int closing(Text t, int from, char quote, boolean escaped) {
        int limit = Math.min(t.length, from + QUOTED_LIMIT);
        for (int i = from; i < limit; i++) {
            char c = t.at(i);
            if (c == '\n') {
                return -1;
            }
            if (c == '\\' && !(escaped && t.at(i + 1) == quote)) {
                i++;
            } else if (escaped ? c == '\\' : c == quote) {
                return i;
            }
        }
        return -1;
    }

    private static int xmlEnd(Text t, int from) {
        int i = from;
        while (i < t.length && i - from < QUOTED_LIMIT && t.at(i) != '<' && !Chars.isSpace(t.at(i))) {
            i++;
        }
        return i;
    }

    /** Cuts a word where the next assignment of a list starts, and what closes a bracket or sentence. */
    private static int trimmed(Text t, int start, int wordEnd) {
        int end = wordEnd;
        int limit = Math.min(wordEnd, start + 256);
        for (int i = start; i < limit; i++) {
            char c = t.at(i);
            boolean next = (c == ',' || c == ';' || c == '&' || c == '|')
                    && (i + 1 == wordEnd || startsName(t, i + 1, wordEnd));
            boolean closes = (c == '"' || c == '<') && i > start;
            boolean escape = c == '\\' && (t.at(i + 1) == 'n' || t.at(i + 1) == 'r' || t.at(i + 1) == '"');
            if (next || closes || escape) {
                end = i;
                break;
            }
        }
        while (end > start + 1 && "\"'`,;)]}>".indexOf(t.at(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean startsName(Text t, int from, int limit) {
        int i = from;
        while (i < limit && Chars.isQuote(t.at(i))) {
            i++;
        }
        int word = i;
        while (i < limit && isName(t.at(i)) && (i > word || Chars.isLetter(t.at(i)))) {
            i++;
        }
        while (i < limit && Chars.isQuote(t.at(i))) {
            i++;
        }
        return i > word && i < limit && (t.at(i) == '=' || t.at(i) == ':');
    }

    static boolean isName(char c) {
        return Chars.isWord(c) || c == '_' || c == '-' || c == '.' || c == '$';
    }

    /** Words of a name, in lower case: {@code AWS_accessKeyId} gives {@code aws access key id}. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : ' ';
            boolean word = Chars.isWord(c);
            boolean hump = word && Chars.isUpper(c) && i > 0 && Chars.isLower(name.charAt(i - 1));
            if (start >= 0 && (!word || hump)) {
                words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (word && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /** What stands between a name and its value. */
    private record Gap(int end, boolean firm, boolean xml, boolean loose) {
        Gap(int end, boolean firm, boolean xml) {
            this(end, firm, xml, false);
        }

        static @Nullable Gap after(Text t, int nameStart, int nameEnd, boolean flag) {
            int p = nameEnd;
            if (t.at(p) == '>' && t.at(nameStart - 1) == '<') {
                return new Gap(skipSpace(t, p + 1), true, true);
            }
            boolean closed = false;
            while (p - nameEnd < 4 && (Chars.isQuote(t.at(p)) || t.at(p) == ']' || t.at(p) == '[' || t.at(p) == '\\')) {
                closed |= Chars.isQuote(t.at(p));
                p++;
            }
            Gap apart = closed || t.at(p) == '\n' || t.at(p) == '\r' ? named(t, nameStart, p, closed) : null;
            if (apart != null) {
                return apart;
            }
            int q = skipBlanks(t, p);
            if (closed && t.at(q) == '{') {
                return behindDefault(t, q + 1);
            }
            if (t.hasAt(q, "string ") && q > p) {
                q = skipBlanks(t, q + 7);
            }
            int op = q;
            while (op - q < 4 && ":=?.!+~".indexOf(t.at(op)) >= 0 && t.at(op) != '\0') {
                op++;
            }
            if (op > q && t.at(op - 1) == '=') {
                op += t.at(op) == '>' ? 1 : 0;
                int value = skipBlanks(t, op);
                boolean empty =
                        q == p && op == q + 1 && value > op && startsName(t, value, Math.min(t.length, value + 64));
                return empty ? null : new Gap(value, true, false);
            }
            if (op > q && t.at(q) == ':') {
                int typed = behindType(t, skipBlanks(t, q + 1));
                if (typed > 0) {
                    return new Gap(typed, true, false);
                }
                int value = skipBlanks(t, q + 1);
                int next = nextLine(t, value);
                return next > value ? new Gap(next, closed, false, t.at(value) == '\n') : new Gap(value, closed, false);
            }
            if (t.at(q) == '<' && t.at(q + 1) == '-') {
                return new Gap(skipBlanks(t, q + 2), true, false);
            }
            if (t.at(q) == '-' && t.at(q + 1) == '>' && (closed || q > p)) {
                return new Gap(skipBlanks(t, q + 2), closed, false);
            }
            if (t.at(q) == ','
                    && (closed || (t.at(nameStart - 1) == ':' && Chars.isQuote(t.at(skipBlanks(t, q + 1)))))) {
                return new Gap(skipBlanks(t, q + 1), true, false);
            }
            if (t.hasAt(q, "%3d")) {
                return new Gap(q + 3, true, false);
            }
            if (flag && q > p && t.hasBefore(q, "string   ")) {
                // the help text of a flag, not its value
                return null;
            }
            if (flag && q > p) {
                return t.at(q) == '-' ? null : new Gap(q, true, false);
            }
            if (q > p && t.at(q) == '\'' && !closed) {
                return new Gap(q, false, false);
            }
            if (q > p && t.hasAt(q, "is ")) {
                return new Gap(skipBlanks(t, q + 3), false, false);
            }
            if (q > p && t.hasAt(q, "to ")) {
                return new Gap(skipBlanks(t, q + 3), false, false, true);
            }
            int declared = t.at(nameStart - 1) == '@' && q > p ? behindType(t, q) : 0;
            if (declared > 0) {
                return new Gap(declared, true, false);
            }
            if (t.at(q) == '(' && Chars.isQuote(t.at(q + 1))) {
                return new Gap(q + 1, false, false, true);
            }
            if (q > p && isCommand(t, nameStart, nameEnd)) {
                return new Gap(q, true, false);
            }
            int told = q > p ? behindForm(t, q) : q;
            if (told > q) {
                return new Gap(told, true, false, true);
            }
            if (q > p && (t.wordAt(q) || Chars.isQuote(t.at(q)))) {
                return new Gap(q, closed && Chars.isQuote(t.at(q)), false, true);
            }
            return null;
        }

        /** Where the value starts in {@code name: Type = "value"}, or 0. */
        private static int behindType(Text t, int from) {
            int p = from;
            while (p - from < GAP_LIMIT && (Chars.isWord(t.at(p)) || "_?<>[].&*()".indexOf(t.at(p)) >= 0)) {
                p++;
            }
            int equals = skipBlanks(t, p);
            if (p == from
                    || t.at(equals) != '='
                    || t.at(equals + 1) == '='
                    || !(Chars.isLetter(t.at(from)) || t.at(from) == '&')) {
                return 0;
            }
            int value = skipBlanks(t, equals + 1);
            return Chars.isQuote(t.at(value)) ? value : 0;
        }

        /** The value of {@code variable "name" { default = "value" }}, as Terraform declares one; null where it has none. */
        private static @Nullable Gap behindDefault(Text t, int from) {
            for (int p = from; p - from < 8 * GAP_LIMIT && p < t.length && t.at(p) != '}'; p++) {
                if (Chars.isSpace(t.at(p - 1)) && t.hasAt(p, "default")) {
                    int equals = skipBlanks(t, p + 7);
                    return t.at(equals) == '=' ? new Gap(skipBlanks(t, equals + 1), true, false) : null;
                }
            }
            return null;
        }

        /** {@code ENV NAME value}, {@code setx NAME value}, {@code setenv NAME value}, {@code set -x NAME value}. */
        private static boolean isCommand(Text t, int nameStart, int nameEnd) {
            char before = t.at(nameStart - 1);
            if (!Chars.isBlank(before)) {
                return false;
            }
            boolean capitals = t.between(nameStart, nameEnd).indexOf('_') > 0 && !Chars.isLower(t.at(nameStart));
            return t.hasBefore(nameStart, "setx ")
                    || t.hasBefore(nameStart, "setenv ")
                    || t.hasBefore(nameStart, "set -x ")
                    || t.hasBefore(nameStart, "set -gx ")
                    || t.hasBefore(nameStart, "set -ux ")
                    || (capitals && (t.hasBefore(nameStart, "env ") || t.hasBefore(nameStart, "set ")));
        }

        /** Routers say between the name and the value how it is written: {@code secret 5 $1$…}, {@code key ascii-text …}. */
        private static int behindForm(Text t, int from) {
            if (t.digitAt(from) && Chars.isBlank(t.at(from + 1))) {
                return skipBlanks(t, from + 1);
            }
            for (String form : FORMS) {
                if (t.hasAt(from, form)) {
                    return skipBlanks(t, from + form.length());
                }
            }
            return from;
        }

        /** Where the name is itself a value: {@code <add key="NAME" value="…"/>}, {@code name: NAME} and {@code value: …}. */
        private static @Nullable Gap named(Text t, int nameStart, int p, boolean closed) {
            char before = t.at(nameStart - 1);
            if (t.hasAt(nameStart - 6, "name=\"") && isInput(t, nameStart)) {
                return null;
            }
            boolean introduced = closed
                    ? Chars.isQuote(before) && introduces(t, nameStart - (t.at(nameStart - 2) == '\\' ? 2 : 1))
                    : introduces(t, nameStart);
            if (!introduced) {
                return null;
            }
            if (t.at(p) == '>') {
                return new Gap(skipSpace(t, p + 1), true, true);
            }
            int lines = 0;
            int q = p;
            while (q - p < GAP_LIMIT
                    && (Chars.isSpace(t.at(q)) || t.at(q) == ',' || Chars.isQuote(t.at(q)) || t.at(q) == '\\')) {
                lines += t.at(q) == '\n' ? 1 : 0;
                q++;
            }
            if (lines == 2 && closed) {
                return new Gap(q, true, false);
            }
            if (!t.hasAt(q, "value")) {
                return null;
            }
            q += 5;
            while (q - p < 2 * GAP_LIMIT && (Chars.isQuote(t.at(q)) || t.at(q) == '\\')) {
                q++;
            }
            q = skipBlanks(t, q);
            return t.at(q) == ':' || t.at(q) == '=' ? new Gap(skipBlanks(t, q + 1), true, false) : null;
        }

        /** A field of a web form holds what the page was made with, not what someone typed. */
        private static boolean isInput(Text t, int from) {
            int p = from;
            while (p > 0 && from - p < 64 && t.at(p) != '<') {
                p--;
            }
            return t.hasAt(p, "<input");
        }

        /** Start of the indented line that a YAML value goes on in, after {@code |}, {@code >} or nothing at all. */
        private static int nextLine(Text t, int from) {
            int p = from;
            while (p - from < 2 && (t.at(p) == '|' || t.at(p) == '>' || t.at(p) == '-' || t.at(p) == '+')) {
                p++;
            }
            p += t.at(p) == '\r' ? 1 : 0;
            return t.at(p) == '\n' && Chars.isBlank(t.at(p + 1)) ? skipSpace(t, p) : from;
        }

        private static boolean introduces(Text t, int from) {
            int p = from;
            while (p > 0 && from - p < 8 && (Chars.isBlank(t.at(p - 1)) || t.at(p - 1) == ':' || t.at(p - 1) == '=')) {
                p--;
            }
            if (p == from) {
                return false;
            }
            while (p > 0 && from - p < 16 && (Chars.isQuote(t.at(p - 1)) || t.at(p - 1) == '\\')) {
                p--;
            }
            return t.hasBefore(p, "name") || t.hasBefore(p, "key") || t.hasBefore(p, "id") || t.hasBefore(p, "field");
        }

        private static int skipBlanks(Text t, int from) {
            int i = from;
            while (i - from < GAP_LIMIT && Chars.isBlank(t.at(i))) {
                i++;
            }
            if (t.at(i) == '\\' && (t.at(i + 1) == '\n' || t.at(i + 1) == '\r')) {
                return skipSpace(t, i + 1);
            }
            return i;
        }

        private static int skipSpace(Text t, int from) {
            int i = from;
            while (i - from < GAP_LIMIT && Chars.isSpace(t.at(i))) {
                i++;
            }
            return i;
        }
    }
}
