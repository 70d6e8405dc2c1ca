package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Google's glog and Kubernetes' klog: {@code E0517 15:04:22.619632 1952452992 file.cc:253] text}. */
final class GlogFormat implements LogFormat {
    @Override
    public String id() {
        return "glog";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "E0517 15:04:22.619632 1952452992 logging_unittest.cc:253] Log every 3, iteration 19",
                "I20230517 15:04:22.619632     1 main.go:12] Starting controller",
                "E240501 10:00:00.123456 57 kv/kvserver/store.go:100 [n1] 123  slow raft ready");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            if (line.charAt(0) == '[') {
                return chromium(line, d, clues);
            }
            Severity level = Severities.letter(line.charAt(0));
            int run = level == null ? 0 : Text.digits(line, 1);
            if ((run != 4 && run != 6 && run != 8) || Text.at(line, 1 + run) != ' ') {
                return Match.NONE;
            }
            Stamp t = clues.stamp;
            t.clear();
            int year = run == 8 ? Text.number(line, 1, 5) : run == 6 ? 2000 + Text.number(line, 1, 3) : 0;
            int month = Text.number(line, run - 3, run - 1);
            if (!t.setDate(year, month, Text.number(line, run - 1, run + 1))) {
                return Match.NONE;
            }
            int end = Clocks.time(line, run + 2, t, true);
            if (run == 6) {
                return cockroach(line, end, level, d, clues);
            }
            int bracket = end < 0 ? -1 : line.indexOf("] ", end);
            int close = bracket < 0 && line.endsWith("]") ? line.length() - 1 : bracket;
            if (close < 0 || close - end > 160) {
                return Match.NONE;
            }
            d.timestamp = clues.moments.of(t);
            d.zone = clues.moments.note();
            d.severity = level;
            int thread = Text.skipBlanks(line, end);
            int threadEnd = Text.endOfWord(line, thread);
            d.attribute("thread.id", line.substring(thread, Math.min(threadEnd, close)));
            int place = Text.skipBlanks(line, threadEnd);
            if (place < close) {
                d.logger = line.substring(place, close);
            }
            d.message(line, close + 2);
            return Match.STRONG;
        };
    }

    /** CockroachDB's crdb-v1: goroutine, place, tags and a count stand in front of the text. */
    private static Match cockroach(String line, int end, @Nullable Severity level, Draft d, Clues clues) {
        int thread = end < 0 ? -1 : Text.skipBlanks(line, end);
        int threadEnd = thread < 0 ? -1 : Text.endOfWord(line, thread);
        int place = threadEnd < 0 ? -1 : Text.skipBlanks(line, threadEnd);
        int placeEnd = place < 0 ? -1 : Text.endOfWord(line, place);
        if (placeEnd < 0 || Text.digits(line, thread) == 0 || line.lastIndexOf(':', placeEnd) < place) {
            return Match.NONE;
        }
        d.timestamp = clues.moments.of(clues.stamp);
        d.zone = clues.moments.note();
        d.severity = level;
        d.attribute("thread.id", line.substring(thread, threadEnd));
        d.logger = line.substring(place, placeEnd);
        d.message(line, Text.skipBlanks(line, placeEnd));
        return Match.STRONG;
    }

    /** {@code [812:813:0504/101112.345678:ERROR:gpu_init.cc(523)] text}. */
    private static Match chromium(String line, Draft d, Clues clues) {
        int slash = line.indexOf('/');
        int close = slash < 5 || slash > 40 ? -1 : line.indexOf(")] ", slash);
        if (close < 0 || close > 160 || !Text.isNumber(line, slash - 4, slash) || Text.digits(line, slash + 1) != 6) {
            return Match.NONE;
        }
        Stamp t = clues.stamp;
        t.clear();
        boolean date = t.setDate(0, Text.number(line, slash - 4, slash - 2), Text.number(line, slash - 2, slash));
        int end = date ? Clocks.fraction(line, Clocks.compact(line, slash + 1, t), t) : -1;
        int level = end < 0 || Text.at(line, end) != ':' ? -1 : line.indexOf(':', end + 1);
        if (level < 0 || level > close) {
            return Match.NONE;
        }
        String word = line.substring(end + 1, level);
        d.timestamp = clues.moments.of(t);
        d.zone = clues.moments.note();
        d.severity = word.startsWith("VERBOSE") ? Severity.DEBUG : Severities.word(word);
        d.logger = line.substring(level + 1, close + 1);
        d.message(line, close + 3);
        return Match.STRONG;
    }
}
