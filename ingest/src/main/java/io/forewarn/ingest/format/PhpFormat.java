package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PHP's error log: {@code [04-May-2023 10:11:12 Europe/Berlin] PHP Fatal error:  Uncaught … in a.php:3} and the stack below. */
final class PhpFormat implements LogFormat {
    @Override
    public String id() {
        return "php";
    }

    @Override
    public List<String> examples() {
        return List.of("[04-May-2023 10:11:12 UTC] PHP Warning:  Undefined variable $x in /srv/a.php on line 3");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            int at = line.charAt(0) == '[' ? line.indexOf("] PHP ") : -1;
            int end = at < 0 || at > 60 ? -1 : clues.timestamp(line, 1, d);
            int colon = end < 0 ? -1 : line.indexOf(':', at);
            if (colon < 0 || colon - at > 40) {
                return Match.NONE;
            }
            d.severity = level(line.substring(at + 6, colon));
            d.message(line, at + 2);
            return Match.STRONG;
        };
    }

    /** The words of PHP's error levels (php.net, errorfunc.constants). */
    private static @Nullable Severity level(String words) {
        return switch (words) {
            case "Fatal error", "Parse error", "Core error", "Compile error" -> Severity.FATAL;
            case "Recoverable fatal error", "Catchable fatal error", "Error" -> Severity.ERROR;
            case "Warning", "Core warning", "Compile warning", "Deprecated" -> Severity.WARN;
            case "Notice", "Strict Standards" -> Severity.INFO;
            default -> null;
        };
    }
}
