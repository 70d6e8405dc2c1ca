package io.forewarn.ingest.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The time-of-day and zone part of a timestamp; every method returns the index after what it read, or -1. */
final class Clocks {
    /** Minutes from UTC that {@link java.time.ZoneOffset} can tell at most. */
    private static final int FARTHEST = 18 * 60;

    private Clocks() {}

    /** {@code 9:05}, {@code 09:05:07}, {@code 09:05:07,123}, {@code 15.42.50.363779}, {@code 1:02:03 PM}. */
    static int time(String s, int p, Stamp t, boolean secondsNeeded) {
        int n = s.length();
        int run = Text.digits(s, p);
        if (run < 1 || run > 2 || p + run >= n) {
            return -1;
        }
        t.hour = Text.number(s, p, p + run);
        p += run;
        char sep = s.charAt(p);
        if (sep == ':' && t.month > 0 && (Text.digits(s, p + 1) == 1 || isShortSecond(s, p + 3))) {
            return shortTime(s, p, t);
        }
        boolean joined = (sep == '-' || sep == '_') && t.month > 0 && Text.at(s, p - run - 1) == sep;
        if ((sep != ':' && sep != '.' && !joined) || t.hour > 24 || Text.digits(s, p + 1) != 2) {
            return -1;
        }
        t.minute = Text.number(s, p + 1, p + 3);
        p += 3;
        if (p < n && s.charAt(p) == sep && Text.digits(s, p + 1) == 2) {
            t.second = Text.number(s, p + 1, p + 3);
            p = fraction(s, p + 3, t);
        } else if (sep != ':' || (secondsNeeded && halfOfDay(s, p, t) == p)) {
            return -1;
        } else if (secondsNeeded) {
            // "3:04PM": zerolog's console
            t.hour = Text.number(s, p - 3 - run, p - 3);
        }
        if (t.minute > 59 || t.second > 60 || (p < n && Text.isDigit(s.charAt(p)))) {
            return -1;
        }
        t.second = Math.min(t.second, 59);
        p = halfOfDay(s, p, t);
        return t.hour > 23 ? -1 : p;
    }

    private static boolean isShortSecond(String s, int p) {
        return Text.at(s, p) == ':' && Text.digits(s, p + 1) == 1;
    }

    /** {@code 0:5:7:41} behind a date: minutes and seconds without leading zeros, from the colon after the hour on. */
    private static int shortTime(String s, int colon, Stamp t) {
        int minutes = Text.digits(s, colon + 1);
        int next = colon + 1 + minutes;
        int seconds = Text.at(s, next) == ':' ? Text.digits(s, next + 1) : 0;
        if (minutes < 1 || minutes > 2 || seconds < 1 || seconds > 2) {
            return -1;
        }
        t.minute = Text.number(s, colon + 1, next);
        t.second = Text.number(s, next + 1, next + 1 + seconds);
        if (t.hour > 23 || t.minute > 59 || t.second > 60) {
            return -1;
        }
        t.second = Math.min(t.second, 59);
        return halfOfDay(s, fraction(s, next + 1 + seconds, t), t);
    }

    /** {@code 203615}. */
    static int compact(String s, int p, Stamp t) {
        t.hour = Text.number(s, p, p + 2);
        t.minute = Text.number(s, p + 2, p + 4);
        t.second = Math.min(59, Text.number(s, p + 4, p + 6));
        return t.hour > 23 || t.minute > 59 || Text.number(s, p + 4, p + 6) > 60 ? -1 : p + 6;
    }

    static int fraction(String s, int p, Stamp t) {
        if (p < 0 || p >= s.length()) {
            return p;
        }
        char c = s.charAt(p);
        if (c != '.' && c != ',' && c != ':') {
            return p;
        }
        int run = Text.digits(s, p + 1);
        if (c == ':' && run > 0 && run < 3 && p + 1 + run < s.length() && s.charAt(p + 1 + run) == '|') {
            // HealthApp counts milliseconds without leading zeros
            t.nano = Text.number(s, p + 1, p + 1 + run) * 1_000_000;
            return p + 1 + run;
        }
        // behind a comma, more digits than a second has parts are the next column
        if (run == 0 || (c == ':' && (run < 3 || run > 9)) || (c == ',' && run > 9)) {
            return p;
        }
        int nano = 0;
        for (int i = 0; i < 9; i++) {
            nano = nano * 10 + (i < run ? s.charAt(p + 1 + i) - '0' : 0);
        }
        t.nano = nano;
        return p + 1 + run;
    }

    private static int halfOfDay(String s, int p, Stamp t) {
        int q = p < s.length() && (s.charAt(p) == ' ' || s.charAt(p) == '\u202f') ? p + 1 : p;
        if (q + 1 >= s.length() || t.hour > 12) {
            return p;
        }
        char a = Character.toLowerCase(s.charAt(q));
        boolean ends = q + 2 >= s.length() || !Text.isLetterOrDigit(s.charAt(q + 2));
        if ((a != 'a' && a != 'p') || Character.toLowerCase(s.charAt(q + 1)) != 'm' || !ends) {
            return p;
        }
        t.hour = t.hour % 12 + (a == 'p' ? 12 : 0);
        return q + 2;
    }

