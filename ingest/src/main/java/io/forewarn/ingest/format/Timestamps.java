package io.forewarn.ingest.format;

/**
 * One hand-written scanner for the timestamp layouts that logs use: ISO 8601 and its relatives, compact digits, day or
 * month first, month names, weekday first, month and day without a year, time alone, epoch seconds to nanoseconds,
 * TAI64N. No regular expressions, no locale, no allocation on the common paths.
 */
final class Timestamps {
    private static final long FIRST_EPOCH = 631_152_000L; // 1990
    private static final long LAST_EPOCH = 4_102_444_800L; // 2100

    private DateOrder shortYears = DateOrder.YEAR_MONTH_DAY;
    private DateOrder longYears = DateOrder.MONTH_DAY_YEAR;

    /** Sets what the evidence of the file says: of {@code 03/04/05} and of {@code 03/04/2005}. */
    void order(DateOrder shortYears, DateOrder longYears) {
        this.shortYears = shortYears;
        this.longYears = longYears;
    }

    /** Reads a timestamp that starts exactly at {@code from}; on success {@code t.end} is the index after it. */
    boolean scan(String s, int from, Stamp t) {
        t.clear();
        if (from < 0 || from >= s.length()) {
            return false;
        }
        char c = s.charAt(from);
        int end = -1;
        if (Text.isDigit(c)) {
            end = digits(s, from, t);
        } else if (c == '@') {
            end = tai64n(s, from, t);
        } else if (Text.isLetter(c)) {
            end = words(s, from, t);
        }
        t.end = end;
        return end > 0;
    }

    private int digits(String s, int from, Stamp t) {
        int run = Text.digits(s, from);
        return switch (run) {
            case 1, 2 -> smallFirst(s, from, run, t);
            case 4 -> yearFirst(s, from, t);
            case 6 -> compactShort(s, from, t);
            case 8 -> compactLong(s, from, t);
            case 14, 17 -> compactWhole(s, from, run, t);
            case 10, 13, 16, 19 -> epoch(s, from, run, t);
            default -> -1;
        };
    }

    private static int yearFirst(String s, int from, Stamp t) {
        int year = Text.number(s, from, from + 4);
        int p = from + 4;
        if (year < 1970 || year > 2199 || p >= s.length()) {
            return -1;
        }
        char sep = s.charAt(p);
        if (sep != '-' && sep != '/' && sep != '.' && sep != ' ' && sep != '_') {
            return -1;
        }
        p++;
        int month;
        int run = Text.digits(s, p);
        if (run == 1 || run == 2) {
            if (sep == ' ') {
                return -1;
            }
            month = Text.number(s, p, p + run);
            p += run;
        } else if (run == 3 && sep != ' ') {
            return t.setDayOfYear(year, Text.number(s, p, p + 3)) ? clock(s, p + 3, t) : -1;
        } else {
            int end = Text.letters(s, p);
            month = Calendars.month(s, p, end);
            p = end;
        }
        if (p >= s.length() || s.charAt(p) != sep) {
            return -1;
        }
        p++;
        if (sep == ' ' && Text.at(s, p) == ' ') {
            // NX-OS aligns the day: 2024 Jul  8
            p++;
        }
        run = Text.digits(s, p);
        if (run < 1 || run > 2 || !t.setDate(year, month, Text.number(s, p, p + run))) {
            return -1;
        }
        return clock(s, p + run, t);
    }

    private int smallFirst(String s, int from, int run, Stamp t) {
        int a = Text.number(s, from, from + run);
        int p = from + run;
        if (p >= s.length()) {
            return -1;
        }
        char sep = s.charAt(p);
        if (sep == ':') {
            int end = Clocks.time(s, from, t, true);
            return end < 0 ? -1 : Clocks.zone(s, end, t);
        }
        if (sep != '/' && sep != '-' && sep != '.' && sep != ' ') {
            return -1;
        }
        p++;
        int second = Text.digits(s, p);
        if (second == 0) {
            return dayAndName(s, a, sep, p, t);
        }
        if (second > 2 || sep == ' ') {
            return -1;
        }
        int b = Text.number(s, p, p + second);
        p += second;
        if (p < s.length() && s.charAt(p) == sep) {
            return threeNumbers(s, a, b, p + 1, sep, t);
        }
        if (sep == '/' && Text.at(s, p) == '-' && Text.at(s, p + 3) == ':' && t.setDate(0, a, b)) {
            // Snort: 07/08-09:10:11.123456
            return clock(s, p, t);
        }
        // 03-17 16:13:38.811, 10.30 16:49:06 or 03-17|16:13:38: month and day, no year
        if (p < s.length() && (s.charAt(p) == ' ' || s.charAt(p) == '|') && t.setDate(0, a, b)) {
            return Text.digits(s, p + 1) == 2 ? clock(s, p, t) : -1;
        }
        return -1;
    }

