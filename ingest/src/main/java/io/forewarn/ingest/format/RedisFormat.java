package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** Redis and its relatives: {@code 1:M 25 Apr 2024 05:32:35.018 * Ready}; before 2.8 {@code [1] 25 Apr 05:32:35 * Ready}. */
final class RedisFormat implements LogFormat {
    @Override
    public String id() {
        return "redis";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "1:M 25 Apr 2024 05:32:35.018 * Ready to accept connections tcp",
                "1:C 25 Apr 2024 05:32:35.018 # Warning: no config file specified",
                "[4018] 14 Nov 07:01:22.119 * Background saving terminated with success");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            boolean old = line.charAt(0) == '[';
            int from = old ? 1 : 0;
            int run = Text.digits(line, from);
            if (run == 0) {
                return Match.NONE;
            }
            int p = from + run;
            if (old) {
                if (!line.startsWith("] ", p)) {
                    return Match.NONE;
                }
                p += 2;
            } else {
                if (Text.at(line, p) != ':') {
                    return Match.NONE;
                }
                if (line.startsWith(":signal-handler (", p)) {
                    return signal(line, p, run, d, clues);
                }
                if (!Character.isUpperCase(Text.at(line, p + 1)) || Text.at(line, p + 2) != ' ') {
                    return Match.NONE;
                }
                d.attribute("redis.role", line.substring(p + 1, p + 2));
                p += 3;
            }
            int end = clues.timestamp(line, p, d);
            Severity level = end < 0 ? null : level(Text.at(line, end + 1));
            if (level == null || Text.at(line, end) != ' ' || Text.at(line, end + 2) != ' ') {
                return Match.NONE;
            }
            d.severity = level;
            d.attribute("process.pid", line.substring(from, from + run));
            d.message(line, end + 3);
            return Match.STRONG;
        };
    }

    /** {@code 1:signal-handler (1714024483) Received SIGTERM …}: seconds of the epoch. */
    private static Match signal(String line, int p, int run, Draft d, Clues clues) {
        int open = line.indexOf('(', p);
        int end = clues.timestamp(line, open + 1, d);
        if (end < 0 || Text.at(line, end) != ')') {
            return Match.NONE;
        }
        d.attribute("process.pid", line.substring(0, run));
        d.message(line, Text.skipBlanks(line, end + 1));
        return Match.STRONG;
    }

    private static @org.jspecify.annotations.Nullable Severity level(char c) {
        return switch (c) {
            case '.', '-' -> Severity.DEBUG;
            case '*' -> Severity.INFO;
            case '#' -> Severity.WARN;
            default -> null;
        };
    }
}
