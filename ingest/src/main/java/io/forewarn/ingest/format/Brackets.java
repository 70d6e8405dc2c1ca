package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import org.jspecify.annotations.Nullable;

/** What shares a bracket with the timestamp: {@code [12:00:00 INF]}, {@code [… INFO  shop::main]}, {@code [… #1234]}. */
final class Brackets {
    private Brackets() {}

    /** Reads the rest of the bracket and sets the message behind it; false where the bracket closes at once or never. */
    static boolean rest(String s, int start, int end, Draft d, @Nullable Severity known) {
        if (Text.at(s, start - 1) != '[' || Text.at(s, end) == ']') {
            return false;
        }
        int close = s.indexOf(']', end);
        if (close < 0 || close - end > 100) {
            return false;
        }
        d.severity = known;
        int i = end;
        while (i < close) {
            int word = i;
            while (word < close && " \t:/,|".indexOf(s.charAt(word)) < 0) {
                word++;
            }
            if (word > i) {
                token(s, i, word, close, d);
                if (d.logger != null) {
                    break;
                }
            }
            i = word + 1;
        }
        if (d.severity == null) {
            Header.read(s, close + 1, d, null);
        } else {
            int p = Header.separators(s, close + 1);
            int level = p;
            while (level < s.length() && Character.isUpperCase(s.charAt(level))) {
                level++;
            }
            // Ruby says the level twice
            boolean again = level > p && Severities.word(s, p, level) == d.severity && Text.at(s, level) == ' ';
            if (again) {
                Header.read(s, level, d, d.severity);
            } else {
                d.message(s, p);
            }
        }
        return true;
    }

    private static void token(String s, int from, int to, int close, Draft d) {
        Severity level = d.severity != null
                ? null
                : to == from + 1 && s.charAt(from - 1) == ' ' && s.charAt(to) == ' '
                        ? Severities.letter(s.charAt(from))
                        : Severities.word(s, from, to);
        if (level != null) {
            d.severity = level;
        } else if (s.charAt(from) == '#' || Text.isDigit(s.charAt(from))) {
            d.attribute("process.pid", s.substring(s.charAt(from) == '#' ? from + 1 : from, to));
        } else if (d.severity != null && Character.isLetter(s.charAt(from))) {
            d.logger = s.substring(from, close);
        }
    }
}
