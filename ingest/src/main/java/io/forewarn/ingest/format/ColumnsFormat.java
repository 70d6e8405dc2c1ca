package io.forewarn.ingest.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs whose columns a comment names: the W3C extended format of IIS and others ({@code #Fields: date time …}) and Zeek's
 * ({@code #fields	ts	uid	…}).
 */
final class ColumnsFormat implements LogFormat {
    @Override
    public String id() {
        return "w3c";
    }

    @Override
    public List<String> examples() {
        return List.of("#Fields: date time c-ip cs-method sc-status", "#fields\tts\tuid\tid.orig_h");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new Parser(clues);
    }

    private static final class Parser implements LineParser {
        private static final int HEADER = 1;
        private final Clues clues;
        private List<String> names = List.of();
        private boolean tabs;
        private boolean commas;
        private String date = "";
        private String zone = "Z";

        Parser(Clues clues) {
            this.clues = clues;
        }

        @Override
        public Match read(String line, Draft d) {
            if (directive(line)) {
                d.state = HEADER;
                d.structured = true;
                d.message(line, 0);
                return Match.STRONG;
            }
            if (names.isEmpty() || line.charAt(0) == '#') {
                return Match.NONE;
            }
            // CloudFront names its columns with blanks between and parts them by tabs
            boolean tabbed = tabs || line.indexOf('\t') > 0;
            List<String> values = Columns.split(line, commas ? ',' : tabbed ? '\t' : ' ');
            boolean fits = values.size() == names.size() || (values.size() > names.size() && !tabs && !commas);
            if (!fits) {
                return Match.NONE;
            }
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                String value = values.get(i);
                if (!value.equals("-") && !value.isEmpty() && !value.equals("(empty)")) {
                    fields.put(names.get(i), value);
                }
            }
            if (!time(fields, d)) {
                return Match.NONE;
            }
            fields.forEach((name, value) -> d.attribute(semantic(name), value));
            d.structured = true;
            d.message(line, 0);
            return Match.STRONG;
        }

        private boolean directive(String line) {
            if (line.charAt(0) != '#') {
                return false;
            }
            if (line.startsWith("#Fields:")) {
                String all = line.substring(8).strip();
                commas = all.indexOf(',') > 0 && all.indexOf(' ') < 0;
                names = List.of(all.split(commas ? "," : "\\s+", -1));
                tabs = false;
                return true;
            }
            if (line.startsWith("#fields\t")) {
                names = List.of(line.substring(8).split("\t", -1));
                tabs = true;
                return true;
            }
            if (line.startsWith("#Time Format: ")) {
                // the firewall of Windows writes local times
                zone = line.endsWith("Local") ? "" : "Z";
                return true;
            }
            if (line.startsWith("#Date:")) {
                date = line.substring(6).strip();
                return true;
            }
            for (String known : List.of(
                    "#Software:",
                    "#Version:",
                    "#Start-Date:",
                    "#End-Date:",
                    "#Remark:",
                    "#Log-type:",
                    "#separator ",
                    "#set_separator",
                    "#empty_field",
                    "#unset_field",
                    "#path",
                    "#open\t",
                    "#close\t",
                    "#types\t")) {
                if (line.startsWith(known)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean continues(String line, Draft open) {
            if (open.state == HEADER && directive(line)) {
                open.append(line);
                return true;
            }
            return false;
        }

        /** From {@code date} and {@code time}, from {@code time} and the header's date, or from Zeek's {@code ts}. */
        private boolean time(Map<String, String> fields, Draft d) {
            String day = fields.remove("date");
            String time = fields.remove("time");
            @Nullable String ts = fields.remove(commas ? "date-time" : "ts");
            if (ts != null) {
                return clues.timestamp(ts, 0, d) > 0;
            }
            if (time == null) {
                return day == null || clues.timestamp(day + " 00:00:00", 0, d) > 0;
            }
            if (day == null && date.length() >= 10) {
                day = date.substring(0, date.indexOf(' ') > 0 ? date.indexOf(' ') : date.length());
            }
            // the W3C format's times are UTC by definition, where nothing else is said
            return clues.timestamp(day == null ? time : day + " " + time + zone, 0, d) > 0;
        }

        private static String semantic(String name) {
            return switch (name) {
                case "c-ip" -> "client.address";
                case "cs-username" -> "user.name";
                case "cs-method" -> "http.request.method";
                case "cs-uri-stem" -> "url.path";
                case "cs-uri-query" -> "url.query";
                case "sc-status" -> "http.response.status_code";
                case "cs(User-Agent)" -> "user_agent.original";
                case "s-ip" -> "server.address";
                case "s-port" -> "server.port";
                default -> name;
            };
        }
    }
}
