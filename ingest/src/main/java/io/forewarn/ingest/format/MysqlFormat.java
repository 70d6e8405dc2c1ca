package io.forewarn.ingest.format;

import java.util.List;
import java.util.Set;

/** MySQL's and MariaDB's error, general query and slow query logs. */
final class MysqlFormat implements LogFormat {
    private static final Set<String> COMMANDS = Set.of(
            "Query",
            "Quit",
            "Connect",
            "Init DB",
            "Field List",
            "Prepare",
            "Execute",
            "Close stmt",
            "Statistics",
            "Change user",
            "Ping",
            "Reset stmt",
            "Shutdown",
            "Refresh",
            "Kill",
            "Binlog Dump",
            "Fetch",
            "Long Data");

    @Override
    public String id() {
        return "mysql";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "2023-01-01T12:00:00.123456Z 0 [Warning] [MY-010116] [Server] option is deprecated",
                "2023-01-01 12:00:00 0 [Note] InnoDB: Buffer pool(s) load completed",
                "2025-08-15T14:03:50.259438Z\t    9 Query\tset global log_output = 'FILE'",
                "# Time: 2023-01-01T12:00:00.123456Z");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private static final int SLOW = 1;
        private final Clues clues;

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            if (line.startsWith("# Time: ")) {
                d.state = SLOW;
                d.message(line, 8);
                return clues.timestamp(line, 8, d) > 0 ? Match.STRONG : Match.NONE;
            }
            if (line.startsWith("# User@Host: ")) {
                d.message(line, 2);
                return Match.STRONG;
            }
            char c = line.charAt(0);
            int end = Text.isDigit(c) ? clues.timestamp(line, 0, d) : -1;
            if (end < 16 || clues.stamp.epoch) {
                return Match.NONE;
            }
            int thread = Text.skipBlanks(line, end);
            int digits = Text.digits(line, thread);
            int next = Text.skipBlanks(line, thread + digits);
            if (digits == 0 || thread == end || next == thread + digits) {
                return Match.NONE;
            }
            d.attribute("thread.id", line.substring(thread, thread + digits));
            return line.charAt(Math.min(next, line.length() - 1)) == '[' ? error(line, next, d) : query(line, next, d);
        }

        private static Match error(String line, int bracket, Draft d) {
            int close = Text.close(line, bracket, 16);
            String level = close < 0 ? "" : line.substring(bracket + 1, close);
            switch (level) {
                case "Note", "System", "Warning", "ERROR", "Error" ->
                    d.severity = Severities.word(level.equals("System") ? "info" : level);
                default -> {
                    return Match.NONE;
                }
            }
            int p = Text.skipBlanks(line, close + 1);
            for (String name : new String[] {"db.response.status_code", "mysql.subsystem"}) {
                int end = Text.at(line, p) == '[' ? Text.close(line, p, 40) : -1;
                if (end > 0) {
                    d.attribute(name, line.substring(p + 1, end));
                    p = Text.skipBlanks(line, end + 1);
                }
            }
            d.message(line, p);
            return Match.STRONG;
        }

        private static Match query(String line, int from, Draft d) {
            int tab = line.indexOf('\t', from);
            String command = tab < 0 ? line.substring(from).strip() : line.substring(from, tab);
            if (!COMMANDS.contains(command)) {
                return Match.NONE;
            }
            d.attribute("mysql.command", command);
            d.message(line, tab < 0 ? from : command.equals("Query") ? tab + 1 : from);
            return Match.STRONG;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state == SLOW && line.startsWith("# ")) {
                boolean next = line.startsWith("# Time: ");
                if (!next) {
                    open.append(line);
                }
                return !next;
            }
            open.state = 0;
            return false;
        }
    }
}
