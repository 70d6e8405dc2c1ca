package io.forewarn.ingest.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code time="…" level=info msg="…" key=value}. */
final class LogfmtFormat implements LogFormat {
    @Override
    public String id() {
        return "logfmt";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "time=\"2023-01-01T12:00:00Z\" level=info msg=\"server started\" port=8080",
                "ts=2023-01-01T12:00:00.123Z caller=main.go:12 level=warn component=tsdb msg=\"slow\"");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int from = Text.at(line, 0) == '<' ? afterPriority(line) : 0;
            char c = Text.at(line, from);
            if (!Character.isLetter(c) && c != '@' && c != '_') {
                return Match.NONE;
            }
            int equals = keyEnd(line, from);
            if (Text.at(line, equals) != '=') {
                return Match.NONE;
            }
            Map<String, String> fields = new LinkedHashMap<>();
            int words = pairs(from == 0 ? line : line.substring(from), fields);
            if (fields.size() < 2 || words > fields.size() / 2) {
                return Match.NONE;
            }
            Match m = JsonRoles.fill(fields, line, d, clues);
            if (from > 0 && d.severity == null) {
                d.severity = Severities.syslog(Text.number(line, 1, from - 1) & 7);
            }
            return m;
        };
    }

    /** Firewalls send their fields straight behind syslog's priority: {@code <132>id=firewall time="…"}. */
    private static int afterPriority(String line) {
        int run = Text.digits(line, 1);
        return run > 0 && run < 4 && Text.at(line, 1 + run) == '>' ? run + 2 : 0;
    }

    private static int keyEnd(String s, int from) {
        int i = from;
        while (i < s.length() && (Text.isName(s.charAt(i)) || s.charAt(i) == '@')) {
            i++;
        }
        return i;
    }

    /** Fills the fields; the number of words that are none. */
    private static int pairs(String s, Map<String, String> fields) {
        int words = 0;
        int i = 0;
        while (i < s.length()) {
            i = Text.skipBlanks(s, i);
            int end = keyEnd(s, i);
            if (end == i || Text.at(s, end) != '=') {
                int next = Text.endOfWord(s, i);
                words += next > i ? 1 : 0;
                i = Math.max(next, i + 1);
                continue;
            }
            String key = s.substring(i, end);
            i = end + 1;
            if (Text.at(s, i) == '"') {
                StringBuilder value = new StringBuilder();
                i = quoted(s, i + 1, value);
                fields.put(key, value.toString());
            } else {
                int stop = Text.endOfWord(s, i);
                fields.put(key, s.substring(i, stop));
                i = stop;
            }
        }
        return words;
    }

    private static int quoted(String s, int from, StringBuilder value) {
        int i = from;
        while (i < s.length() && s.charAt(i) != '"') {
            char c = s.charAt(i);
            if (c == '\\' && i + 1 < s.length()) {
                char e = s.charAt(++i);
                value.append(e == 'n' ? '\n' : e == 't' ? '\t' : e);
            } else {
                value.append(c);
            }
            i++;
        }
        return i + 1;
    }
}
