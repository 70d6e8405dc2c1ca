package io.forewarn.ingest.format;

import java.util.List;

/** What Node prints when nothing catches an error: the place in the source, the source, the error with its stack. */
final class NodeFormat implements LogFormat {
    private static final int BEFORE_ERROR = 1;
    private static final int IN_ERROR = 2;
    private static final int LONGEST_SOURCE = 12;

    @Override
    public String id() {
        return "node";
    }

    @Override
    public List<String> examples() {
        return List.of("/srv/shop/checkout.js:31", "node:internal/process/promises:288");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new LineParser() {
            @Override
            public Match read(String line, Draft d) {
                if (!isPlace(line)) {
                    return Match.NONE;
                }
                d.state = BEFORE_ERROR;
                d.message(line, 0);
                return Match.STRONG;
            }

            @Override
            public boolean continues(String line, Draft open) {
                char c = line.charAt(0);
                boolean goesOn = c == ' ' || c == '\t';
                if (open.state == BEFORE_ERROR && !goesOn) {
                    goesOn = open.lines < LONGEST_SOURCE && !isPlace(line);
                    open.state = isError(line) ? IN_ERROR : BEFORE_ERROR;
                } else if (open.state == IN_ERROR && !goesOn) {
                    goesOn = c == '}' || c == ']' || line.startsWith("Node.js v");
                    open.state = line.startsWith("Node.js v") ? 0 : IN_ERROR;
                }
                if (goesOn) {
                    open.append(line);
                }
                return goesOn;
            }
        };
    }

    private static boolean isError(String line) {
        int colon = line.indexOf(": ");
        return Throwables.looksLikeHead(line) || line.startsWith("[") || (colon > 0 && line.indexOf(' ') > colon);
    }

    /** A script's path or one of Node's own modules, and the line in it; nothing else. */
    private static boolean isPlace(String line) {
        char c = line.charAt(0);
        if (c != '/' && c != 'n' && c != 'f') {
            return false;
        }
        int digits = 0;
        while (digits < 6 && Text.isDigit(Text.at(line, line.length() - 1 - digits))) {
            digits++;
        }
        int colon = line.length() - 1 - digits;
        if (digits == 0 || Text.at(line, colon) != ':' || line.indexOf(' ') >= 0) {
            return false;
        }
        boolean script = line.startsWith("js", colon - 2) || line.startsWith("ts", colon - 2);
        return line.startsWith("node:internal/") || (script && (c == '/' || line.startsWith("file:///")));
    }
}
