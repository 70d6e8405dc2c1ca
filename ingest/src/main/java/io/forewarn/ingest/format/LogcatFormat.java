package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** Android's logcat in its {@code brief}, {@code time} and {@code long} layouts; {@code threadtime} is read as generic. */
final class LogcatFormat implements LogFormat {
    @Override
    public String id() {
        return "logcat";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "E/AndroidRuntime( 1702): FATAL EXCEPTION: main",
                "05-04 10:11:12.345 D/WindowManager( 1702): opening app",
                "[ 05-04 10:11:12.345  1702: 1714 D/WindowManager ]",
                "--------- beginning of crash");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            char c = line.charAt(0);
            if (c == '-') {
                d.message(line, 0);
                return line.startsWith("--------- beginning of ") ? Match.STRONG : Match.NONE;
            }
            if (c == '[') {
                return whole(line, d, clues);
            }
            int p = 0;
            if (Text.isDigit(c)) {
                int end = Text.at(line, 2) == '-' && Text.at(line, 5) == ' ' ? clues.timestamp(line, 0, d) : -1;
                if (end < 0) {
                    return Match.NONE;
                }
                p = Text.skipBlanks(line, end);
            }
            Severity level = Text.at(line, p + 1) == '/' ? Severities.letter(line.charAt(p)) : null;
            int open = level == null ? -1 : line.indexOf('(', p + 2);
            int digits = open < 0 ? 0 : Text.digits(line, Text.skipBlanks(line, open + 1));
            int close = open < 0 ? -1 : Text.skipBlanks(line, open + 1) + digits;
            if (digits == 0 || open - p > 80 || !line.startsWith("):", close)) {
                return Match.NONE;
            }
            d.severity = level;
            d.logger = line.substring(p + 2, open).strip();
            d.attribute("process.pid", line.substring(close - digits, close));
            d.message(line, Text.skipBlanks(line, close + 2));
            return Match.STRONG;
        };
    }

    /** The header of the {@code long} layout, which the message follows on lines of its own. */
    private static Match whole(String line, Draft d, Clues clues) {
        int close = line.lastIndexOf(" ]");
        int slash = close < 0 || close + 2 != line.length() ? -1 : line.indexOf('/');
        int end = slash < 3 ? -1 : clues.timestamp(line, 2, d);
        int pid = end < 0 ? -1 : Text.skipBlanks(line, end);
        int digits = pid < 0 ? 0 : Text.digits(line, pid);
        d.severity = slash < 1 ? null : Severities.letter(line.charAt(slash - 1));
        if (digits == 0 || slash < pid || d.severity == null || line.charAt(slash - 2) != ' ') {
            return Match.NONE;
        }
        d.logger = line.substring(slash + 1, close).strip();
        d.attribute("process.pid", line.substring(pid, pid + digits));
        d.message(line, line.length());
        return Match.STRONG;
    }
}
