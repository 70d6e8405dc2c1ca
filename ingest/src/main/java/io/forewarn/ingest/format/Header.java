package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import org.jspecify.annotations.Nullable;

/** Takes apart what stands between a timestamp and the message: level, process, thread, logger, in any order. */
final class Header {
    private static final int REACH = 200;
    private static final int MAX_TOKENS = 9;

    private Header() {}

    /** Fills severity, logger, attributes and message of the draft from {@code line[from..)}. */
    static void read(String line, int from, Draft d, @Nullable Severity known) {
        d.severity = known;
        int level = known == null ? findLevel(line, from, d) : -1;
        level = known == null && level < 0 ? named(line, from, d) : level;
        if (level >= 0) {
            before(line, from, d.messageStart, d);
            after(line, level, d, true);
        } else {
            after(line, from, d, known != null);
        }
    }

    /**
     * The index after the level's token, or -1. Between the timestamp and the level only header-like tokens may stand.
     * Leaves the start of the level in {@code d.messageStart}.
     */
    private static int findLevel(String s, int from, Draft d) {
        int i = skip(s, from);
        int plain = 0;
        int named = 0;
        int limit = Math.min(s.length(), from + REACH);
        for (int token = 0; token < MAX_TOKENS && i < limit; token++) {
            char c = s.charAt(i);
            if (c == '[' || c == '(' || c == '{' || c == '<') {
                int close = Text.close(s, i, REACH);
                if (close < 0) {
                    return -1;
                }
                Severity inside = Levels.bracketed(s, i + 1, close);
                if (inside != null) {
                    d.severity = inside;
                    d.messageStart = i;
                    return close + 1;
                }
                i = skip(s, close + 1);
                continue;
            }
            int end = tokenEnd(s, i);
            if (end == i) {
                i++;
                continue;
            }
            int equals = equalsSign(s, i, end);
            if (equals > 0) {
                // ids in front of the level: "pid=12 tid=abc ERROR: text"
                named++;
                i = skip(s, end);
                continue;
            }
            if (s.charAt(end - 1) == '>' && end - i > 3 && Levels.isUpper(s, i, end)) {
                // Log4perl's "INFO> "
                end--;
            }
            Severity level = named > 0 && !Levels.isUpper(s, i, end) ? null : Levels.level(s, i, end, token, plain);
            if (level == null && token == 2 && plain == 1 && end - i == 1 && isThread(s, skip(s, from))) {
                level = Severities.webSphere(c);
            }
            if (level == null && token > 0 && Levels.isLevelName(s, i)) {
                level = Severities.word(s, i, end);
            }
            if (level == null && plain == 1 && Levels.isSpoken(s, i, end)) {
                level = Levels.category(s, i, end);
            }
            if (level != null) {
                d.severity = level;
                d.messageStart = i;
                return end;
            }
            if (!isHeaderToken(s, i, end)) {
                // "app.ERROR" of Monolog, or one plain word as a logger's name
                int dot = s.lastIndexOf('.', end - 1);
                if (dot > i && token == 0) {
                    Severity last = Severities.word(s, dot + 1, end);
                    if (last != null && Text.at(s, end) == ':') {
                        d.severity = last;
                        d.logger = s.substring(i, dot);
                        d.messageStart = i;
                        return end;
                    }
                }
                plain++;
                boolean parted = isParted(s, end);
                if (!isNameToken(s, i, end) || plain > 2 || (!parted && plain > 1 && !Levels.isUpper(s, i, end))) {
                    return -1;
                }
            }
            i = skip(s, end);
        }
        return -1;
    }

    /** The place of the equals sign in {@code name=value}, or -1. */
    private static int equalsSign(String s, int from, int end) {
        if (Text.at(s, end) != ' ' || !Character.isLetter(s.charAt(from))) {
            return -1;
        }
        for (int i = from + 1; i < end - 1; i++) {
            if (s.charAt(i) == '=') {
                return i;
            }
        }
        return -1;
    }

    /** WebSphere's thread: eight hex digits in front of a short name and the type of event. */
    private static boolean isThread(String s, int from) {
        for (int i = from; i < from + 8; i++) {
            if (Character.digit(Text.at(s, i), 16) < 0) {
                return false;
            }
        }
        return Text.at(s, from + 8) == ' ';
    }

    /** Puppet's {@code /Stage[main]/Ntp (err): text}: the first bracket before a colon, of whatever stands in front. */
    private static int named(String s, int from, Draft d) {
        int word = Text.skipBlanks(s, from);
        int bracket = Text.endOfWord(s, word) + 1;
        int end = Text.at(s, bracket) == '[' ? Text.close(s, bracket, 12) : -1;
        if (end > 0 && Text.at(s, end + 1) == ' ' && word < bracket - 1) {
            // Gitea's "cmd/web.go:242:runWeb() [I] text"
            d.severity = Levels.bracketed(s, bracket + 1, end);
            d.messageStart = bracket;
            return d.severity == null ? -1 : end + 1;
        }
        int close = s.indexOf("): ", from);
        int open = close < 0 || close - from > REACH ? -1 : s.lastIndexOf('(', close);
        if (open <= from || s.charAt(open - 1) != ' ' || close - open > 12) {
            return -1;
        }
        d.severity = Severities.word(s, open + 1, close);
        d.messageStart = open;
        return d.severity == null ? -1 : close + 1;
    }

