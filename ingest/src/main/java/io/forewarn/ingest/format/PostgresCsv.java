package io.forewarn.ingest.format;

import java.util.List;

/**
 * PostgreSQL's {@code csvlog}: fixed columns without a header (postgresql.org, "Using CSV-Format Log Output"); texts may
 * hold line ends.
 */
final class PostgresCsv implements LogFormat {
    private static final String[] NAMES = {
        "",
        "db.user",
        "db.namespace",
        "process.pid",
        "client.address",
        "session.id",
        "",
        "db.operation.name",
        "",
        "",
        "",
        "",
        "db.response.status_code"
    };

    @Override
    public String id() {
        return "postgresql-csv";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "2023-05-04 10:11:12.345 UTC,\"app\",\"shop\",902,\"192.0.2.7:5123\",64536f20.386,3,\"INSERT\","
                        + "2023-05-04 10:11:00 UTC,3/12,771,ERROR,23505,\"duplicate key value\",\"Key (id)=(7) exists.\",,,,,,,,\"psql\"");
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
            if (!Text.isDigit(line.charAt(0)) || Text.at(line, 4) != '-') {
                return Match.NONE;
            }
            int end = clues.timestamp(line, 0, d);
            if (end < 0 || Text.at(line, end) != ',') {
                return Match.NONE;
            }
            List<String> columns = Columns.split(line, ',');
            d.severity = columns.size() < 14 ? null : Severities.word(columns.get(11));
            if (d.severity == null || columns.get(12).length() != 5) {
                return Match.NONE;
            }
            d.message(line, 0);
            d.structured = true;
            d.state = isOpen(line, false) ? OPEN : 0;
            return Match.STRONG;
        }

        private static boolean isOpen(String line, boolean before) {
            return (Text.countOf(line, '"', 0, line.length()) % 2 == 1) != before;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state != OPEN) {
                return false;
            }
            open.append(line);
            open.state = isOpen(line, true) ? OPEN : 0;
            return true;
        }

        @Override
        public void finish(Draft d) {
            List<String> columns = Columns.split(d.message(), ',');
            for (int i = 0; i < NAMES.length && i < columns.size(); i++) {
                if (!NAMES[i].isEmpty()) {
                    d.attribute(NAMES[i], columns.get(i));
                }
            }
            StringBuilder message = new StringBuilder(columns.size() > 13 ? columns.get(13) : d.message());
            part(message, "DETAIL", columns, 14);
            part(message, "HINT", columns, 15);
            part(message, "CONTEXT", columns, 18);
            part(message, "STATEMENT", columns, 19);
            d.more = null;
            d.message(message.toString(), 0);
        }

        private static void part(StringBuilder message, String name, List<String> columns, int i) {
            if (columns.size() > i && !columns.get(i).isEmpty()) {
                message.append('\n').append(name).append(":  ").append(columns.get(i));
            }
        }
    }
}
