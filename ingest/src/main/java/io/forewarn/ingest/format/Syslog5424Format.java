package io.forewarn.ingest.format;

import java.util.List;

/** The syslog protocol of RFC 5424, octet counts in front of it tolerated (RFC 6587). */
final class Syslog5424Format implements LogFormat {
    @Override
    public String id() {
        return "syslog5424";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - 'su root' failed on /dev/pts/8",
                "<165>1 2003-10-11T22:14:15.003Z host app 111 ID47 [exampleSDID@32473 iut=\"3\"] An event log entry");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int p = 0;
            int count = Text.digits(line, 0);
            if (count > 0 && Text.at(line, count) == ' ') {
                p = count + 1;
            }
            int run = Text.at(line, p) == '<' ? Text.digits(line, p + 1) : 0;
            if (run < 1 || run > 3 || !line.startsWith(">1 ", p + 1 + run)) {
                return Match.NONE;
            }
            int priority = Text.number(line, p + 1, p + 1 + run);
            p += run + 4;
            int end = Text.at(line, p) == '-' ? p + 1 : clues.timestamp(line, p, d);
            if (end < 0 || Text.at(line, end) != ' ') {
                return Match.NONE;
            }
            d.severity = Severities.syslog(priority & 7);
            d.attribute("syslog.facility.code", Integer.toString(priority >> 3));
            String[] fields = new String[4];
            int at = end + 1;
            for (int i = 0; i < 4; i++) {
                int stop = line.indexOf(' ', at);
                if (stop < 0) {
                    return Match.NONE;
                }
                fields[i] = line.substring(at, stop);
                at = stop + 1;
            }
            d.host = known(fields[0]) ? fields[0] : null;
            d.component = known(fields[1]) ? fields[1] : null;
            d.attribute("process.pid", known(fields[2]) ? fields[2] : null);
            d.attribute("syslog.msg.id", known(fields[3]) ? fields[3] : null);
            int message = structured(line, at, d);
            if (Text.at(line, message) == '\uFEFF') {
                message++;
            }
            d.message(line, message);
            return Match.STRONG;
        };
    }

    private static boolean known(String field) {
        return !field.equals("-");
    }

    /** {@code -} or {@code [id name="value" …][…]}; the start of the message. */
    private static int structured(String line, int from, Draft d) {
        if (Text.at(line, from) == '-') {
            return Text.skipBlanks(line, from + 1);
        }
        int p = from;
        while (Text.at(line, p) == '[') {
            int idEnd = p + 1;
            while (idEnd < line.length() && line.charAt(idEnd) != ' ' && line.charAt(idEnd) != ']') {
                idEnd++;
            }
            String id = line.substring(p + 1, idEnd);
            p = idEnd;
            while (p < line.length() && line.charAt(p) != ']') {
                p = parameter(line, p, id, d);
            }
            p++;
        }
        return Math.min(Text.skipBlanks(line, p), line.length());
    }

    private static int parameter(String line, int from, String id, Draft d) {
        int p = Text.skipBlanks(line, from);
        int equals = line.indexOf("=\"", p);
        if (equals < 0) {
            return line.length();
        }
        StringBuilder value = new StringBuilder();
        int i = equals + 2;
        while (i < line.length() && line.charAt(i) != '"') {
            if (line.charAt(i) == '\\' && i + 1 < line.length()) {
                i++;
            }
            value.append(line.charAt(i++));
        }
        d.attribute(id + "." + line.substring(p, equals), value.toString());
        return i + 1;
    }
}
