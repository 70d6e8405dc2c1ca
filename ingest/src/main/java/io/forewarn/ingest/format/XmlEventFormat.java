package io.forewarn.ingest.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events as elements, on one line or many: those of Windows, log4j's {@code XMLLayout} and the {@code XMLFormatter} of
 * java.util.logging. Attributes and texts become fields by their names; nothing is resolved or loaded.
 */
final class XmlEventFormat implements LogFormat {
    private static final List<String> ROOTS = List.of("Event", "log4j:event", "record", "event");
    private static final int OPEN = 1;

    @Override
    public String id() {
        return "xml";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "<log4j:event logger=\"com.acme.Shop\" timestamp=\"1683195072345\" level=\"ERROR\" thread=\"main\">",
                "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Level>2</Level>"
                        + "<TimeCreated SystemTime='2023-05-04T10:11:12.3456789Z'/></System></Event>",
                "<record>");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private record Parser(Clues clues) implements LineParser {
        @Override
        public Match read(String line, Draft d) {
            String root = line.charAt(0) == '<' ? root(line) : null;
            if (root == null) {
                return Match.NONE;
            }
            d.state = isWhole(line, root) ? 0 : OPEN;
            d.document = true;
            d.structured = true;
            d.message(line, 0);
            return Match.STRONG;
        }

        @Override
        public boolean continues(String line, Draft open) {
            String root = root(open.head);
            if (open.state != OPEN || root == null || root(line) != null) {
                return false;
            }
            open.append(line);
            open.state = isWhole(line, root) ? 0 : OPEN;
            return true;
        }

        @Override
        public void finish(Draft d) {
            Map<String, String> fields = fields(d.message());
            String level = fields.get("Level");
            if (level != null) {
                // Windows counts from the worst
                fields.put(
                        "Level",
                        switch (level) {
                            case "1" -> "critical";
                            case "2" -> "error";
                            case "3" -> "warning";
                            case "5" -> "verbose";
                            default -> "information";
                        });
            }
            String whole = d.head + (d.more == null ? "" : d.more);
            JsonRoles.fill(fields, whole, d, clues);
            d.more = null;
        }
    }

    private static @Nullable String root(String line) {
        for (String root : ROOTS) {
            char after = Text.at(line, root.length() + 1);
            if (line.startsWith(root, 1) && line.charAt(0) == '<' && (after == ' ' || after == '>')) {
                return root;
            }
        }
        return null;
    }

    private static boolean isWhole(String line, String root) {
        return line.endsWith("</" + root + ">");
    }

    /** Attributes by their name, texts by their element's without its prefix; the first of a name counts. */
    private static Map<String, String> fields(String xml) {
        Map<String, String> fields = new LinkedHashMap<>();
        int i = 0;
        while ((i = xml.indexOf('<', i)) >= 0) {
            int nameEnd = i + 1;
            while (nameEnd < xml.length() && (Text.isName(xml.charAt(nameEnd)) || xml.charAt(nameEnd) == ':')) {
                nameEnd++;
            }
            int close = xml.indexOf('>', nameEnd);
            if (close < 0 || Text.at(xml, i + 1) == '/' || nameEnd == i + 1) {
                i++;
                continue;
            }
            attributes(xml, nameEnd, close, fields);
            String name = xml.substring(
                    xml.lastIndexOf(':', nameEnd) > i ? xml.lastIndexOf(':', nameEnd) + 1 : i + 1, nameEnd);
            String text = text(xml, close + 1);
            if (!text.isBlank()) {
                fields.putIfAbsent(name, text);
            }
            i = close;
        }
        return fields;
    }

    private static String text(String xml, int from) {
        if (xml.startsWith("<![CDATA[", from)) {
            int end = xml.indexOf("]]>", from);
            return end < 0 ? "" : xml.substring(from + 9, end);
        }
        int end = xml.indexOf('<', from);
        return end < 0 ? "" : plain(xml.substring(from, end).strip());
    }

    private static void attributes(String xml, int from, int to, Map<String, String> fields) {
        int i = from;
        while (i < to) {
            int equals = xml.indexOf('=', i);
            char quote = equals < 0 || equals >= to ? 0 : Text.at(xml, equals + 1);
            int end = quote == '"' || quote == '\'' ? xml.indexOf(quote, equals + 2) : -1;
            if (end < 0) {
                return;
            }
            fields.putIfAbsent(xml.substring(i, equals).strip(), plain(xml.substring(equals + 2, end)));
            i = end + 1;
        }
    }

    private static String plain(String text) {
        return text.indexOf('&') < 0
                ? text
                : text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&");
    }
}
