package io.forewarn.ingest.format;

import java.util.List;

/**
 * Common and combined access logs of Apache, nginx and what imitates them, a virtual host or a forwarded-for list in
 * front tolerated. The status is an attribute, not a severity.
 */
final class AccessLogFormat implements LogFormat {
    @Override
    public String id() {
        return "access";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "192.0.2.254 - - [20/Jul/2009:22:59:26 +0000] \"GET /index.html HTTP/1.0\" 200 134 \"-\" \"probe/0.9\"",
                "shop.example:443 192.0.2.42 k7 jsmith [26/Jul/2023:00:01:26 -0700] \"GET / HTTP/2.0\" 200 17163");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int bracket = line.indexOf('[');
            if (bracket < 4 || bracket > 400 || !Text.isDigit(Text.at(line, bracket + 1))) {
                return Match.NONE;
            }
            int close = line.indexOf("] \"", bracket);
            if (close < 0 || close - bracket > 48) {
                return Match.NONE;
            }
            int end = clues.timestamp(line, bracket + 1, d);
            if (end != close) {
                return Match.NONE;
            }
            int quote = close + 2;
            int quoteEnd = closingQuote(line, quote);
            int status = quoteEnd + 2;
            boolean three = quoteEnd > 0 && Text.digits(line, status) == 3 && Text.at(line, quoteEnd + 1) == ' ';
            if (!three && !line.startsWith("-", status)) {
                return Match.NONE;
            }
            front(line, bracket, d);
            request(line.substring(quote + 1, quoteEnd), d);
            if (three) {
                d.attribute("http.response.status_code", line.substring(status, status + 3));
            }
            int size = status + 4;
            int digits = Text.digits(line, size);
            if (digits > 0) {
                d.attribute("http.response.body.size", line.substring(size, size + digits));
            }
            agent(line, size + digits, d);
            d.structured = true;
            d.message(line, quote);
            return Match.STRONG;
        };
    }

    private static void front(String line, int bracket, Draft d) {
        String[] words = line.substring(0, bracket).strip().split("\\s+", -1);
        boolean virtualHost =
                words.length == 4 || (words.length > 3 && words[0].indexOf(':') > 0 && words[0].indexOf('.') < 0);
        int client = virtualHost ? 1 : 0;
        if (client == 1) {
            d.attribute("server.address", words[0]);
        }
        if (words.length > client) {
            d.attribute("client.address", words[client]);
        }
        String user = words[words.length - 1];
        if (words.length > 2 && !user.equals("-")) {
            d.attribute("user.name", user);
        }
    }

    private static void request(String request, Draft d) {
        int blank = request.indexOf(' ');
        if (blank > 0 && blank < 12) {
            d.attribute("http.request.method", request.substring(0, blank));
            int last = request.lastIndexOf(' ');
            d.attribute("url.path", request.substring(blank + 1, last > blank ? last : request.length()));
        }
    }

    private static void agent(String line, int from, Draft d) {
        int referer = line.indexOf('"', from);
        int refererEnd = referer < 0 ? -1 : closingQuote(line, referer);
        int agent = refererEnd < 0 ? -1 : line.indexOf('"', refererEnd + 1);
        int agentEnd = agent < 0 ? -1 : closingQuote(line, agent);
        if (agentEnd > 0) {
            d.attribute("user_agent.original", line.substring(agent + 1, agentEnd));
        }
    }

    private static int closingQuote(String line, int open) {
        int i = open + 1;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
            i++;
        }
        return -1;
    }
}
