package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of Microsoft's Configuration Manager and Intune: {@code <![LOG[text]LOG]!><time="…" date="…" component="…"
 * type="1" …>}, whose text may take several lines. The time's last part is minutes to be added to reach UTC.
 */
final class CmTraceFormat implements LogFormat {
    private static final String OPEN = "<![LOG[";
    private static final String CLOSE = "]LOG]!><";
    private static final int IN_TEXT = 1;

    @Override
    public String id() {
        return "cmtrace";
    }

    @Override
    public List<String> examples() {
        return List.of("<![LOG[Policy arrived]LOG]!><time=\"05:06:07.123-60\" date=\"03-04-2024\""
                + " component=\"PolicyAgent\" context=\"\" type=\"1\" thread=\"4321\" file=\"agent.cpp:12\">");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private record Parser(Clues clues) implements LineParser {
        @Override
        public Match read(String line, Draft d) {
            if (!line.startsWith(OPEN)) {
                return Match.NONE;
            }
            d.message(line, OPEN.length());
            d.state = IN_TEXT;
            close(line, d);
            return Match.STRONG;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state != IN_TEXT || line.startsWith(OPEN)) {
                return false;
            }
            open.append(line);
            close(line, open);
            return true;
        }

        /** Reads the fields where the text ends in this line. */
        private void close(String line, Draft d) {
            int end = line.lastIndexOf(CLOSE);
            if (end < 0) {
                return;
            }
            d.state = 0;
            d.structured = true;
            StringBuilder more = d.more;
            if (more == null) {
                d.head = line.substring(0, end);
            } else {
                more.setLength(more.length() - (line.length() - end));
            }
            String date = field(line, "date", end);
            String time = field(line, "time", end);
            if (date != null && time != null) {
                time(date, time, d);
            }
            d.component = field(line, "component", end);
            d.attribute("thread.id", field(line, "thread", end));
            d.attribute("code.file.path", field(line, "file", end));
            String type = field(line, "type", end);
            d.severity = type == null
                    ? null
                    : switch (type) {
                        case "1" -> Severity.INFO;
                        case "2" -> Severity.WARN;
                        case "3" -> Severity.ERROR;
                        default -> null;
                    };
        }

        private void time(String date, String time, Draft d) {
            int sign = Math.max(time.indexOf('+'), time.indexOf('-'));
            int digits = sign < 0 ? 0 : Text.digits(time, sign + 1);
            String clock = sign < 0 ? time : time.substring(0, sign);
            String text = date.replace('-', '/') + " " + clock;
            if (digits > 0 && digits < 4) {
                int minutes = Text.number(time, sign + 1, sign + 1 + digits);
                text += (time.charAt(sign) == '-' ? "+" : "-") + two(minutes / 60) + two(minutes % 60);
            }
            clues.timestamp(text, 0, d);
        }

        private static String two(int n) {
            return n < 10 ? "0" + n : Integer.toString(n);
        }

        private static @Nullable String field(String line, String name, int from) {
            int at = line.indexOf(name + "=\"", from);
            int start = at + name.length() + 2;
            int end = at < 0 ? -1 : line.indexOf('"', start);
            return end < 0 ? null : line.substring(start, end);
        }
    }
}
