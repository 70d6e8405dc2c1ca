package io.forewarn.ingest.format;

import java.util.List;

/** HAProxy's HTTP and TCP logs, in a syslog line: {@code client:port [accept date] frontend backend/server times …}. */
final class HaproxyFormat implements LogFormat {
    @Override
    public String id() {
        return "haproxy";
    }

    @Override
    public List<String> examples() {
        return List.of("Feb 25 16:19:49 lb haproxy[7]: 192.0.2.171:53332 [25/Feb/2019:16:19:48.143] http-in~ app/web1"
                + " 0/0/7/1457/1487 200 11394 - - ---- 2/1/0/0/0 0/0 \"GET /admin HTTP/1.1\"");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int tag = line.indexOf("]: ");
            if (tag < 0 || line.indexOf("/", tag) < 0 || !SyslogFormat.read(line, d, clues)) {
                return Match.NONE;
            }
            int start = d.messageStart;
            int clientEnd = Text.endOfWord(line, start);
            int bracket = line.indexOf(" [", start);
            int port = line.lastIndexOf(':', clientEnd);
            if (bracket != clientEnd || port <= start || !Text.isNumber(line, port + 1, clientEnd)) {
                return Match.NONE;
            }
            Stamp logged = clues.stamp;
            int month = logged.month;
            int day = logged.day;
            int time = (logged.hour * 60 + logged.minute) * 60 + logged.second;
            Draft accepted = new Draft();
            int end = clues.timestamp(line, bracket + 2, accepted);
            if (end < 0 || Text.at(line, end) != ']') {
                return Match.NONE;
            }
            if (d.zone != null && d.zone.contains("year") && logged.year > 0) {
                // the line's own date has no year, the accept date has one
                int year = month < logged.month ? logged.year + 1 : logged.year;
                d.attribute("haproxy.accept_date", line.substring(bracket + 2, end));
                logged.clear();
                if (logged.setDate(year, month, day)) {
                    logged.hour = time / 3600;
                    logged.minute = time / 60 % 60;
                    logged.second = time % 60;
                    d.timestamp = clues.moments.of(logged);
                    d.zone = clues.moments.note();
                }
            }
            d.attribute("client.address", line.substring(start, port));
            String[] words = line.substring(Math.min(end + 2, line.length())).split(" ", 6);
            if (words.length > 3) {
                d.logger = words[0];
                d.attribute("haproxy.backend", words[1]);
                d.attribute("haproxy.timers", words[2]);
                if (words[3].length() == 3 && Text.isNumber(words[3], 0, 3)) {
                    d.attribute("http.response.status_code", words[3]);
                }
            }
            d.structured = true;
            return Match.STRONG;
        };
    }
}
