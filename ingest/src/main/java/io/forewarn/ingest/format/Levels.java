package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import org.jspecify.annotations.Nullable;

/** Whether a token of a header is its level; the same word may begin a sentence. */
final class Levels {
    private Levels() {}

    /** True behind {@code LEVEL: }. */
    static boolean isLevelName(String s, int at) {
        return at >= 7 && s.regionMatches(true, at - 7, "level: ", 0, 7);
    }

    static @Nullable Severity level(String s, int i, int end, int token, int plain) {
        boolean debug = end - i == 2 && s.charAt(i) == 'D' && Text.isDigit(s.charAt(i + 1));
        if (end - i == 2 && token == 0 && s.charAt(end - 1) == '!' && Text.at(s, end) == ' ') {
            // Telegraf's "E! "
            return Severities.letter(s.charAt(i));
        }
        if (end - i == 1 || debug) {
            boolean sure = token <= 4
                    && plain == 0
                    && (Text.at(s, end) == ' ' || Text.at(s, end) == '/' || Text.at(s, end) == '|');
            // capnslog's notices
            boolean notice = sure && s.charAt(i) == 'N' && Text.at(s, end + 1) == '|';
            return notice ? Severity.INFO : sure ? Severities.letter(s.charAt(i)) : null;
        }
        Severity level = Severities.word(s, i, end);
        if (level == null) {
            return null;
        }
        char next = Text.at(s, end);
        if (isUpper(s, i, end)) {
            // Nagios' "SERVICE ALERT" names no level
            if (plain > 0 && s.charAt(i) == 'A') {
                return null;
            }
            // "LOG" and "NOTE" in capitals are levels, "FAILURE of disk" in a sentence is not reached: plain words stop
            return level;
        }
        boolean alone = plain == 0
                && (next == ' '
                        || next == '\t'
                        || next == ':'
                        || next == ']'
                        || next == '|'
                        || next == ','
                        || next == 0);
        // TIBCO's "BW.shop Info [BW-User]"
        boolean inFront = next == ' ' && Text.at(s, end + 1) == '[' && Character.isUpperCase(s.charAt(i));
        if (plain == 1 && (inFront || isListed(s, i, end))) {
            return level;
        }
        // Icinga's "warning/ApiListener: text"
        boolean owner =
                token == 0 && next == '/' && s.indexOf(": ", end) > 0 && s.indexOf(' ', end) > s.indexOf(": ", end);
        return (alone || owner) && (token == 0 || isDelimited(s, i, end)) && !isSpeech(s, i, end) ? level : null;
    }

    /** One of the parts of a word: {@code system,info,account text}, {@code ns_orchestrator:0:info:message(…)}. */
    private static boolean isListed(String s, int i, int end) {
        char before = Text.at(s, i - 1);
        char next = Text.at(s, end);
        return (before == ',' && (next == ',' || next == ' ')) || (before == ':' && next == ':');
    }

    /** "Log opened", "Config loaded", "Note that", "Success": how sentences begin too. */
    private static boolean isSpeech(String s, int i, int end) {
        if (Text.at(s, end) != ' ' || !Text.isLetter(Text.at(s, end + 1))) {
            return false;
        }
        return switch (s.charAt(i) | 0x20) {
            case 'l', 'c', 's' -> true;
            case 'n' -> s.startsWith("te", end - 2);
            case 'f' -> s.charAt(end - 1) == 'e' || s.startsWith("ult", end - 3);
            case 'a' -> true;
            default -> false;
        };
    }

    /** True behind {@code name: } or {@code name[12] } and in front of a colon. */
    static boolean isSpoken(String s, int i, int end) {
        char before = Text.at(s, i - 2);
        return Text.at(s, end) == ':' && Text.at(s, i - 1) == ' ' && (before == ':' || before == ']');
    }

    /** BIND and Dovecot name a category in front: {@code general: error: text}, {@code imap-login: Info: text}. */
    static @Nullable Severity category(String s, int i, int end) {
        return switch (s.substring(i, end)) {
            case "debug", "info", "notice", "warning", "error", "critical", "fatal" -> Severities.word(s, i, end);
            case "Debug", "Info", "Notice", "Warning", "Error", "Critical", "Fatal", "Panic" ->
                Severities.word(s, i, end);
            default -> null;
        };
    }

    private static boolean isDelimited(String s, int i, int end) {
        char before = Text.at(s, i - 1);
        char next = Text.at(s, end);
        return next == '\t' || next == ':' || next == '|' || before == '\t' || before == '|' || next == ' ';
    }

    /** {@code INFO}, {@code core:error}, blanks around them. */
    static @Nullable Severity bracketed(String s, int from, int to) {
        int a = Text.skipBlanks(s, from);
        int b = to;
        while (b > a && s.charAt(b - 1) == ' ') {
            b--;
        }
        if (b - a == 1) {
            return Severities.letter(s.charAt(a));
        }
        Severity whole = Severities.word(s, a, b);
        if (whole != null) {
            return whole;
        }
        int hash = s.indexOf('#', a);
        Severity front = hash > a && hash < b ? Severities.word(s, a, hash) : null;
        if (front != null) {
            // "[Info#SQL]"
            return front;
        }
        int colon = Math.max(s.lastIndexOf(':', b - 1), s.lastIndexOf('/', b - 1));
        return colon > a && colon < b ? Severities.word(s, colon + 1, b) : null;
    }

    static boolean isUpper(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s.charAt(i) >= 'a' && s.charAt(i) <= 'z') {
                return false;
            }
        }
        return true;
    }
}
