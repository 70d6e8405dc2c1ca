package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines without a time that state their level: .NET's console ({@code fail: Shop.Billing[5]} and an indented message),
 * GitHub's {@code ##[error]text} and {@code ::error file=a::text}, the kernel's {@code [   12.345678] text}, and
 * {@code ERROR text} or {@code error: text} of tools.
 */
final class ConsoleFormat implements LogFormat {
    @Override
    public String id() {
        return "console";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fail: Shop.Billing[5]",
                "##[error]Process completed with exit code 1.",
                "[   12.345678] EXT4-fs (sda1): mounted filesystem",
                "ERROR [main] com.acme.Shop - charge failed");
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            char c = line.charAt(0);
            if (c == '#' || c == ':') {
                return workflow(line, d);
            }
            if (c == '[') {
                return uptime(line, d) ? Match.WEAK : kernel(line, d);
            }
            if (Text.isDigit(c)) {
                return sinceStart(line, d) ? Match.WEAK : npm(line, d);
            }
            Match named = Character.isLetter(c) ? word(line, d) : Match.NONE;
            return named == Match.NONE && compiler(line, d) ? Match.WEAK : named;
        };
    }

    private static Match workflow(String line, Draft d) {
        int close = line.startsWith("##[") ? line.indexOf(']') : -1;
        String level = close > 0 ? line.substring(3, close) : "";
        int start = close + 1;
        if (close < 0 && line.startsWith("::")) {
            int end = line.indexOf("::", 2);
            if (end < 0) {
                return Match.NONE;
            }
            level = line.substring(2, Math.min(Text.endOfWord(line, 2), end));
            start = end + 2;
        }
        switch (level) {
            case "error", "warning", "notice", "debug" -> d.severity = Severities.word(level);
            case "group", "endgroup", "command", "section" -> d.severity = null;
            default -> {
                return Match.NONE;
            }
        }
        d.message(line, start);
        return Match.WEAK;
    }

    private static Match kernel(String line, Draft d) {
        int p = Text.skipBlanks(line, 1);
        int seconds = Text.digits(line, p);
        int micros = Text.at(line, p + seconds) == '.' ? Text.digits(line, p + seconds + 1) : 0;
        int end = p + seconds + 1 + micros;
        if (seconds > 0 && micros == 6 && line.startsWith("s]", end)) {
            // tracing's uptime: "[     0.001122s]  INFO"
            d.attribute("process.uptime", line.substring(p, end));
            Header.read(line, end + 2, d, null);
            return Match.WEAK;
        }
        if (seconds == 0 || (micros != 6 && micros != 3) || Text.at(line, end) != ']') {
            return Match.NONE;
        }
        d.attribute("kernel.uptime", line.substring(p, end));
        int text = Text.skipBlanks(line, end + 1);
        d.severity = marked(line, text);
        d.message(line, text);
        return Match.WEAK;
    }

    /** X.Org's {@code (II)}, {@code (WW)} and {@code (EE)}; its other marks tell where a setting comes from. */
    private static @Nullable Severity marked(String line, int p) {
        boolean mark =
                Text.at(line, p) == '(' && Text.at(line, p + 3) == ')' && Text.at(line, p + 1) == Text.at(line, p + 2);
        return mark ? Severities.letter(line.charAt(p + 1)) : null;
    }

    /** Java's unified logging without a date: {@code [0.123s][warning][cds] text}. */
    private static boolean uptime(String line, Draft d) {
        int close = line.indexOf("s][");
        if (close < 2 || close > 16 || Text.digits(line, 1) == 0 || line.indexOf(' ') < close) {
            return false;
        }
        int end = line.indexOf(']', close + 3);
        d.severity =
                end < 0 ? null : Severities.word(line.substring(close + 3, end).strip());
        if (d.severity == null) {
            return false;
        }
        d.attribute("process.uptime", line.substring(1, close));
        Header.read(line, end + 1, d, d.severity);
        return true;
    }

    private static Match word(String line, Draft d) {
        int end = 0;
        while (end < line.length() && end < 10 && Character.isLetter(line.charAt(end))) {
            end++;
        }
        char after = Text.at(line, end);
        if (end == 1 && line.startsWith(" (", 1) && ticked(line, d)) {
            return Match.WEAK;
        }
        String word = line.substring(0, end);
        if (after == '[' && end == 4 && counted(line, word, d)) {
            return Match.WEAK;
        }
        if (after == ':' && Text.at(line, end + 1) == ' ' && tool(word)) {
            d.severity = Severities.word(word);
            d.message(line, end + 2);
            return Match.WEAK;
        }
        if (after == ':') {
            @Nullable Severity level = dotnet(word);
            int bracket = line.indexOf('[', end);
            if (level != null && bracket > 0 && line.endsWith("]") && Text.at(line, end + 1) == ' ') {
                d.severity = level;
                d.logger = line.substring(end + 2, bracket);
                d.message(line, end + 2);
                return Match.WEAK;
            }
        }
        int open = after == ':' && line.startsWith(" [", end + 1) ? end + 2 : -1;
        int close = open < 0 ? -1 : Text.close(line, open, 12);
        if (close > 0 && Severities.word(line, open + 1, close) != null) {
            // "program: [INFO] text"
            d.component = word;
            d.severity = Severities.word(line, open + 1, close);
            d.message(line, Text.skipBlanks(line, close + 1));
            return Match.WEAK;
        }
        boolean upper = word.equals(word.toUpperCase(java.util.Locale.ROOT)) && end >= 4;
        Severity level = upper ? Severities.word(word) : null;
        if (level == null || (after != ' ' && after != '\t' && after != ':' && after != '|')) {
            return Match.NONE;
        }
        Header.read(line, end, d, level);
        return Match.WEAK;
    }

    /** {@code error: text} and {@code fatal: text} of compilers and command lines. */
    private static boolean tool(String word) {
        return switch (word) {
            case "error", "warning", "fatal", "Error", "Warning", "Fatal" -> true;
            // "note: " is how compilers go on with an error
            case "info", "warn", "debug", "verbose", "silly", "Info", "Debug" -> true;
            default -> false;
        };
    }

    /** ESP-IDF: {@code I (1234) wifi: text}, the milliseconds since the start. */
    private static boolean ticked(String line, Draft d) {
        int digits = Text.digits(line, 3);
        int name = 5 + digits;
        int colon = line.indexOf(": ", name);
        if (digits == 0 || !line.startsWith(") ", 3 + digits) || colon < 0 || line.indexOf(' ', name) < colon) {
            return false;
        }
        d.severity = Severities.letter(line.charAt(0));
        d.logger = line.substring(name, colon);
        d.message(line, colon + 2);
        return d.severity != null;
    }

    /** logrus on a terminal: {@code ERRO[0012] text}, the seconds since the start. */
    private static boolean counted(String line, String word, Draft d) {
        int digits = Text.digits(line, 5);
        Severity level = digits == 4 || digits == 5 ? Severities.word(word) : null;
        if (level == null || !line.startsWith("] ", 5 + digits)) {
            return false;
        }
        d.severity = level;
        d.message(line, 7 + digits);
        return true;
    }

    /** log4j's TTCC layout: {@code 12    [main] ERROR com.acme.A - text}, the milliseconds since the start. */
    private static boolean sinceStart(String line, Draft d) {
        int digits = Text.digits(line, 0);
        int bracket = Text.skipBlanks(line, digits);
        int close =
                digits > 10 || bracket == digits || Text.at(line, bracket) != '[' ? -1 : Text.close(line, bracket, 80);
        int word = close < 0 ? -1 : Text.skipBlanks(line, close + 1);
        int end = word < 0 ? -1 : Text.endOfWord(line, word);
        Severity level =
                end < 0 || !Character.isUpperCase(Text.at(line, word)) ? null : Severities.word(line, word, end);
        if (level == null) {
            return false;
        }
        d.attribute("thread.name", line.substring(bracket + 1, close));
        Header.read(line, end, d, level);
        return true;
    }

    /** What compilers say of a place: {@code src/a.c:12:5: warning: text}, {@code src/A.cs(3,5): error CS1002: text}. */
    private static boolean compiler(String line, Draft d) {
        int end = Text.endOfWord(line, 0);
        if (end < 5 || end > 300 || line.charAt(end - 1) != ':') {
            return false;
        }
        boolean bracket = line.charAt(end - 2) == ')';
        if (!Text.isDigit(line.charAt(bracket ? end - 3 : end - 2)) || (!bracket && line.indexOf(':') == end - 1)) {
            return false;
        }
        int word = end + 1;
        boolean fatal = line.startsWith("fatal error: ", word);
        d.severity = fatal || line.startsWith("error: ", word) || line.startsWith("error ", word)
                ? Severity.ERROR
                : line.startsWith("warning: ", word) || line.startsWith("warning ", word)
                        ? Severity.WARN
                        : line.startsWith("note: ", word) ? Severity.INFO : null;
        d.message(line, 0);
        return d.severity != null;
    }

    /** npm's debug log: {@code 12 error code ERESOLVE}. */
    private static Match npm(String line, Draft d) {
        int digits = Text.digits(line, 0);
        int end = Text.endOfWord(line, digits + 1);
        if (digits > 6 || Text.at(line, digits) != ' ' || end >= line.length()) {
            return Match.NONE;
        }
        switch (line.substring(digits + 1, end)) {
            case "silly", "verbose", "info", "notice", "warn", "error" ->
                d.severity = Severities.word(line, digits + 1, end);
            case "http", "timing" -> d.severity = Severity.DEBUG;
            default -> {
                return Match.NONE;
            }
        }
        d.message(line, end + 1);
        return Match.WEAK;
    }

    private static @Nullable Severity dotnet(String word) {
        return switch (word) {
            case "trce" -> Severity.TRACE;
            case "dbug" -> Severity.DEBUG;
            case "info" -> Severity.INFO;
            case "warn" -> Severity.WARN;
            case "fail" -> Severity.ERROR;
            case "crit" -> Severity.FATAL;
            default -> null;
        };
    }
}
