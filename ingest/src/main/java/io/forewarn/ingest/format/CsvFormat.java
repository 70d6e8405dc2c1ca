package io.forewarn.ingest.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Comma, semicolon or tab separated values whose first line names a time and a message or level column; also values with
 * blanks between, as of the flow logs of clouds, where the first line can be no sentence.
 */
final class CsvFormat implements LogFormat {
    private static final List<String> TIMES =
            List.of("timestamp", "time", "date", "datetime", "ts", "@timestamp", "created_at", "start");
    private static final List<String> OTHERS = List.of(
            "message", "msg", "level", "severity", "log", "text", "event", "body", "status", "content", "action");

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public List<String> examples() {
        return List.of("timestamp,level,message", "time;severity;text");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private final Clues clues;
        private List<String> names = List.of();
        private char separator;
        private String header = "";

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            if (names.isEmpty()) {
                return header(line, d) ? Match.STRONG : Match.NONE;
            }
            if (line.equals(header)) {
                return header(line, d) ? Match.STRONG : Match.NONE;
            }
            List<String> values = Columns.split(line, separator);
            if (values.size() != names.size()) {
                return Match.NONE;
            }
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    fields.put(names.get(i), values.get(i).strip());
                }
            }
            JsonRoles.fill(fields, line, d, clues);
            return d.timestamp == null ? Match.NONE : Match.STRONG;
        }

        private boolean header(String line, Draft d) {
            if (line.length() > 2000 || Text.digits(line, 0) > 0) {
                return false;
            }
            for (char c : new char[] {',', '\t', ';'}) {
                if (line.indexOf(c) > 0 && names(line, c)) {
                    separator = c;
                    header = line;
                    d.structured = true;
                    d.message(line, 0);
                    return true;
                }
            }
            if (isTable(line) && names(line, ' ')) {
                separator = ' ';
                header = line;
                d.structured = true;
                d.message(line, 0);
                return true;
            }
            return false;
        }

        /** Eight lower-case names or more, some of two parts: {@code version account-id … start end action}. */
        private static boolean isTable(String line) {
            int blanks = 0;
            int joined = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                blanks += c == ' ' ? 1 : 0;
                joined += c == '-' || c == '_' ? 1 : 0;
                if (c != ' ' && c != '-' && c != '_' && !Text.isDigit(c) && !(c >= 'a' && c <= 'z')) {
                    return false;
                }
            }
            return blanks >= 7 && joined >= 2;
        }

        private boolean names(String line, char c) {
            List<String> columns =
                    Columns.split(line, c).stream().map(String::strip).toList();
            List<String> lower =
                    columns.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
            boolean known =
                    lower.stream().anyMatch(TIMES::contains) && lower.stream().anyMatch(OTHERS::contains);
            boolean words = lower.stream().allMatch(n -> !n.isEmpty() && n.length() < 48 && n.indexOf('=') < 0);
            if (!known || !words || columns.stream().distinct().count() < columns.size()) {
                return false;
            }
            names = columns;
            return true;
        }
    }
}
