package io.forewarn.ingest.format;

import java.util.Locale;
import java.util.Set;

/** Finds the logger's or component's name at the start of the rest of a line. */
final class Loggers {
    /** Words before a colon that belong to the message. */
    private static final Set<String> SPEECH = Set.of(
            "error",
            "warning",
            "warn",
            "info",
            "note",
            "http",
            "https",
            "jdbc",
            "caused",
            "reason",
            "failed",
            "failure",
            "exception",
            "fatal",
            "hint",
            "detail",
            "message",
            "usage",
            "cause",
            "get",
            "post",
            "put",
            "delete",
            "todo");

    private static final int LONGEST = 160;

    private Loggers() {}

    /** Sets the draft's logger if a name stands at {@code i} and returns where the message starts. */
    static int read(String s, int from, Draft d, boolean levelled) {
        // Flask: "INFO in module: text"
        int i = levelled && s.startsWith("in ", from) && Text.at(s, Text.endOfWord(s, from + 3) - 1) == ':'
                ? from + 3
                : from;

        int end = i;
        int n = Math.min(s.length(), i + LONGEST);
        while (end < n && (Text.isName(s.charAt(end)) || isInner(s, end))) {
            end++;
        }
        if (Text.at(s, end) == '[' && Text.at(s, end - 1) == '.') {
            // Tomcat's containers: o.a.c.c.C.[.[.[/].[dispatcherServlet]
            int colon = s.indexOf(" : ", end);
            end = colon > 0 && colon < n ? s.lastIndexOf(']', colon) + 1 : end;
        }
        if (end == i || end >= s.length() || !isNameStart(s.charAt(i))) {
            return i;
        }
        char c = s.charAt(end);
        if (c == '|') {
            return piped(s, i, end, d);
        }
        if (c == ':' && (Text.at(s, end + 1) == ' ' || Text.at(s, end + 1) == '\t')) {
            return colon(s, i, end, d, levelled);
        }
        if (c == '[' && levelled && Text.digits(s, end + 1) > 0) {
            // name[pid]
            int close = Text.close(s, end, 24);
            int next = close < 0 ? -1 : Text.skipBlanks(s, close + 1);
            if (close > 0 && (Text.at(s, close + 1) == ' ' || Text.at(s, close + 1) == ':')) {
                d.logger = s.substring(i, end);
                d.attribute("process.pid", s.substring(end + 1, close));
                return contexts(s, Text.at(s, close + 1) == ':' ? Text.skipBlanks(s, close + 2) : next, d);
            }
            return i;
        }
        int inner = levelled && Text.at(s, i - 1) == ':' ? s.indexOf(':', i) : -1;
        if (inner > i && inner < end && Character.isLetter(s.charAt(i))) {
            // 2015-03-12T23:16:52.071:INFO:com.root:text
            d.logger = s.substring(i, inner);
            return inner + 1;
        }
        if (c != ' ' && c != '\t') {
            return i;
        }
        return blank(s, i, end, d, levelled);
    }

    private static int colon(String s, int i, int end, Draft d, boolean levelled) {
        String name = s.substring(i, end);
        boolean type = name.endsWith("Exception") || name.endsWith("Error");
        if (type || SPEECH.contains(name.toLowerCase(Locale.ROOT)) || (!levelled && !isSmallName(name))) {
            return i;
        }
        d.logger = d.logger == null ? name : d.logger;
        return Text.skipBlanks(s, end + 1);
    }

