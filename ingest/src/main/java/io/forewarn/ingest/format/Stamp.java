package io.forewarn.ingest.format;

/** The fields of one timestamp as written, filled by {@link Timestamps}; reused from line to line. */
final class Stamp {
    static final int NO_OFFSET = Integer.MIN_VALUE;

    /** 0 where the text has no year. */
    int year;

    /** 0 where the text has no date at all. */
    int month;

    int day;
    int hour;
    int minute;
    int second;
    int nano;

    /** Seconds east of UTC, or {@link #NO_OFFSET}. */
    int offset;

    /** True where {@link #epochSecond} and {@link #nano} are the whole timestamp. */
    boolean epoch;

    long epochSecond;

    /** Index after the last character of the timestamp. */
    int end;

    void clear() {
        year = 0;
        month = 0;
        day = 0;
        hour = 0;
        minute = 0;
        second = 0;
        nano = 0;
        offset = NO_OFFSET;
        epoch = false;
        epochSecond = 0;
        end = 0;
    }

    boolean setDate(int y, int m, int d) {
        if (m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) {
            return false;
        }
        year = y;
        month = m;
        day = d;
        return true;
    }

    /** An ordinal date of ISO 8601: days are counted from 1 on January 1. */
    boolean setDayOfYear(int y, int dayOfYear) {
        int m = 1;
        int d = dayOfYear;
        while (m < 12 && d > daysIn(y, m)) {
            d -= daysIn(y, m);
            m++;
        }
        return setDate(y, m, d);
    }

    private static int daysIn(int y, int m) {
        if (m == 2) {
            // without a year the 29th must be allowed
            return y == 0 || (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : 28;
        }
        return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
    }
}
