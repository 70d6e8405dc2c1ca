package io.forewarn.ingest.format;

import java.util.List;

/** Error logs of nginx ({@code 2023/01/02 12:00:00 [error] 12#34: *5 text}) and Apache ({@code [date] [core:error] [pid 1] text}). */
final class WebErrorFormat {
    private WebErrorFormat() {}

    static final class Nginx implements LogFormat {
        @Override
        public String id() {
            return "nginx-error";
        }

        @Override
        public List<String> examples() {
            return List.of(
                    "2023/01/02 12:00:00 [error] 12#34: *5 connect() failed (111: Connection refused) while connecting to upstream",
                    "2023/01/02 12:00:00 [emerg] 12#12: bind() to 0.0.0.0:80 failed (98: Address already in use)");
        }

        @Override
        public boolean readsByShape() {
            return true;
        }

        @Override
        public LineParser parser(Clues clues) {
            return (line, d) -> {
                if (Text.at(line, 4) != '/' || Text.at(line, 20) != '[') {
                    return Match.NONE;
                }
                int end = clues.timestamp(line, 0, d);
                int close = line.indexOf(']', 20);
                if (end != 19 || close < 0 || close > 30) {
                    return Match.NONE;
                }
                d.severity = Severities.word(line, 21, close);
                int run = Text.digits(line, close + 2);
                if (d.severity == null || run == 0 || Text.at(line, close + 2 + run) != '#') {
                    return Match.NONE;
                }
                d.attribute("process.pid", line.substring(close + 2, close + 2 + run));
                int colon = line.indexOf(':', close + 2 + run);
                int p = colon < 0 ? line.length() : Text.skipBlanks(line, colon + 1);
                int connection = Text.at(line, p) == '*' ? Text.digits(line, p + 1) : 0;
                if (connection > 0) {
                    d.attribute("nginx.connection", line.substring(p + 1, p + 1 + connection));
                    p = Text.skipBlanks(line, p + 1 + connection);
                }
                d.message(line, p);
                return Match.STRONG;
            };
        }
    }

    static final class Apache implements LogFormat {
        @Override
        public String id() {
            return "apache-error";
        }

        @Override
        public List<String> examples() {
            return List.of(
                    "[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/httpd/conf/workers2.properties",
                    "[Wed Oct 11 14:32:52.123456 2023] [core:error] [pid 35708:tid 4328] [client 192.0.2.1:3] File not found");
        }

        @Override
        public boolean readsByShape() {
            return true;
        }

        @Override
        public LineParser parser(Clues clues) {
            return (line, d) -> {
                if (line.charAt(0) != '[' || !Character.isUpperCase(Text.at(line, 1))) {
                    return Match.NONE;
                }
                int end = clues.timestamp(line, 1, d);
                if (end < 0 || !line.startsWith("] [", end)) {
                    return Match.NONE;
                }
                int p = end + 2;
                boolean levelled = false;
                while (Text.at(line, p) == '[') {
                    int close = Text.close(line, p, 200);
                    if (line.startsWith("[client ", p) && close > 0) {
                        d.attribute("client.address", line.substring(p + 8, close));
                        break;
                    }
                    if (close < 0 || !group(line.substring(p + 1, close), d, levelled)) {
                        break;
                    }
                    levelled = true;
                    p = Text.skipBlanks(line, close + 1);
                }
                d.message(line, p);
                return d.severity == null ? Match.NONE : Match.STRONG;
            };
        }

        private static boolean group(String g, Draft d, boolean levelled) {
            if (!levelled) {
                int colon = g.lastIndexOf(':');
                String level = g.substring(colon + 1);
                d.severity = level.startsWith("trace") ? Severities.word("trace") : Severities.word(level);
                if (colon > 0) {
                    d.logger = g.substring(0, colon);
                }
                return true;
            }
            if (g.startsWith("pid ")) {
                int digits = Text.digits(g, 4);
                d.attribute("process.pid", g.substring(4, 4 + digits));
                return true;
            }
            if (g.startsWith("tid ") || g.startsWith("remote ")) {
                return true;
            }
            return false;
        }
    }
}