    private static int blank(String s, int i, int end, Draft d, boolean levelled) {
        int next = Text.skipBlanks(s, end);
        char after = Text.at(s, next);
        boolean dash = after == '-' && Text.at(s, next + 1) == ' ';
        if (dash && (levelled || s.indexOf('.', i) < end)) {
            d.logger = s.substring(i, end);
            return Text.skipBlanks(s, next + 2);
        }
        if (s.startsWith("*64 - ", next) || s.startsWith("*32 - ", next)) {
            // how wide Windows says that a program is
            d.logger = s.substring(i, end);
            return next + 6;
        }
        if (!levelled) {
            return i;
        }
        if (after == ':' && Text.at(s, next + 1) == ' ') {
            d.logger = s.substring(i, end);
            return Text.skipBlanks(s, next + 2);
        }
        boolean dotted = s.charAt(end - 1) != '.' && Text.countOf(s, '.', i, end) >= 1 && s.charAt(i) >= 'a';
        if (after == '[' && (dotted || end - i > 2) && s.charAt(end) == ' ' && dotted) {
            d.logger = s.substring(i, end);
            return contexts(s, next, d);
        }
        int ndc = after == '[' ? Text.close(s, next, 80) : -1;
        if (ndc > 0 && s.startsWith(" - ", ndc + 1) && Character.isLetter(s.charAt(i))) {
            // log4net's nested context
            d.logger = s.substring(i, end);
            return contexts(s, next, d);
        }
        if (after == '[' && next - end >= 2 && Character.isUpperCase(s.charAt(i)) && end - i < 12) {
            // MongoDB before 4.4 aligns its components
            int close = Text.close(s, next, 80);
            d.logger = s.substring(i, end);
            d.attribute("thread.name", close < 0 ? null : s.substring(next + 1, close));
            return close < 0 ? next : Text.skipBlanks(s, close + 1);
        }
        boolean column = next - end >= 3 || s.charAt(end) == '\t';
        boolean qualified = dotted && Text.countOf(s, '.', i, end) >= 2 && Character.isLetter(s.charAt(i));
        if (d.logger == null && (column || qualified) && next < s.length()) {
            d.logger = s.substring(i, end);
            return next;
        }
        return i;
    }

    /** {@code [req-1 user] [Session] -- text}: bracketed words in front of the message. */
    private static int contexts(String s, int from, Draft d) {
        int i = from;
        for (int k = 1; k < 4 && Text.at(s, i) == '['; k++) {
            int close = Text.close(s, i, 240);
            if (close < 0 || Text.skipBlanks(s, close + 1) >= s.length()) {
                return i;
            }
            int next = Text.skipBlanks(s, close + 1);
            boolean parted = Text.at(s, next) == '-' || Text.at(s, next) == ':';
            if (k > 1 && !parted) {
                // what follows the first bracket is more often a part of the message
                return i;
            }
            d.attribute("log.context." + k, s.substring(i + 1, close));
            i = Header.separators(s, close + 1);
        }
        return i;
    }

    /** {@code Step|30002312|text}: columns up to the last bar. */
    private static int piped(String s, int i, int end, Draft d) {
        d.logger = d.logger == null ? s.substring(i, end) : d.logger;
        int p = end + 1;
        int bar = s.indexOf('|', p);
        while (bar > 0 && bar - p < 32 && s.indexOf(' ', p) != p && !hasBlank(s, p, bar)) {
            d.appendAttribute("log.context", s.substring(p, bar));
            p = bar + 1;
            bar = s.indexOf('|', p);
        }
        return Text.skipBlanks(s, p);
    }

    private static boolean hasBlank(String s, int from, int to) {
        int blank = s.indexOf(' ', from);
        return blank >= 0 && blank < to;
    }

    /** {@code ::} of Rust and C++, {@code :12} of a source position, {@code @} and {@code #} inside a name. */
    private static boolean isInner(String s, int i) {
        char c = s.charAt(i);
        char next = Text.at(s, i + 1);
        if (c == ':') {
            return next != ' '
                    && next != 0
                    && next != '\t'
                    && (Text.isName(next) || next == ':' || next == '<')
                    && next != '/';
        }
        return c == '@' || c == '#' || c == '<' || (c == '>' && next != ' ');
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '.' || c == '<' || c == '$';
    }

    /** Without a level only {@code main.go:12} and lower-case program names count. */
    private static boolean isSmallName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' && name.indexOf('.') < 0) {
                return false;
            }
        }
        return name.length() < 48;
    }
}
