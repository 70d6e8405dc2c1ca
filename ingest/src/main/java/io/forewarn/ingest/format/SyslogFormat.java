package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import java.util.List;

/** The BSD syslog of RFC 3164, with or without its priority, and the same with rsyslog's ISO timestamps. */
final class SyslogFormat implements LogFormat {
    @Override
    public String id() {
        return "syslog";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "Nov  3 09:23:38 veridian automount[7998]: lookup(file): lookup for foobar failed",
                "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
                "2015-04-24T21:08:10.313913+00:00 web01 sshd[12]: Accepted publickey for deploy");
    }

    @Override
    public boolean readsByShape() {
        return true;
    }

    @Override
    public LineParser parser(Clues clues) {
        return (line, d) -> {
            if (line.startsWith("-- ") && isJournalNote(line)) {
                d.message(line, 0);
                return Match.WEAK;
            }
            return read(line, d, clues) ? match(d) : Match.NONE;
        };
    }

    /** What journalctl says between the lines: {@code -- Boot 3f2a… --}. */
    private static boolean isJournalNote(String line) {
        return (line.endsWith(" --") || line.endsWith("."))
                && (line.startsWith("Boot ", 3)
                        || line.startsWith("Reboot", 3)
                        || line.startsWith("Logs begin ", 3)
                        || line.startsWith("Journal begins ", 3));
    }

    private static Match match(Draft d) {
        return d.weak ? Match.WEAK : Match.STRONG;
    }

    /** Also what HAProxy's lines start with. Sets {@code d.weak} where a host but no program is named. */
    static boolean read(String line, Draft d, Clues clues) {
        int p = 0;
        if (line.charAt(0) == '<') {
            int run = Text.digits(line, 1);
            if (run < 1 || run > 3 || Text.at(line, 1 + run) != '>') {
                return false;
            }
            d.severity = Severities.syslog(Text.number(line, 1, 1 + run) & 7);
            d.attribute("syslog.facility.code", Integer.toString(Text.number(line, 1, 1 + run) >> 3));
            p = run + 2;
        }
        p = counted(line, p);
        char c = Text.at(line, p);
        if (Text.isDigit(c)) {
            boolean named = Text.at(line, p + 4) == ' ' && Text.isLetter(Text.at(line, p + 5));
            if (Text.at(line, p + 10) != 'T' && !named) {
                return false;
            }
        } else if (!Character.isLetter(c)) {
            return false;
        }
        int end = clues.timestamp(line, p, d);
        boolean iso = Text.isDigit(c) && Text.at(line, p + 10) == 'T';
        if (end < 0 || clues.stamp.month == 0 || (iso && clues.stamp.offset == Stamp.NO_OFFSET)) {
            return false;
        }
        if (Text.at(line, end) == ':') {
            // Cisco puts a colon after the time
            end++;
        }
        if (Text.at(line, end) != ' ') {
            return false;
        }
        int host = Text.skipBlanks(line, end);
        if (line.indexOf('%', end) >= 0 && cisco(line, host, d)) {
            return true;
        }
        return host - end <= 1 && afterTime(line, host, d, iso);
    }

    /** IOS counts its messages in front of the time: {@code 000123: *Mar  4 05:06:07: %SYS-5-RESTART: text}. */
    private static int counted(String line, int p) {
        int run = Text.digits(line, p);
        if (Text.at(line, p + 2) == '/' && line.indexOf('%', p) > 0) {
            // IOS XR begins with the card: RP/0/RP0/CPU0:
            int colon = line.indexOf(':', p);
            return colon > 0 && colon - p < 32 && line.indexOf(' ', p) > colon ? colon + 1 : p;
        }
        if (run < 1 || run > 9 || !line.startsWith(": ", p + run) || line.indexOf('%', p) < 0) {
            return p;
        }
        int next = p + run + 2;
        return Text.at(line, next) == '*' || Text.at(line, next) == '.' ? next + 1 : next;
    }

    /** {@code fw : %ASA-4-106023: text}: the digit is the syslog level. */
    private static boolean cisco(String line, int from, Draft d) {
        int percent = line.indexOf('%', from);
        if (line.startsWith("%%", percent)) {
            return comware(line, from, percent, d);
        }
        int first = percent - from > 64 ? -1 : line.indexOf('-', percent);
        int colon = first < 0 ? -1 : line.indexOf(": ", first);
        // %SYS-SW1-5-CONFIG_I has one name more
        int digit = colon < 0 ? -1 : line.lastIndexOf('-', colon) - 1;
        if (colon < 0 || colon - percent > 64 || (digit <= first && digit != first - 1)) {
            return false;
        }
        while (digit > first && !(Text.isDigit(line.charAt(digit)) && Text.at(line, digit - 1) == '-')) {
            digit--;
        }
        if (!Text.isDigit(Text.at(line, digit))
                || (line.indexOf(' ', percent) < colon - 1)
                || line.charAt(digit + 1) != '-') {
            return false;
        }
        d.severity = Severities.syslog(line.charAt(digit) - '0');
        int hostEnd = Text.endOfWord(line, from);
        d.host = from < percent && hostEnd <= percent && isHost(line, from, hostEnd)
                ? line.substring(from, hostEnd)
                : null;
        d.logger = line.substring(percent + 1, colon);
        d.message(line, percent);
        return d.severity != null;
    }

    /** Huawei's and H3C's {@code SW1 %%01IFNET/3/LINK_STATE(l)[12]:text}: the digit is the syslog level. */
    private static boolean comware(String line, int from, int percent, Draft d) {
        int slash = line.indexOf('/', percent);
        int colon = line.indexOf(':', percent);
        int hostEnd = Text.endOfWord(line, from);
        boolean shape = slash > 0
                && Text.at(line, slash + 2) == '/'
                && Text.isDigit(line.charAt(slash + 1))
                && colon > slash
                && line.indexOf(' ', percent) > slash
                && (hostEnd + 1 == percent || from == percent);
        if (!shape) {
            return false;
        }
        d.severity = Severities.syslog(line.charAt(slash + 1) - '0');
        d.host = from < percent ? line.substring(from, hostEnd) : null;
        d.logger = line.substring(percent + 2, colon);
        d.message(line, percent);
        return d.severity != null;
    }

    private static boolean afterTime(String line, int host, Draft d, boolean iso) {
        int hostEnd = Text.endOfWord(line, host);
        if (hostEnd >= line.length() || !isHost(line, host, hostEnd)) {
            return !iso && hostless(line, host, d);
        }
        int tag = Text.skipBlanks(line, hostEnd);
        int priority = priority(line, host, hostEnd);
        if (priority >= 0) {
            int text = tag(line, tag, d);
            d.severity = Severities.syslog(priority & 7);
            d.message(line, text < 0 ? tag : text);
            return true;
        }
        int level = Text.endOfWord(line, tag);
        boolean stated = level < line.length() && isKeyword(line, tag, level);
        int message = tag(line, stated ? level + 1 : tag, d);
        if (stated && message > 0) {
            d.severity = Severities.word(line, tag, level);
        }
        if (message < 0) {
            if (iso) {
                return false;
            }
            if (hostless(line, host, d)) {
                return true;
            }
            d.weak = true;
            message = tag;
        }
        d.host = line.substring(host, hostEnd);
        d.message(line, message);
        return true;
    }

    /** {@code program[12]: text} straight after the time, as macOS and containers write it. */
    private static boolean hostless(String line, int from, Draft d) {
        int message = tag(line, from, d);
        if (message < 0 || d.attributes().get("process.pid") == null) {
            return false;
        }
        d.message(line, message);
        return true;
    }

    /** The priority that ESXi writes where others name the host, {@code In(14)}; -1 elsewhere. */
    private static int priority(String line, int from, int to) {
        int digits = Text.digits(line, from + 3);
        boolean shape = digits > 0
                && digits < 4
                && from + 4 + digits == to
                && line.charAt(from + 2) == '('
                && line.charAt(to - 1) == ')'
                && Character.isUpperCase(line.charAt(from));
        return shape ? Text.number(line, from + 3, to - 1) : -1;
    }

    /** A severity as syslog calls it, between the host and the program. */
    private static boolean isKeyword(String line, int from, int to) {
        return switch (to - from) {
            case 3 -> line.startsWith("err", from);
            case 4 -> line.startsWith("info", from) || line.startsWith("crit", from);
            case 5 ->
                line.startsWith("debug", from) || line.startsWith("alert", from) || line.startsWith("emerg", from);
            case 6 -> line.startsWith("notice", from);
            case 7 -> line.startsWith("warning", from);
            default -> false;
        };
    }

    private static boolean isHost(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!Text.isName(c) && c != ':' && c != '(' && c != ')' && c != '@' && c != ',') {
                return false;
            }
        }
        return line.charAt(to - 1) != ':' && to - from < 256 && Severities.word(line, from, to) == null;
    }

    /** {@code sshd(pam_unix)[19939]:}, {@code sudo:}, {@code kernel: [ 1.2]}; the start of the message or -1. */
    static int tag(String line, int from, Draft d) {
        int i = from;
        int n = Math.min(line.length(), from + 128);
        while (i < n && line.charAt(i) > ' ' && line.charAt(i) != '[' && line.charAt(i) != ':') {
            if (line.charAt(i) == '(') {
                int close = Text.close(line, i, 64);
                i = close < 0 ? i : close;
            }
            i++;
        }
        if (i == from || i >= line.length()) {
            return -1;
        }
        String program = line.substring(from, i);
        if (line.charAt(i) == '[') {
            int close = Text.close(line, i, 64);
            if (close < 0) {
                return -1;
            }
            String pid = line.substring(i + 1, close);
            i = close + 1;
            // macOS: "process[12] (name): text" or "process[12] <Error>: text"
            int more = Text.skipBlanks(line, i);
            if (Text.at(line, more) == '(' || Text.at(line, more) == '<') {
                int end = Text.close(line, more, 80);
                if (end > 0 && Text.at(line, end + 1) == ':') {
                    Severity level = Severities.word(line, more + 1, end);
                    d.severity = level == null ? d.severity : level;
                    i = end + 1;
                }
            }
            if (Text.at(line, i) != ':') {
                return -1;
            }
            d.attribute("process.pid", pid);
        }
        if (Text.at(line, i) != ':' || (i + 1 < line.length() && line.charAt(i + 1) != ' ')) {
            // "file.c:12" and "10.0.0.1:80" are not tags
            return -1;
        }
        d.component = program;
        return Text.skipBlanks(line, i + 1);
    }
}
