package io.forewarn.ingest.format;

import java.util.List;

/**
 * Records that are paragraphs: what apt did, as {@code Name: value} below its date, the alerts of OSSEC, an event as the
 * viewer of Windows copies it, and a shell's history with times.
 */
final class ParagraphFormat implements LogFormat {
    private static final String APT = "Start-Date: ";
    private static final String OSSEC = "** Alert ";
    private static final int IN_APT = 1;
    private static final String WINDOWS = "Log Name: ";
    private static final int IN_OSSEC = 2;
    private static final int IN_WINDOWS = 3;
    private static final int IN_HISTORY = 4;

    @Override
    public String id() {
        return "paragraph";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "Start-Date: 2023-05-04  10:11:12",
                "Log started: 2023-05-04  10:11:12",
                "** Alert 1683195072.1234: - syslog,sshd,authentication_failed,",
                "Log Name:      Application",
                "#1683195072");
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
                if (c == 'L' && line.startsWith(WINDOWS)) {
                    d.state = IN_WINDOWS;
                    d.message(line, 0);
                    return Match.STRONG;
                }
                int second = c != '#' ? 0 : line.startsWith("#+") ? 2 : 1;
                if (c == '#' && line.length() == second + 10 && clues.timestamp(line, second, d) == line.length()) {
                    d.state = IN_HISTORY;
                    d.message(line, 0);
                    return Match.STRONG;
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
                if (open.state == IN_HISTORY) {
                    boolean command = open.lines == 1 && line.charAt(0) != '#';
                    if (command) {
                        open.append(line);
                    }
                    return command;
                }
                int colon = line.indexOf(": ");
                if (open.state == IN_WINDOWS && colon > 0) {
                    field(line, colon, open, clues);
                }
                boolean goesOn = open.state == IN_WINDOWS
                        ? !line.startsWith(WINDOWS)
                        : open.state == IN_OSSEC
                                ? !line.startsWith(OSSEC) && !endsBlank(open)
                                : open.state == IN_APT
                                        && colon > 0
                                        && line.indexOf(' ') > colon
                                        && !line.startsWith(APT);
                if (goesOn) {
                    open.append(line);
                }
                return goesOn;
            }
        };
    }

    private static void field(String line, int colon, Draft open, Clues clues) {
        int value = Text.skipBlanks(line, colon + 1);
        switch (line.substring(0, colon)) {
            case "Date" -> clues.timestamp(line, value, open);
            case "Level" -> open.severity = Severities.word(line, value, line.length());
            case "Source" -> open.component = line.substring(value).strip();
            case "Computer" -> open.host = line.substring(value).strip();
            default -> {}
        }
    }

    private static boolean endsBlank(Draft open) {
        StringBuilder more = open.more;
        return more != null && more.charAt(more.length() - 1) == '\n';
    }
}
