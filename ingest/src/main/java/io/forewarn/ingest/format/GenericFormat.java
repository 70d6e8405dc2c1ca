package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "Timestamp level thread logger message" in the arrangements of log4j, logback, java.util.logging, Python, Ruby, Rust,
 * Go, .NET and of everything that imitates them: a timestamp near the start, and a header of levels, numbers, bracketed
 * words and a logger between it and the message.
 */
final class GenericFormat implements LogFormat {
    /** Characters in front of the timestamp: a level, a thread, a file name. */
    private static final int FRONT = 110;

    static final String ID = "generic";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "2015-10-18 18:01:47,978 INFO [main] org.example.app.Master: Created master for application",
                "17/06/09 20:10:40 INFO executor.Backend: Registered signal handlers for [TERM, HUP, INT]",
                "2023-01-01 12:00:00.123  WARN 1234 --- [           main] c.e.Application   : Slow start",
                "12:00:00.123 [main] DEBUG c.e.Service - connected",
                "[2023-01-01 12:00:00,123] {task.py:876} INFO - Marking task as SUCCESS",
                "2023-01-01 12:00:00.123 | INFO     | app.main:run:12 - started",
                "INFO  [main] 2023-01-01 12:00:00,123 Daemon.java:89 - Node started",
                "I, [2023-01-01T12:00:00.123456 #1234]  INFO -- : ready",
                "2012-07-02 10:22:40,672:DEBUG:foo bar baz");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private final Clues clues;

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            int start = opening(line, 0);
            int end = clues.timestamp(line, start, d);
            if (end < 0 || isBareNumber(end)) {
                boolean weak = end > 0 && isAlone(line, start, end);
                if (line.charAt(0) == '[' && levelFirst(line, d)) {
                    return Match.STRONG;
                }
                Match late = late(line, start, d);
                late = late == Match.NONE ? inColumn(line, d) : late;
                return late == Match.NONE && weak ? bare(line, start, d) : late;
            }
            if (!Brackets.rest(line, start, end, d, null)) {
                Header.read(line, afterTimestamp(line, start, end), d, null);
                kafka(line, start, end, d);
            }
            return Match.STRONG;
        }

        /** Tornado's {@code [W 240809 10:11:12 web:12] text}: a level in front of the timestamp, both in one bracket. */
        private boolean levelFirst(String line, Draft d) {
            int word = Text.skipBlanks(line, 1);
            int end = Text.endOfWord(line, word);
            char c = Text.at(line, word);
            Severity level = end == word + 1
                    ? (c == 'N' ? Severity.INFO : Severities.letter(c))
                    : Severities.word(line, word, Math.min(end, line.length()));
            int from = Text.skipBlanks(line, end);
            int stop = level == null || !Text.isDigit(Text.at(line, from)) ? -1 : clues.timestamp(line, from, d);
            int close = stop < 0 || clues.stamp.month == 0 ? -1 : line.indexOf(']', stop);
            if (close < 0 || close - stop > 100) {
                return false;
            }
            d.severity = level;
            d.attribute("log.context", line.substring(stop, close).strip());
            d.message(line, Header.separators(line, close + 1));
            return true;
        }

        /**
         * A whole date that fills a bracket or a column behind plain words: {@code printer bob 12 [09/Aug/2024:10:11:12
         * +0000] …}, {@code INFO   | jvm 1    | 2024/08/09 10:11:12 | text}.
         */
        private Match inColumn(String line, Draft d) {
            int limit = Math.min(line.length() - 1, FRONT / 2);
            for (int i = 1; i < limit; i++) {
                char c = line.charAt(i);
                if (c != '[' && c != '|') {
                    continue;
                }
                int from = c == '[' ? i + 1 : Text.skipBlanks(line, i + 1);
                int end = Text.isDigit(Text.at(line, from)) ? clues.timestamp(line, from, d) : -1;
                int close = end < 0 ? -1 : c == '[' ? end : Text.skipBlanks(line, end);
                // tables in messages have dates in their columns too
                if (close < 0
                        || (c == '|' && !startsInCapitals(line))
                        || clues.stamp.year == 0
                        || Text.at(line, close) != (c == '[' ? ']' : '|')) {
                    continue;
                }
                Severity level = c == '|' ? Severities.word(line, 0, Text.endOfWord(line, 0)) : null;
                Header.read(line, close + 1, d, level);
                return Match.STRONG;
            }
            return Match.NONE;
        }

        private static boolean startsInCapitals(String line) {
            int end = Text.letters(line, 0);
            return end > 3 && line.charAt(end - 1) <= 'Z' && line.charAt(1) <= 'Z' && Text.at(line, end) <= '|';
        }

        /** Kafka's {@code [time] LEVEL text (logger)}: what is bracketed in front belongs to the text. */
        private static void kafka(String line, int start, int end, Draft d) {
            int open = start == 1 && Text.at(line, end) == ']' && line.endsWith(")") ? line.lastIndexOf(" (") : -1;
            if (open < 0 || d.severity == null || d.logger != null || line.indexOf('.', open) < 0) {
                return;
            }
            for (int i = open + 2; i < line.length() - 1; i++) {
                if (!Text.isName(line.charAt(i))) {
                    return;
                }
            }
            int level = Text.skipBlanks(line, end + 1);
            int text = Text.skipBlanks(line, Text.endOfWord(line, level));
            if (text < open && Severities.word(line, level, Text.endOfWord(line, level)) != null) {
                d.attribute("thread.name", null);
                d.logger = line.substring(open + 2, line.length() - 1);
                d.message(line.substring(0, open), text);
            }
        }

        /** Seconds in front of every line are a timestamp, on one line they are any number. */
        private Match bare(String line, int start, Draft d) {
            d.clear();
            int end = clues.timestamp(line, start, d);
            Header.read(line, afterTimestamp(line, start, end), d, null);
            return Match.WEAK;
        }

        /** {@code 1706933106 text}, {@code 1706933106: text} and {@code [1706933106] text}. */
        private static boolean isAlone(String line, int start, int end) {
            char c = Text.at(line, end);
            boolean parted = start == 0 ? c == ' ' || c == ':' : start == 1 && line.charAt(0) == '[' && c == ']';
            int text = c == ' ' ? end + 1 : end + 2;
            return parted && text < line.length() && line.charAt(text - 1) == ' ';
        }

        /** A number of seconds alone proves nothing unless it has a fraction or a level follows. */
        private boolean isBareNumber(int end) {
            return clues.stamp.epoch && clues.stamp.nano == 0 && end > 0;
        }

        /** The timestamp stands behind a level, a thread, a process or a file name. */
        private Match late(String line, int start, Draft d) {
            int limit = Math.min(line.length(), FRONT);
            int i = start > 0 && line.charAt(start - 1) == '[' ? start - 1 : start;
            Severity level = null;
            int words = 0;
            while (i < limit && words < 5) {
                char c = line.charAt(i);
                if (c == '[' || c == '(' || c == '{') {
                    int end = clues.timestamp(line, i + 1, d);
                    if (end > 0 && !isBareNumber(end)) {
                        return accept(line, i + 1, end, d, level);
                    }
                    int close = Text.close(line, i, 80);
                    if (close < 0) {
                        return Match.NONE;
                    }
                    Severity inside =
                            Severities.word(line.substring(i + 1, close).strip());
                    level = level == null ? inside : level;
                    i = opening(line, close + 1);
                    words++;
                    continue;
                }
                int end = Text.isDigit(c) || Character.isUpperCase(c) ? clues.timestamp(line, i, d) : -1;
                boolean known = level != null;
                // a time of day alone may be any number in a text
                if (end > 0 && (words > 0 || known) && (known || (!isBareNumber(end) && !isTimeAlone()))) {
                    return accept(line, i, end, d, level);
                }
                int counted = Text.isDigit(c) ? counted(line, i, d) : -1;
                if (counted > 0) {
                    return accept(line, counted, clues.stamp.end, d, level);
                }
                int word = levelEnd(line, i, wordEnd(line, i));
                Severity stated = Severities.word(line, i, word);
                int colon = line.lastIndexOf(':', word - 1);
                if (stated == null && words == 0 && colon > i + 1 && colon < word - 1) {
                    // zigbee2mqtt's "Zigbee2MQTT:info "
                    stated = Severities.word(line, colon + 1, word);
                }
                if (stated == null && word == i + 1 && words == 0) {
                    stated = Severities.letter(c);
                }
                if (stated != null && level == null) {
                    level = stated;
                } else if (!isHeaderWord(line, i, word) && !(words == 0 && isFront(line, i, word, d))) {
                    return Match.NONE;
                }
                words++;
                int next = opening(line, word);
                if (next == i) {
                    return Match.NONE;
                }
                i = next;
            }
            return Match.NONE;
        }

        private static Match accept(String line, int start, int end, Draft d, @Nullable Severity level) {
            if (!Brackets.rest(line, start, end, d, level)) {
                Header.read(line, afterTimestamp(line, start, end), d, level);
            }
            // a date in the middle of a sentence is no header: the front must be short or have a level or a bracket
            return d.severity != null || start < 48 || line.charAt(start - 1) == '[' ? Match.STRONG : Match.NONE;
        }

        private static boolean isHeaderWord(String line, int from, int to) {
            boolean plain = true;
            for (int k = from; k < to; k++) {
                if (!Character.isLetter(line.charAt(k))) {
                    plain = false;
                }
            }
            return !plain
                    && to > from
                    && to - from <= 64
                    && line.charAt(to - 1) != ':'
                    && line.indexOf('=', from) != to;
        }

        private boolean isTimeAlone() {
            return !clues.stamp.epoch && clues.stamp.month == 0;
        }

        /** Numbers and colons in front of a whole date: Zabbix's {@code 812:20240708:091011.123}, {@code 12: 2024-07-08 …}. */
        private int counted(String line, int from, Draft d) {
            int i = from;
            for (int k = 0; k < 5 && Text.digits(line, i) > 0; k++) {
                i += Text.digits(line, i);
                if (Text.at(line, i) != ':') {
                    return -1;
                }
                i = Text.skipBlanks(line, i + 1);
                int run = Text.digits(line, i);
                if ((run == 4 || run == 8) && clues.timestamp(line, i, d) > 0 && clues.stamp.year > 0) {
                    return i;
                }
            }
            return -1;
        }

        /** What may stand in front of a bracket or a date at the start, though it is a plain word. */
        private boolean isFront(String line, int from, int word, Draft d) {
            if (word == from || isBeforeDate(line, word)) {
                return word > from;
            }
            if (line.charAt(word - 1) == ':') {
                // "TID: [-1234] [] [2024-…"
                return word - from < 8 && Text.at(line, word + 1) == '[' && Character.isUpperCase(line.charAt(from));
            }
            boolean letter = word == from + 1 && Text.at(line, word) == ' ';
            boolean dated = (letter || Text.at(line, word) == '\t')
                    && Text.isDigit(Text.at(line, word + 1))
                    && clues.timestamp(line, word + 1, d) > 0
                    && clues.stamp.year > 0;
            return dated && (letter || Text.at(line, clues.stamp.end) == '\t');
        }

        /** One plain word may stand in front of a complete date: {@code http 2018-07-02T22:23:00Z …}. */
        private static boolean isBeforeDate(String line, int end) {
            return Text.at(line, end) == ' ' && Text.digits(line, end + 1) == 4 && Text.at(line, end + 11) == 'T';
        }

        private static int wordEnd(String s, int from) {
            int i = from;
            while (i < s.length() && s.charAt(i) > ' ' && ",|]".indexOf(s.charAt(i)) < 0) {
                i++;
            }
            return i;
        }

        /** geth aligns its levels and puts the bracket behind them: {@code ERROR[03-04|05:06:07.123] text}. */
        private static int levelEnd(String s, int from, int word) {
            int bracket = s.indexOf('[', from);
            return bracket > from && bracket < word && Severities.word(s, from, bracket) != null ? bracket : word;
        }

        private static int opening(String s, int from) {
            int i = from;
            while (i < s.length() && " \t\"',|<-:".indexOf(s.charAt(i)) >= 0 && i - from < 8) {
                i++;
            }
            if (from == 0 && s.startsWith("####<")) {
                // WebLogic
                return 5;
            }
            if (from == 0 && s.startsWith("[#|")) {
                // GlassFish before 4
                return 3;
            }
            if (from == 0 && i == 0 && s.length() > 1 && s.charAt(0) == '*' && Character.isUpperCase(s.charAt(1))) {
                // IOS, whose clock was never set by a server
                return 1;
            }
            return from == 0 && i < s.length() && (s.charAt(i) == '[' || s.charAt(i) == '(') ? inside(s, i) : i;
        }

        /** A bracket at the very start may hold the timestamp. */
        private static int inside(String s, int bracket) {
            char c = Text.at(s, bracket + 1);
            return Text.isDigit(c) || Calendars.weekday(s, bracket + 1, Math.min(s.length(), bracket + 4))
                    ? bracket + 1
                    : bracket;
        }

        private static int afterTimestamp(String s, int start, int end) {
            char before = Text.at(s, start - 1);
            char c = Text.at(s, end);
            boolean closes = (before == '[' && c == ']')
                    || (before == '(' && c == ')')
                    || (before == '"' && c == '"')
                    || (before == '{' && c == '}');
            int p = closes || c == '>' ? end + 1 : end;
            return p < s.length() && ",:|;".indexOf(s.charAt(p)) >= 0 ? p + 1 : p;
        }
    }
}
