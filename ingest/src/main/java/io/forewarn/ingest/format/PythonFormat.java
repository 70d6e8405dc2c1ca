package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** Python's logging without a format ({@code WARNING:root:text}) and crashes that runtimes print by themselves. */
final class PythonFormat implements LogFormat {
    @Override
    public String id() {
        return "python";
    }

    @Override
    public List<String> examples() {
        return List.of("WARNING:root:disk almost full", "ERROR:app.billing:charge failed");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int colon = line.indexOf(':');
            if (colon < 4 || colon > 8 || !Character.isUpperCase(line.charAt(0))) {
                return Match.NONE;
            }
            Severity level = switch (line.substring(0, colon)) {
                case "DEBUG" -> Severity.DEBUG;
                case "INFO" -> Severity.INFO;
                case "WARNING" -> Severity.WARN;
                case "ERROR" -> Severity.ERROR;
                case "CRITICAL" -> Severity.FATAL;
                default -> null;
            };
            int second = line.indexOf(':', colon + 1);
            if (level == null
                    || second < colon + 2
                    || second > colon + 80
                    || line.indexOf(' ', colon) < 0
                    || (line.indexOf(' ', colon) < second)) {
                boolean simple = level != null && Text.at(line, colon + 1) == ' ';
                d.severity = level;
                d.message(line, simple ? Text.skipBlanks(line, colon + 1) : colon + 1);
                return simple ? Match.WEAK : oneWord(line, colon, second, level, d);
            }
            return named(line, colon, second, level, d);
        };
    }

    private static Match oneWord(
            String line, int colon, int second, @org.jspecify.annotations.Nullable Severity level, Draft d) {
        boolean shape = level != null && second > colon + 1 && line.indexOf(' ', colon) < 0;
        return shape && level != null ? named(line, colon, second, level, d) : Match.NONE;
    }

    private static Match named(String line, int colon, int second, Severity level, Draft d) {
        for (int i = colon + 1; i < second; i++) {
            if (!Text.isName(line.charAt(i))) {
                return Match.NONE;
            }
        }
        d.severity = level;
        d.logger = line.substring(colon + 1, second);
        d.message(line, second + 1);
        return Match.WEAK;
    }
}
