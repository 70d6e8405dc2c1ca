package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** Android's logcat in its {@code brief} and {@code time} layouts; {@code threadtime} is read as generic. */
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
}