    /** Optional zone: {@code Z}, {@code +02:00}, {@code -0700}, {@code UTC}, {@code PDT}, {@code GMT+1}. */
    static int zone(String s, int p, Stamp t) {
        int n = s.length();
        if (p >= n) {
            return p;
        }
        boolean blank = s.charAt(p) == ' ';
        int q = blank ? p + 1 : p;
        if (q >= n) {
            return p;
        }
        char c = s.charAt(q);
        if (c == '+' || c == '-') {
            int end = offset(s, q, t, blank);
            return end < 0 ? p : region(s, end);
        }
        if (c < 'A' || c > 'z') {
            return p;
        }
        int end = q;
        while (end < n && end - q < 6 && Text.isLetter(s.charAt(end))) {
            end++;
        }
        if (blank && end < n && s.charAt(end) == '/' && t.year > 0) {
            return named(s, q, t, p);
        }
        if (end - q > 4 || (end < n && Text.isLetterOrDigit(s.charAt(end)))) {
            return p;
        }
        if (end - q == 1 && (c == 'Z' || c == 'z') && !blank) {
            t.offset = 0;
            return region(s, end);
        }
        int known = end - q < 3 ? Stamp.NO_OFFSET : Calendars.zone(s.substring(q, end));
        if (known == Stamp.NO_OFFSET) {
            return p;
        }
        t.offset = known;
        if (known == 0 && end < n && (s.charAt(end) == '+' || s.charAt(end) == '-')) {
            int more = offset(s, end, t, false);
            return more < 0 ? end : more;
        }
        char sign = known == 0 && Text.at(s, end) == ' ' && s.startsWith("GMT", q) ? Text.at(s, end + 1) : ' ';
        if (sign == '+' || sign == '-') {
            // TIBCO's "GMT +2"
            int more = offset(s, end + 1, t, false);
            return more < 0 ? end : more;
        }
        return end;
    }

    /** {@code Europe/Berlin}, as PHP writes it; the rules of the region say the offset. */
    private static int named(String s, int from, Stamp t, int none) {
        int end = from;
        while (end < s.length()
                && end - from < 40
                && (Text.isLetter(s.charAt(end)) || "/_-+".indexOf(s.charAt(end)) >= 0)) {
            end++;
        }
        try {
            t.offset = ZoneId.of(s.substring(from, end))
                    .getRules()
                    .getOffset(LocalDateTime.of(t.year, t.month, t.day, t.hour, t.minute, t.second))
                    .getTotalSeconds();
            return end;
        } catch (DateTimeException e) {
            return none;
        }
    }

    private static int offset(String s, int q, Stamp t, boolean blank) {
        int run = Text.digits(s, q + 1);
        int sign = s.charAt(q) == '-' ? -1 : 1;
        int end;
        int hours;
        int minutes = 0;
        if (run == 4) {
            hours = Text.number(s, q + 1, q + 3);
            minutes = Text.number(s, q + 3, q + 5);
            end = q + 5;
        } else if (run == 2 && q + 3 < s.length() && s.charAt(q + 3) == ':' && Text.digits(s, q + 4) == 2) {
            hours = Text.number(s, q + 1, q + 3);
            minutes = Text.number(s, q + 4, q + 6);
            end = q + 6;
        } else if (!blank && (run == 1 || run == 2)) {
            hours = Text.number(s, q + 1, q + 1 + run);
            end = q + 1 + run;
        } else if (!blank && run == 3 && s.charAt(Math.min(q + 4, s.length() - 1)) == ' ') {
            // Db2 writes minutes
            hours = Text.number(s, q + 1, q + 4) / 60;
            minutes = Text.number(s, q + 1, q + 4) % 60;
            end = q + 4;
            if (minutes % 15 != 0) {
                return -1;
            }
        } else {
            return -1;
        }
        if (minutes > 59
                || hours * 60 + minutes > FARTHEST
                || (end < s.length() && Text.isLetterOrDigit(s.charAt(end)))) {
            return -1;
        }
        t.offset = sign * (hours * 3600 + minutes * 60);
        return end;
    }

    /** {@code [Europe/Berlin]} after an offset says nothing new. */
    private static int region(String s, int p) {
        if (p + 2 < s.length() && s.charAt(p) == '[' && Character.isUpperCase(s.charAt(p + 1))) {
            int close = s.indexOf(']', p);
            int slash = s.indexOf('/', p);
            if (close > 0 && close - p < 40 && slash > 0 && slash < close && s.lastIndexOf(' ', close) < p) {
                return close + 1;
            }
        }
        return p;
    }
}