    private int threeNumbers(String s, int a, int b, int p, char sep, Stamp t) {
        int run = Text.digits(s, p);
        if (run != 2 && run != 4) {
            return -1;
        }
        int c = Text.number(s, p, p + run);
        boolean ok = run == 4
                ? setByOrder(t, sep == '.' ? DateOrder.DAY_MONTH_YEAR : longYears, a, b, c)
                : setByOrder(t, sep == '.' ? DateOrder.DAY_MONTH_YEAR : shortYears, a, b, c);
        return ok ? clock(s, p + run, t) : -1;
    }

    private static boolean setByOrder(Stamp t, DateOrder order, int a, int b, int c) {
        boolean whole = c > 99;
        DateOrder first = whole && order == DateOrder.YEAR_MONTH_DAY ? DateOrder.MONTH_DAY_YEAR : order;
        if (set(t, first, a, b, c)) {
            return true;
        }
        // the rest of the file decided otherwise, but this line can only be read so
        for (DateOrder other : DateOrder.values()) {
            if ((!whole || other != DateOrder.YEAR_MONTH_DAY) && set(t, other, a, b, c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean set(Stamp t, DateOrder order, int a, int b, int c) {
        return switch (order) {
            case YEAR_MONTH_DAY -> t.setDate(century(a), b, c);
            case MONTH_DAY_YEAR -> t.setDate(century(c), a, b);
            case DAY_MONTH_YEAR -> t.setDate(century(c), b, a);
        };
    }

    private static int century(int y) {
        return y > 99 ? y : y < 70 ? 2000 + y : 1900 + y;
    }

    /** {@code 20/Jul/2009:22:59:26}, {@code 25 Apr 2024 05:32:35}, {@code 25 Apr 05:32:35}, {@code 01-Jan-23 1:02:03}. */
    private static int dayAndName(String s, int day, char sep, int p, Stamp t) {
        int end = Text.letters(s, p);
        int month = Calendars.month(s, p, end);
        if (month == 0) {
            return -1;
        }
        p = end;
        if (p < s.length() && (s.charAt(p) == sep || s.charAt(p) == ' ')) {
            int run = Text.digits(s, p + 1);
            boolean year = run == 4 || (run == 2 && s.charAt(p) == sep && sep != ' ');
            if (year && t.setDate(century(Text.number(s, p + 1, p + 1 + run)), month, day)) {
                return clock(s, p + 1 + run, t);
            }
            if (!year && t.setDate(0, month, day)) {
                return clock(s, p, t);
            }
        }
        return -1;
    }

    private static int compactShort(String s, int from, Stamp t) {
        int p = from + 6;
        if (p >= s.length()
                || s.charAt(p) != ' '
                || !t.setDate(
                        century(Text.number(s, from, from + 2)),
                        Text.number(s, from + 2, from + 4),
                        Text.number(s, from + 4, from + 6))) {
            return -1;
        }
        return clock(s, p, t);
    }

    private static int compactLong(String s, int from, Stamp t) {
        int year = Text.number(s, from, from + 4);
        if (year < 1970
                || year > 2199
                || !t.setDate(year, Text.number(s, from + 4, from + 6), Text.number(s, from + 6, from + 8))) {
            return -1;
        }
        return clock(s, from + 8, t);
    }

    private static int compactWhole(String s, int from, int run, Stamp t) {
        int year = Text.number(s, from, from + 4);
        if (year < 1970
                || year > 2199
                || !t.setDate(year, Text.number(s, from + 4, from + 6), Text.number(s, from + 6, from + 8))) {
            return -1;
        }
        int p = Clocks.compact(s, from + 8, t);
        if (p > 0 && run == 17) {
            t.nano = Text.number(s, p, p + 3) * 1_000_000;
            p += 3;
        }
        return p < 0 ? -1 : Clocks.zone(s, Clocks.fraction(s, p, t), t);
    }

    private static int epoch(String s, int from, int run, Stamp t) {
        long seconds = Text.longNumber(s, from, from + 10);
        int p = from + run;
        if (seconds < FIRST_EPOCH || seconds > LAST_EPOCH || (p < s.length() && Text.isLetter(s.charAt(p)))) {
            return -1;
        }
        t.epoch = true;
        t.epochSecond = seconds;
        t.offset = 0;
        if (run == 10) {
            return Clocks.fraction(s, p, t);
        }
        long rest = Text.longNumber(s, from + 10, p);
        t.nano = (int) (run == 13 ? rest * 1_000_000 : run == 16 ? rest * 1_000 : rest);
        if (run == 13) {
            // bunyan and some gateways write milliseconds with a fraction
            int end = Text.digits(s, p + 1) > 0 && p < s.length() && s.charAt(p) == '.'
                    ? p + 1 + Text.digits(s, p + 1)
                    : p;
            return end;
        }
        return p;
    }

    /** TAI64N: {@code @}, 16 hex digits of seconds since 2^62 and 8 of nanoseconds (cr.yp.to/libtai/tai64.html). */
    private static int tai64n(String s, int from, Stamp t) {
        int p = from + 25;
        if (p > s.length()) {
            return -1;
        }
        long seconds = 0;
        for (int i = from + 1; i < from + 17; i++) {
            int d = Character.digit(s.charAt(i), 16);
            if (d < 0) {
                return -1;
            }
            seconds = (seconds << 4) | d;
        }
        long nanos = 0;
        for (int i = from + 17; i < p; i++) {
            int d = Character.digit(s.charAt(i), 16);
            if (d < 0) {
                return -1;
            }
            nanos = (nanos << 4) | d;
        }
        // daemontools adds the ten seconds that TAI was ahead of UTC in 1970 and leaves leap seconds to the reader
        long epoch = seconds - (1L << 62) - 10;
        if (nanos > 999_999_999 || epoch < 0 || epoch > LAST_EPOCH) {
            return -1;
        }
        t.epoch = true;
        t.epochSecond = epoch;
        t.nano = (int) nanos;
        t.offset = 0;
        return p;
    }

    private int words(String s, int from, Stamp t) {
        int end = Text.letters(s, from);
        if (Calendars.weekday(s, from, end)) {
            int p = end;
            while (p < s.length() && (s.charAt(p) == ' ' || s.charAt(p) == ',' || s.charAt(p) == '.')) {
                p++;
            }
            if (p == end || p >= s.length()) {
                return -1;
            }
            if (Text.isDigit(s.charAt(p))) {
                return digits(s, p, t);
            }
            int monthEnd = Text.letters(s, p);
            return monthFirst(s, p, monthEnd, t);
        }
        return monthFirst(s, from, end, t);
    }

    /** {@code Nov  3 09:23:38}, {@code Dec 04 04:47:44 2005}, {@code Jan 2, 2023 1:02:03 PM}, {@code May 19 12:00:02 UTC 2021}. */
    private static int monthFirst(String s, int from, int end, Stamp t) {
        int month = Calendars.month(s, from, end);
        if (month == 0 || end >= s.length() || (s.charAt(end) != ' ' && s.charAt(end) != '-' && s.charAt(end) != '/')) {
            return -1;
        }
        int p = end + 1;
        while (p < s.length() && s.charAt(p) == ' ' && p < end + 3) {
            p++;
        }
        int run = Text.digits(s, p);
        if (run < 1 || run > 2) {
            return -1;
        }
        int day = Text.number(s, p, p + run);
        p += run;
        int year = 0;
        if (p < s.length() && s.charAt(p) == ',') {
            p++;
        }
        if (Text.digits(s, p + 1) == 4
                && p < s.length()
                && (s.charAt(p) == ' ' || s.charAt(p) == '-' || s.charAt(p) == '/')) {
            year = Text.number(s, p + 1, p + 5);
            p += 5;
            if (p < s.length() && s.charAt(p) == ',') {
                p++;
            }
        }
        if (!t.setDate(year, month, day)) {
            return -1;
        }
        p = clock(s, p, t);
        if (p > 0 && year == 0 && p < s.length() && s.charAt(p) == ' ' && Text.digits(s, p + 1) == 4) {
            int late = Text.number(s, p + 1, p + 5);
            boolean ends = p + 5 >= s.length() || !Text.isLetterOrDigit(s.charAt(p + 5));
            if (ends && late >= 1970 && late <= 2199) {
                t.year = late;
                return p + 5;
            }
        }
        return p;
    }

    /** The separator between date and time, the time and its zone. */
    private static int clock(String s, int p, Stamp t) {
        int n = s.length();
        if (p >= n) {
            return -1;
        }
        char sep = s.charAt(p);
        if (sep != 'T'
                && sep != ' '
                && sep != '-'
                && sep != ':'
                && sep != '_'
                && sep != 't'
                && sep != ','
                && sep != '|') {
            return -1;
        }
        p++;
        while (p < n && (s.charAt(p) == ' ') && (sep == ' ' || sep == ',')) {
            p++;
        }
        if (sep == ' ' && Text.at(s, p) == '-' && Text.at(s, p + 1) == ' ' && t.year > 0) {
            // game servers: 07/08/2024 - 09:10:11
            p += 2;
        }
        int end = Text.digits(s, p) == 6 ? Clocks.fraction(s, Clocks.compact(s, p, t), t) : Clocks.time(s, p, t, false);
        return end < 0 ? -1 : Clocks.zone(s, end, t);
    }
}
