package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of the operating system that are fields by name: Linux' audit and journald's export format. */
final class SystemFormats {
    private SystemFormats() {}

    /** {@code type=SYSCALL msg=audit(1683195072.345:24287): arch=…}: seconds of the epoch and the event's number. */
    static final class Audit implements LogFormat {
        @Override
        public String id() {
            return "audit";
        }

        @Override
        public List<String> examples() {
            return List.of("type=SYSCALL msg=audit(1364481363.243:24287): arch=c000003e syscall=2 success=no exit=-13");
        }

        @Override
        public LineParser parser(Clues clues) {
            return (line, d) -> {
                int type = line.startsWith("type=") ? 0 : line.startsWith("node=") ? line.indexOf(" type=") + 1 : -1;
                int open =
                        type < 0 || (type == 0 && !line.startsWith("type=")) ? -1 : line.indexOf(" msg=audit(", type);
                int end = open < 0 || open > 160 ? -1 : clues.timestamp(line, open + 11, d);
                int close = end < 0 || Text.at(line, end) != ':' ? -1 : line.indexOf(')', end);
                if (close < 0) {
                    return Match.NONE;
                }
                d.attribute("audit.event", line.substring(end + 1, close));
                d.attribute("audit.type", line.substring(type + 5, open));
                d.host = type > 0 ? line.substring(5, type - 1) : null;
                d.structured = true;
                d.message(line, type);
                return Match.STRONG;
            };
        }
    }

    /** {@code journalctl -o export}: a field a line, a blank line between entries (systemd.io/JOURNAL_EXPORT_FORMATS). */
    static final class JournalExport implements LogFormat {
        @Override
        public String id() {
            return "journal";
        }

        @Override
        public List<String> examples() {
            return List.of("__CURSOR=s=739ad463348b4ceca5a9e69c95a3c93f;i=4ece7");
        }

        @Override
        public LineParser parser(Clues clues) {
            return new Parser(clues);
        }

        private static final class Parser implements LineParser {
            private static final int OPEN = 1;
            private final Clues clues;

            Parser(Clues clues) {
                this.clues = clues;
            }

            @Override
            public Match read(String line, Draft d) {
                if (!line.startsWith("__CURSOR=")) {
                    return Match.NONE;
                }
                d.state = OPEN;
                d.structured = true;
                d.document = true;
                d.message(line, 0);
                return Match.STRONG;
            }

            @Override
            public boolean continues(String line, Draft open) {
                if (open.state != OPEN || line.startsWith("__CURSOR=")) {
                    return false;
                }
                open.append(line);
                return true;
            }

            @Override
            public void finish(Draft d) {
                Map<String, String> fields = new LinkedHashMap<>();
                String last = "";
                for (String line : d.message().lines().toList()) {
                    int equals = line.indexOf('=');
                    if (equals > 0 && isField(line, equals)) {
                        last = line.substring(0, equals);
                        fields.put(last, line.substring(equals + 1));
                    } else if (!line.isBlank()) {
                        fields.merge(last.isEmpty() ? "data" : last, line, (a, b) -> a + "\n" + b);
                    }
                }
                if (fields.size() > 1) {
                    fields.remove("__CURSOR");
                    d.more = null;
                    JsonRoles.fill(fields, d.head, d, clues);
                }
            }

            private static boolean isField(String line, int end) {
                for (int i = 0; i < end; i++) {
                    char c = line.charAt(i);
                    if (c != '_' && !(c >= 'A' && c <= 'Z') && !Text.isDigit(c)) {
                        return false;
                    }
                }
                return true;
            }
        }
    }

    /** Erlang's and old RabbitMQ's {@code =INFO REPORT==== 4-May-2013::10:11:12 ===} with the text below. */
    static final class Erlang implements LogFormat {
        @Override
        public String id() {
            return "erlang";
        }

        @Override
        public List<String> examples() {
            return List.of(
                    "=ERROR REPORT==== 4-May-2013::10:11:13 ===", "=INFO REPORT==== 24-Feb-2023::01:02:03.123456 ===");
        }

        @Override
        public LineParser parser(Clues clues) {
            return (line, d) -> {
                int mark = line.charAt(0) == '=' ? line.indexOf(" REPORT==== ") : -1;
                int end = mark < 0 || mark > 24 ? -1 : clues.timestamp(line.replace("::", " "), mark + 12, d);
                if (end < 0) {
                    return Match.NONE;
                }
                @Nullable Severity stated = Severities.word(line, 1, mark);
                d.severity = line.startsWith("=CRASH") ? Severity.FATAL : stated;
                d.attribute("erlang.report", line.substring(1, mark));
                d.message(line, line.length());
                return Match.STRONG;
            };
        }
    }
}
