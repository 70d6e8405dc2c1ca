package io.forewarn.ingest.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        /** A document that goes on in the next line. */
        private static final int OPEN = 1;

        /** An element of an array, from its first line to its last. */
        private static final int ELEMENT = 2;

        /** An element that is whole; the bracket that ends the array may still follow. */
        private static final int WHOLE = 3;

        private final Clues clues;
        private final JsonDepth depth = new JsonDepth();
        private boolean sawLines;

        /** Within an array over many lines, whose elements are the records. */
        private boolean array;

        /** What stood behind the end of an element on its last line: the beginning of the next one. */
        private String carried = "";

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            char c = line.charAt(0);
            if (array && c != '[') {
                Match m = nextElement(line, d);
                if (m != Match.NONE) {
                    return m;
                }
                array = false;
            }
            if (c == '[') {
                return array(line, d);
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

        private Match array(String line, Draft d) {
            array = false;
            depth.restart();
            if (!depth.add(line) || !JsonDepth.mayOpen(line)) {
                return Match.NONE;
            }
            carried = "";
            if (depth.closed()) {
                return JsonFields.isArray(line) && elements(line, d) ? Match.WEAK : Match.NONE;
            }
            d.document = true;
            d.message(line, 0);
            array = true;
            settle(line, d);
            return Match.WEAK;
        }

        private Match nextElement(String line, Draft d) {
            boolean begun = !carried.isEmpty();
            boolean begins = depth.depth() == 1 && line.charAt(Text.skipBlanks(line, 0)) == '{';
            if (!(begun || begins) || !depth.add(line)) {
                return Match.NONE;
            }
            d.document = true;
            d.message(begun ? carried + '\n' + line : line, 0);
            carried = "";
            settle(line, d);
            return Match.WEAK;
        }

        /** After a line of an array was counted: whether the element goes on, is whole, or was the last. */
        private void settle(String line, Draft d) {
            d.state = ELEMENT;
            if (depth.closed()) {
                array = false;
                d.state = WHOLE;
                d.closed = true;
            } else if (depth.elementEnd() >= 0) {
                d.state = WHOLE;
                if (depth.depth() > 1) {
                    carried = line.substring(line.indexOf(',', depth.elementEnd()) + 1);
                    d.closed = true;
                }
            }
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state == WHOLE) {
                boolean last = array && line.charAt(Text.skipBlanks(line, 0)) == ']' && depth.add(line);
                if (last) {
                    open.append(line);
                    array = false;
                }
                open.closed = true;
                return last;
            }
            if (open.state != OPEN && open.state != ELEMENT) {
                return false;
            }
            if (!depth.add(line)) {
                open.state = 0;
                array = false;
                return false;
            }
            open.append(line);
            if (open.state == ELEMENT) {
                settle(line, open);
            } else if (depth.closed()) {
                open.state = 0;
                open.closed = true;
            }
            return true;
        }

        @Override
        public void finish(Draft d) {
            if (!d.document) {
                return;
            }
            String text = d.message();
            if (d.state == WHOLE) {
                elements(text, d);
                return;
            }
            if (!d.closed) {
                return;
            }
            Map<String, String> fields = JsonFields.read(text);
            if (fields != null && !special(text, fields, d)) {
                JsonRoles.fill(fields, text, d, clues);
            }
            d.more = null;
            if (fields == null) {
                d.message(text, 0);
            }
        }

        /** Each object of the text is a record; false where it has none, and stays what it is. */
        private boolean elements(String text, Draft d) {
            List<String> objects = JsonFields.objects(text.startsWith("[") ? text : "[" + text);
            List<Draft> others = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                Draft each = i == 0 ? d : new Draft();
                String object = objects.get(i);
                Map<String, String> fields = JsonFields.read(object);
                if (fields != null && !fields.isEmpty() && !special(object, fields, each)) {
                    JsonRoles.fill(fields, object, each, clues);
                } else if (fields == null || fields.isEmpty()) {
                    each.message(object, 0);
                }
                if (i > 0) {
                    others.add(each);
                }
            }
            if (!objects.isEmpty()) {
                d.more = null;
                List<Draft> nested = d.siblings;
                d.siblings = Stream.concat(nested.stream(), others.stream()).toList();
            }
            return !objects.isEmpty();
        }
    }
}
