package io.forewarn.ingest.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON lines of any shape, and JSON documents over many lines. A line that breaks off keeps what could be read of it.
 */
final class JsonFormat implements LogFormat {
    @Override
    public String id() {
        return "json";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "{\"@timestamp\":\"2023-01-01T12:00:00Z\",\"log.level\":\"ERROR\",\"message\":\"failed\",\"service.name\":\"shop\"}",
                "{\"level\":30,\"time\":1679667976243,\"pid\":7,\"hostname\":\"h\",\"msg\":\"started\"}",
                "{\"level\":\"info\",\"ts\":1716723772.6014807,\"logger\":\"http\",\"msg\":\"handled request\"}",
                "{\"@t\":\"2023-01-01T12:00:00Z\",\"@l\":\"Warning\",\"@mt\":\"slow {Path}\",\"Path\":\"/a\"}",
                "{\"severity\":\"ERROR\",\"textPayload\":\"failed\",\"timestamp\":\"2023-01-01T12:00:00Z\"}",
                "{\"t\":{\"$date\":\"2023-01-01T12:00:00.000+00:00\"},\"s\":\"I\",\"c\":\"NETWORK\",\"msg\":\"Listening\"}");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private static final int OPEN = 1;
        private final Clues clues;
        private final JsonDepth depth = new JsonDepth();
        private boolean sawLines;

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            char c = line.charAt(0);
            if (c == '[') {
                return document(line, d);
            }
            if (c != '{') {
                return Match.NONE;
            }
            Map<String, String> fields = new LinkedHashMap<>();
            boolean whole = JsonFields.readInto(line, fields);
            if (whole) {
                if (fields.isEmpty()) {
                    return Match.NONE;
                }
                sawLines = true;
                return special(line, fields, d) ? Match.STRONG : JsonRoles.fill(fields, line, d, clues);
            }
            if (!sawLines || fields.isEmpty()) {
                Match m = document(line, d);
                if (m != Match.NONE) {
                    return m;
                }
            }
            if (fields.isEmpty()) {
                return Match.NONE;
            }
            Match m = JsonRoles.fill(fields, line, d, clues);
            d.message(line, 0);
            return m;
        }

        private boolean special(String line, Map<String, String> fields, Draft d) {
            if (fields.containsKey("resourceLogs")) {
                return OtelLogs.fill(line, d, clues);
            }
            if (fields.containsKey("Action") && fields.containsKey("Package")) {
                TestPlaces.goTest(fields, d, clues);
                return true;
            }
            return SentryEvents.isEvent(fields) && SentryEvents.fill(line, d, clues);
        }

        private Match document(String line, Draft d) {
            depth.restart();
            if (!depth.add(line) || depth.closed() || !JsonDepth.mayOpen(line)) {
                return Match.NONE;
            }
            d.state = OPEN;
            d.document = true;
            d.message(line, 0);
            return Match.WEAK;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state != OPEN) {
                return false;
            }
            if (!depth.add(line)) {
                open.state = 0;
                return false;
            }
            open.append(line);
            if (depth.closed()) {
                open.state = 0;
                open.closed = true;
            }
            return true;
        }

        @Override
        public void finish(Draft d) {
            if (!d.document || !d.closed) {
                return;
            }
            String text = d.message();
            Map<String, String> fields = JsonFields.read(text);
            if (fields != null && !special(text, fields, d)) {
                JsonRoles.fill(fields, text, d, clues);
            }
            d.more = null;
            if (fields == null) {
                d.message(text, 0);
            }
        }
    }
}