    /** Numbers, hex, ids and quoted things. */
    private static boolean isHeaderToken(String s, int from, int to) {
        char first = s.charAt(from);
        if (first == '#' || first == '-' || first == '@' || first == '"' || first == '+') {
            return true;
        }
        int digits = 0;
        int other = 0;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (Text.isDigit(c)) {
                digits++;
            } else if (!(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F') && c != '-' && c != '.') {
                other++;
            }
        }
        return (digits > 0 && other <= 1) || Text.isDigit(first);
    }

    private static boolean isNameToken(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (!Text.isName(c) && ":@#[]()".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isParted(String s, int end) {
        int i = Text.skipBlanks(s, end);
        char c = Text.at(s, i);
        return c == '|' || c == '[' || Text.at(s, end) == ':' || (c == '-' && Text.at(s, i + 1) == ' ');
    }

    private static int tokenEnd(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) > ' ' && "|,;[]()/:\"".indexOf(s.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int skip(String s, int from) {
        int i = from;
        while (i < s.length()) {
            char c = s.charAt(i);
            boolean dash = c == '-' && (Text.at(s, i + 1) == ' ' || Text.at(s, i + 1) == '-');
            if (c != ' ' && c != '\t' && c != '|' && c != ',' && c != ';' && c != ':' && c != '/' && c != '"'
                    && c != ']' && !dash) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Process, thread and logger that stand in front of the level. */
    private static void before(String s, int from, int to, Draft d) {
        int i = skip(s, from);
        while (i < to) {
            char c = s.charAt(i);
            int end = c == '[' || c == '(' ? Text.close(s, i, REACH) : tokenEnd(s, i);
            if (end <= i || end > to) {
                return;
            }
            String token = c == '[' || c == '(' ? s.substring(i + 1, end).strip() : s.substring(i, end);
            if (c == '[' || c == '(') {
                d.attribute("thread.name", token);
            } else if (Text.isNumber(token, 0, token.length())) {
                d.attribute(d.attributes().containsKey("process.pid") ? "thread.id" : "process.pid", token);
            } else if (equalsSign(s, i, end) > 0) {
                int equals = equalsSign(s, i, end);
                d.attribute(s.substring(i, equals), s.substring(equals + 1, end));
            } else if (d.logger == null && Character.isLetter(token.charAt(0)) && token.length() > 1) {
                d.logger = token;
            }
            i = skip(s, end + (c == '[' || c == '(' ? 1 : 0));
        }
    }

    /** Threads and the logger behind the level; then the message. */
    private static void after(String s, int from, Draft d, boolean levelled) {
        int i = separators(s, from);
        if (levelled) {
            i = processId(s, i, d);
            int groups = 0;
            while (groups < 5 && (Text.at(s, i) == '[' || (Text.at(s, i) == '(' && groups > 0 && d.logger != null))) {
                int close = Text.close(s, i, REACH);
                if (close < 0 || close + 1 >= s.length()) {
                    break;
                }
                String name = s.substring(i + 1, close).strip();
                if (d.logger == null && isDotted(name)) {
                    d.logger = name;
                } else {
                    d.attribute(groups == 0 ? "thread.name" : "log.context." + groups, name);
                }
                i = separators(s, close + 1);
                groups++;
            }
            i = processId(s, i, d);
            if (groups > 0 && Text.at(s, i) == '[' && d.attributes().containsKey("process.pid")) {
                // Spring's thread behind the process, after Sleuth's ids
                int close = Text.close(s, i, REACH);
                i = close < 0 ? i : separators(s, close + 1);
            }
        }
        boolean parted = levelled && i > 3 && s.startsWith("] - ", i - 4) && !isQualified(s, i);
        d.message(s, parted ? i : d.logger == null || !levelled ? Loggers.read(s, i, d, levelled) : separators(s, i));
    }

    /** Behind {@code [main] - } stands the message, unless it is a class or a package that does. */
    private static boolean isQualified(String s, int from) {
        int end = Text.endOfWord(s, from);
        int dot = s.indexOf('.', from);
        return dot > from && dot < end - 1 && Text.isLetter(s.charAt(dot + 1));
    }

    /** {@code org.jboss.as}, {@code connect.client:69}; thread names have no dots. */
    private static boolean isDotted(String name) {
        boolean dot = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            dot |= c == '.' && i > 0;
            if (!Character.isLetterOrDigit(c) && "._$:".indexOf(c) < 0) {
                return false;
            }
        }
        return dot && Character.isLetter(name.charAt(0));
    }

    /** Spring Boot: {@code 1234 --- [main] logger}. */
    private static int processId(String s, int i, Draft d) {
        int run = Text.digits(s, i);
        if (run == 0) {
            return i;
        }
        int dashes = Text.skipBlanks(s, i + run);
        if (s.startsWith("---", dashes)) {
            d.attribute("process.pid", s.substring(i, i + run));
            return Text.skipBlanks(s, dashes + 3);
        }
        return i;
    }

    static int separators(String s, int from) {
        int i = from;
        while (i < s.length()) {
            char c = s.charAt(i);
            boolean dash =
                    c == '-' && (Text.at(s, i + 1) == ' ' || Text.at(s, i + 1) == '-' || Text.at(s, i - 1) == '-');
            if (c != ' ' && c != '\t' && c != ':' && c != '|' && c != ',' && c != ';' && c != ']' && c != '>'
                    && !dash) {
                break;
            }
            i++;
        }
        return i;
    }
}
