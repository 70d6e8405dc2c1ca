package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words, letters and numbers that state a severity, mapped to the six ranges of OpenTelemetry. */
final class Severities {
    private Severities() {}

    /** Of the word {@code s[from, to)}, in any case; null if the word states none. */
    static @Nullable Severity word(String s, int from, int to) {
        int length = to - from;
        if (length < 3 || length > 13 || !mayStart(s.charAt(from), s.charAt(from + 1))) {
            return null;
        }
        return word(s.substring(from, to));
    }

    /** Tells most words apart by their first two letters, in any case. */
    private static boolean mayStart(char first, char second) {
        return switch ((first | 0x20) << 8 | (second | 0x20)) {
            case 't' << 8 | 'r',
                    'f' << 8 | 'i',
                    'v' << 8 | 'e',
                    'v' << 8 | 'r',
                    's' << 8 | 'i',
                    'd' << 8 | 'e',
                    'd' << 8 | 'b',
                    'c' << 8 | 'o',
                    'i' << 8 | 'n',
                    'n' << 8 | 'o',
                    'l' << 8 | 'o',
                    'l' << 8 | 'i',
                    's' << 8 | 'u',
                    'w' << 8 | 'a',
                    'w' << 8 | 'r',
                    'c' << 8 | 'a',
                    'e' << 8 | 'r',
                    's' << 8 | 'e',
                    'f' << 8 | 'a',
                    'f' << 8 | 't',
                    'c' << 8 | 'r',
                    'e' << 8 | 'm',
                    'a' << 8 | 'l',
                    'p' << 8 | 'a',
                    'p' << 8 | 'n',
                    'd' << 8 | 'p',
                    'd' << 8 | 'd',
                    'w' << 8 | 't',
                    'a' << 8 | 's' -> true;
            default -> false;
        };
    }

    static @Nullable Severity word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "trace", "trc", "trac", "finest", "finer", "verbose", "vrb", "verb", "silly" -> Severity.TRACE;
            case "debug",
                    "dbg",
                    "debg",
                    "debu",
                    "ddebug",
                    "fine",
                    "config",
                    "debug1",
                    "debug2",
                    "debug3",
                    "debug4",
                    "debug5" -> Severity.DEBUG;
            case "info",
                    "inf",
                    "information",
                    "informational",
                    "notice",
                    "note",
                    "log",
                    "lifecycle",
                    "success",
                    "info1",
                    "info2",
                    "info3",
                    "info4" -> Severity.INFO;
            case "warn", "warning", "wrn", "wrng", "warn1", "warn2", "caution" -> Severity.WARN;
            case "error", "err", "erro", "eror", "severe", "failure", "error1", "error2" -> Severity.ERROR;
            case "fatal",
                    "fata",
                    "ftl",
                    "critical",
                    "crit",
                    "crt",
                    "emergency",
                    "emerg",
                    "alert",
                    "panic",
                    "pnc",
                    "dpanic",
                    "fault",
                    "wtf",
                    "assert" -> Severity.FATAL;
            default -> null;
        };
    }

    /** One-letter levels of Android, glog and console loggers. */
    static @Nullable Severity letter(char c) {
        return switch (c) {
            case 'T', 'V' -> Severity.TRACE;
            case 'D' -> Severity.DEBUG;
            case 'I' -> Severity.INFO;
            case 'W' -> Severity.WARN;
            case 'E' -> Severity.ERROR;
            case 'F', 'A', 'C' -> Severity.FATAL;
            default -> null;
        };
    }

    /** Of what network devices begin a message with: {@code %LINK-3-UPDOWN: text}; null for other texts. */
    static @Nullable Severity mnemonic(String text) {
        int first = text.isEmpty() || text.charAt(0) != '%' ? -1 : text.indexOf('-');
        int second = first < 2 || first > 32 ? -1 : text.indexOf('-', first + 1);
        if (second < 0 || Text.at(text, second - 2) != '-' || !Text.isDigit(text.charAt(second - 1))) {
            return null;
        }
        int colon = text.indexOf(':', second);
        return colon < 0 || colon - second > 48 || text.substring(1, colon).indexOf(' ') >= 0
                ? null
                : syslog(text.charAt(second - 1) - '0');
    }

    /** Event types of WebSphere's basic format. */
    static @Nullable Severity webSphere(char c) {
        return switch (c) {
            case 'F' -> Severity.FATAL;
            case 'E', 'R' -> Severity.ERROR;
            case 'W' -> Severity.WARN;
            case 'A', 'I', 'C', 'O' -> Severity.INFO;
            case 'D' -> Severity.DEBUG;
            case '1', '2', '3', '>', '<' -> Severity.TRACE;
            default -> null;
        };
    }

    /** The severity part (0..7) of a syslog priority, RFC 5424 table 2. */
    static @Nullable Severity syslog(int level) {
        return switch (level) {
            case 0, 1, 2 -> Severity.FATAL;
            case 3 -> Severity.ERROR;
            case 4 -> Severity.WARN;
            case 5, 6 -> Severity.INFO;
            case 7 -> Severity.DEBUG;
            default -> null;
        };
    }

    /** Numeric levels: bunyan and pino 10..60, Python 10..50 as the same steps, syslog 0..7. */
    static @Nullable Severity number(int level) {
        if (level >= 0 && level <= 7) {
            return syslog(level);
        }
        return switch (level / 10) {
            case 1 -> Severity.TRACE;
            case 2 -> Severity.DEBUG;
            case 3 -> Severity.INFO;
            case 4 -> Severity.WARN;
            case 5 -> Severity.ERROR;
            case 6 -> Severity.FATAL;
            default -> level >= 1000 ? javaLevel(level) : gcp(level);
        };
    }

    /** log4j's and logback's integer levels ({@code 5000, 10000, 20000 … 50000}); logstash writes them. */
    private static Severity javaLevel(int level) {
        return level < 10_000
                ? Severity.TRACE
                : level < 20_000
                        ? Severity.DEBUG
                        : level < 30_000
                                ? Severity.INFO
                                : level < 40_000 ? Severity.WARN : level < 50_000 ? Severity.ERROR : Severity.FATAL;
    }

    /** Google Cloud's LogSeverity numbers, 100 to 800. */
    private static @Nullable Severity gcp(int level) {
        return level < 100
                ? null
                : level < 200
                        ? Severity.DEBUG
                        : level < 400
                                ? Severity.INFO
                                : level < 500 ? Severity.WARN : level < 600 ? Severity.ERROR : Severity.FATAL;
    }
}
