package io.forewarn.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs of large clusters: an alert tag or {@code -}, the epoch second, date and node before the line itself; and
 * {@code id node component state epoch flag text}.
 */
final class ClusterFormat implements LogFormat {
    @Override
    public String id() {
        return "cluster";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "- 1117838570 2005.06.03 R02-M1-N0 2005-06-03-15.42.50.363779 R02-M1-N0 RAS KERNEL INFO cache parity error corrected",
                "- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed",
                "134681 node-246 unix.hw state_change.unavailable 1077804742 1 Component State Change");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            if (Text.isDigit(line.charAt(0))) {
                return states(line, d, clues);
            }
            int tagEnd = Text.endOfWord(line, 0);
            if (Text.digits(line, tagEnd + 1) != 10 || Text.at(line, tagEnd + 11) != ' ') {
                return Match.NONE;
            }
            int date = tagEnd + 12;
            boolean dotted =
                    Text.digits(line, date) == 4 && Text.at(line, date + 4) == '.' && Text.at(line, date + 10) == ' ';
            if (!dotted || clues.timestamp(line, tagEnd + 1, d) < 0) {
                return Match.NONE;
            }
            if (tagEnd > 1) {
                d.attribute("alert", line.substring(0, tagEnd));
            }
            int node = date + 11;
            int inner = Text.endOfWord(line, node) + 1;
            d.host = line.substring(node, Math.min(inner - 1, line.length()));
            inner(line, inner, d, clues);
            return Match.STRONG;
        };
    }

    private static void inner(String line, int from, Draft d, Clues clues) {
        int end = clues.timestamp(line, from, d);
        if (end < 0) {
            d.message(line, from);
            return;
        }
        int host = Text.skipBlanks(line, end);
        int next = Text.skipBlanks(line, Text.endOfWord(line, host));
        int message = clues.stamp.year == 0 ? SyslogFormat.tag(line, next, d) : -1;
        if (clues.stamp.year == 0) {
            // the epoch second in front knows the year
            clues.timestamp(line, line.indexOf(' ') + 1, d);
            d.message(line, message < 0 ? next : message);
            return;
        }
        String[] words = line.substring(Math.min(next, line.length())).split(" ", 4);
        if (words.length == 4 && Severities.word(words[2]) != null) {
            d.component = words[1];
            d.severity = Severities.word(words[2]);
            d.message(words[3], 0);
        } else {
            d.message(line, next);
        }
    }

    private static Match states(String line, Draft d, Clues clues) {
        int p = Text.digits(line, 0);
        if (Text.at(line, p) != ' ') {
            return Match.NONE;
        }
        int[] starts = new int[6];
        starts[0] = 0;
        for (int i = 1; i < 6; i++) {
            int next = Text.skipBlanks(line, Text.endOfWord(line, starts[i - 1]));
            if (next >= line.length()) {
                return Match.NONE;
            }
            starts[i] = next;
        }
        boolean shape = Text.digits(line, starts[4]) == 10
                && Text.at(line, starts[4] + 10) == ' '
                && Text.digits(line, starts[5]) == 1
                && Text.at(line, starts[5] + 1) == ' ';
        @Nullable Draft none = shape && clues.timestamp(line, starts[4], d) > 0 ? d : null;
        if (none == null) {
            return Match.NONE;
        }
        d.host = line.substring(starts[1], Text.endOfWord(line, starts[1]));
        d.component = line.substring(starts[2], Text.endOfWord(line, starts[2]));
        d.attribute("state", line.substring(starts[3], Text.endOfWord(line, starts[3])));
        d.message(line, Text.skipBlanks(line, starts[5] + 1));
        return Match.STRONG;
    }
}
