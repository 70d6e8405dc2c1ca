package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's stderr log. The prefix is whatever {@code log_line_prefix} says; the {@code LEVEL:  } with two blanks
 * marks it. DETAIL, HINT, CONTEXT, QUERY and STATEMENT lines join the message of their process before them.
 */
final class PostgresFormat implements LogFormat {
    private static final Set<String> LEVELS = Set.of(
            "LOG", "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE", "INFO", "DEBUG", "DEBUG1", "DEBUG2", "DEBUG3",
            "DEBUG4", "DEBUG5");
    private static final Set<String> PARTS =
            Set.of("DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY", "LOCATION", "BACKTRACE");

    @Override
    public String id() {
        return "postgresql";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "2025-08-13 01:46:12.212 PDT [12389] ERROR:  relation \"missing\" does not exist at character 15",
                "2025-08-13 01:46:12.212 UTC [12389] app@shop LOG:  checkpoint starting: time",
                "2025-08-13 01:46:12 UTC:10.0.0.5(51432):app@shop:[12389]:FATAL:  too many connections");
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
            int colon = line.indexOf(":  ");
            if (colon < 3 || colon > 300) {
                return Match.NONE;
            }
            int word = colon;
            while (word > 0 && isLevelChar(line.charAt(word - 1))) {
                word--;
            }
            String level = line.substring(word, colon);
            boolean part = PARTS.contains(level);
            if (!part && !LEVELS.contains(level)) {
                return Match.NONE;
            }
            if (line.startsWith("psql:")) {
                return script(line, word, level, d);
            }
            int start = Text.at(line, 0) == '[' ? 1 : 0;
            int end = clues.timestamp(line, start, d);
            if (end < 0 && word == 0) {
                if (Text.at(line, colon + 3) == ' ') {
                    // uvicorn pads its levels
                    return Match.NONE;
                }
                // an empty prefix, as psql and initdb show messages
                d.severity = part ? null : Severities.word(level);
                d.message(line, colon + 3);
                return part ? Match.NONE : Match.WEAK;
            }
            if (end > word || quoted(line, Math.max(end, 0), word)) {
                return Match.NONE;
            }
            prefix(line.substring(Math.max(end, 0), word), d);
            if (end < 0 && d.joinKey == null) {
                return Match.NONE;
            }
            d.message(line, colon + 3);
            if (part) {
                d.logger = level;
                return Match.JOINS;
            }
            d.severity = Severities.word(level);
            code(line, colon + 3, d);
            return Match.STRONG;
        }

        /** {@code psql:load.sql:1: ERROR:  …}, or what psql says of itself, which is a sentence to its end. */
        private static Match script(String line, int word, String level, Draft d) {
            String own = "psql: error: ";
            if (line.startsWith(own)) {
                d.severity = Severity.ERROR;
                d.message(line, own.length());
                return Match.STRONG;
            }
            int close = word - 2;
            int number = line.lastIndexOf(':', close - 1);
            if (PARTS.contains(level) || number < 6 || !Text.isNumber(line, number + 1, close)) {
                return Match.NONE;
            }
            d.attribute("code.file.path", line.substring(5, number));
            d.attribute("code.line.number", line.substring(number + 1, close));
            d.severity = Severities.word(level);
            d.message(line, word + level.length() + 3);
            return Match.STRONG;
        }

        private static boolean isLevelChar(char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '1' && c <= '5');
        }

        /** Whether another program's record quotes the message: it has a level of its own, or opens what ends behind it. */
        private static boolean quoted(String line, int from, int to) {
            char before = Text.at(line, to - 1);
            if (before == '(' || before == '"' || before == '\'') {
                return true;
            }
            int i = from;
            while (i < to) {
                int end = i;
                while (end < to && isLevelChar(line.charAt(end))) {
                    end++;
                }
                boolean alone = Text.at(line, end) == ' ' || Text.at(line, end) == ':' || Text.at(line, end) == ']';
                if (alone && end - i > 2 && Severities.word(line.substring(i, end)) != null) {
                    return true;
                }
                i = Math.max(end, i) + 1;
            }
            return false;
        }

        /** Process, user, database, client and application, by their shapes. */
        private static void prefix(String prefix, Draft d) {
            StringBuilder other = new StringBuilder();
            int i = 0;
            while (i < prefix.length()) {
                char c = prefix.charAt(i);
                if (c == '[') {
                    int close = Text.close(prefix, i, 80);
                    if (close > 0) {
                        process(prefix.substring(i + 1, close), d, other);
                        i = close + 1;
                        continue;
                    }
                }
                int end = i;
                while (end < prefix.length() && prefix.charAt(end) > ' ' && ",;[".indexOf(prefix.charAt(end)) < 0) {
                    end++;
                }
                if (end > i) {
                    word(prefix.substring(i, end), d, other);
                }
                i = Math.max(end, i + 1);
            }
            if (!other.isEmpty()) {
                d.attribute("log.prefix", other.toString());
            }
            d.joinKey = d.attributes().getOrDefault("process.pid", "");
        }

        /** Keeps what has no known shape, such as the name of an application or a command tag. */
        private static void keep(String word, StringBuilder other) {
            if (word.chars().anyMatch(Character::isLetter) && !word.equals("local") && !word.equals("unknown")) {
                other.append(other.isEmpty() ? "" : " ").append(word);
            }
        }

        private static void process(String inside, Draft d, StringBuilder other) {
            int digits = Text.digits(inside, 0);
            if (digits > 0 && (digits == inside.length() || inside.charAt(digits) == '-')) {
                d.attribute("process.pid", inside.substring(0, digits));
            } else if (!inside.equals("unknown") && inside.indexOf('@') > 0) {
                word(inside, d, other);
            } else if (inside.indexOf(' ') < 0 && inside.indexOf('.') > 0) {
                d.attribute("session.id", inside);
            } else {
                keep(inside, other);
            }
        }

        private static void word(String w, Draft d, StringBuilder other) {
            for (String field : w.indexOf('=') > 0 ? new String[] {w} : w.split(":", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    named(field.substring(0, equals), field.substring(equals + 1), d);
                } else if (field.indexOf('@') >= 0) {
                    int at = field.indexOf('@');
                    d.attribute("db.user", field.substring(0, at));
                    d.attribute("db.namespace", field.substring(at + 1));
                } else if (field.indexOf('(') > 0 && field.endsWith(")")) {
                    d.attribute("client.address", field.substring(0, field.indexOf('(')));
                } else if (Text.isNumber(field, 0, field.length())
                        && !d.attributes().containsKey("process.pid")) {
                    d.attribute("process.pid", field);
                } else {
                    keep(field, other);
                }
            }
        }

        private static void named(String name, String value, Draft d) {
            if (value.isEmpty()) {
                return;
            }
            String key = switch (name.toLowerCase(Locale.ROOT)) {
                case "user" -> "db.user";
                case "db", "database" -> "db.namespace";
                case "host", "client", "remote" -> "client.address";
                case "app", "application" -> "db.application";
                case "pid", "p" -> "process.pid";
                default -> name;
            };
            d.attribute(key, value);
        }

        /** {@code %e} in the prefix or verbose errors: {@code 42P01: relation …}. */
        private static void code(String line, int from, Draft d) {
            if (Text.at(line, from + 5) == ':' && Text.at(line, from + 6) == ' ') {
                String code = line.substring(from, from + 5);
                if (code.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
                        && code.chars().anyMatch(Character::isDigit)) {
                    d.attribute("db.response.status_code", code);
                    d.messageStart = from + 7;
                }
            }
        }

        @Override
        public void join(Draft target, Draft part) {
            @Nullable String name = part.logger;
            if (name != null) {
                target.append(name + ":  " + part.message());
            }
        }
    }
}
