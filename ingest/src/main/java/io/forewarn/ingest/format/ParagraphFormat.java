package io.forewarn.ingest.format;

import java.util.List;

/** Records that are paragraphs: what apt did, as {@code Name: value} below its date, and the alerts of OSSEC. */
final class ParagraphFormat implements LogFormat {
    private static final String APT = "Start-Date: ";
    private static final String OSSEC = "** Alert ";
    private static final int IN_APT = 1;
    private static final int IN_OSSEC = 2;

    @Override
    public String id() {
        return "paragraph";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "Start-Date: 2023-05-04  10:11:12",
                "Log started: 2023-05-04  10:11:12",
                "** Alert 1683195072.1234: - syslog,sshd,authentication_failed,");
    }

    @Override
    public LineParser parser(Clues clues) {
        return new LineParser() {
            @Override
            public Match read(String line, Draft d) {
                char c = line.charAt(0);
                if (c == '*' && line.startsWith(OSSEC) && Text.digits(line, 9) == 10) {
                    // what follows the second is the place in the file
                    clues.timestamp(line.substring(0, 19), 9, d);
                    d.state = IN_OSSEC;
                    d.message(line, 0);
                    return d.timestamp == null ? Match.NONE : Match.STRONG;
                }
                int time = c == 'S' && line.startsWith(APT)
                        ? APT.length()
                        : c == 'L' && line.startsWith("Log started: ") ? 13 : -1;
                if (time < 0 || clues.timestamp(line, time, d) != line.length()) {
                    return Match.NONE;
                }
                d.state = c == 'S' ? IN_APT : 0;
                d.message(line, 0);
                return Match.STRONG;
            }

            @Override
            public boolean continues(String line, Draft open) {
                int colon = line.indexOf(": ");
                boolean goesOn = open.state == IN_OSSEC
                        ? !line.startsWith(OSSEC) && !endsBlank(open)
                        : open.state == IN_APT && colon > 0 && line.indexOf(' ') > colon && !line.startsWith(APT);
                if (goesOn) {
                    open.append(line);
                }
                return goesOn;
            }
        };
    }

    private static boolean endsBlank(Draft open) {
        StringBuilder more = open.more;
        return more != null && more.charAt(more.length() - 1) == '\n';
    }
}
