package io.forewarn.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weighs over many lines how dates of three numbers are ordered, and how many new years the lines see. */
final class DateEvidence {
    private final boolean longYear;
    private int n;
    private final int[] max = new int[3];
    private final int[] min = {99999, 99999, 99999};
    private final int[] changes = new int[3];
    private final int[] last = {-1, -1, -1};

    private DateEvidence(boolean longYear) {
        this.longYear = longYear;
    }

    static void weigh(List<String> lines, boolean whole, Clues clues) {
        DateEvidence shorts = new DateEvidence(false);
        DateEvidence longs = new DateEvidence(true);
        for (String line : lines) {
            note(line, shorts, longs);
        }
        clues.timestamps.order(shorts.decide(), longs.decide());
        if (whole) {
            years(lines, clues);
        }
    }

    /** The first a/b/c within the first 48 characters. */
    private static void note(String line, DateEvidence shorts, DateEvidence longs) {
        int to = Math.min(line.length(), 48);
        int i = 0;
        while (i < to) {
            int run = Text.digits(line, i);
            if (run == 0) {
                i++;
                continue;
            }
            char sep = Text.at(line, i + run);
            int second = Text.digits(line, i + run + 1);
            int third = i + run + 1 + second;
            boolean shape =
                    run <= 2 && second > 0 && second <= 2 && (sep == '/' || sep == '-') && Text.at(line, third) == sep;
            int tail = shape ? Text.digits(line, third + 1) : 0;
            if (tail == 2 || tail == 4) {
                DateEvidence e = tail == 2 ? shorts : longs;
                e.add(
                        Text.number(line, i, i + run),
                        Text.number(line, i + run + 1, third),
                        Text.number(line, third + 1, third + 1 + tail));
                return;
            }
            i += run;
        }
    }

    private void add(int... abc) {
        n++;
        for (int i = 0; i < 3; i++) {
            max[i] = Math.max(max[i], abc[i]);
            min[i] = Math.min(min[i], abc[i]);
            if (last[i] >= 0 && last[i] != abc[i]) {
                changes[i]++;
            }
            last[i] = abc[i];
        }
    }

    /** Out-of-range numbers decide; then what changes more often is the day; then the more usual order. */
    private DateOrder decide() {
        if (longYear) {
            if (n == 0 || (max[0] > 12) == (max[1] > 12)) {
                return changes[0] > changes[1] ? DateOrder.DAY_MONTH_YEAR : DateOrder.MONTH_DAY_YEAR;
            }
            return max[0] > 12 ? DateOrder.DAY_MONTH_YEAR : DateOrder.MONTH_DAY_YEAR;
        }
        boolean yearFirst = max[0] > 0 && max[1] <= 12 && max[2] <= 31 && max[0] == min[0];
        boolean yearLast = max[2] == min[2] && max[0] <= 31 && max[1] <= 31;
        if (max[0] > 31 || (yearFirst && !yearLast)) {
            return DateOrder.YEAR_MONTH_DAY;
        }
        boolean monthFirst = max[0] <= 12;
        boolean dayFirst = max[1] <= 12;
        if (max[2] > 31 || (yearLast && !yearFirst)) {
            return monthFirst && (!dayFirst || changes[1] >= changes[0])
                    ? DateOrder.MONTH_DAY_YEAR
                    : DateOrder.DAY_MONTH_YEAR;
        }
        if ((yearFirst && max[0] > 12) || n == 0) {
            return DateOrder.YEAR_MONTH_DAY;
        }
        return monthFirst && max[2] > 12 ? DateOrder.MONTH_DAY_YEAR : DateOrder.YEAR_MONTH_DAY;
    }

    /** In a file that was seen whole, the last year-less timestamp has the file's year and the others count back. */
    private static void years(List<String> lines, Clues clues) {
        Stamp t = new Stamp();
        int rollovers = 0;
        @Nullable Integer lastYear = null;
        for (String line : lines) {
            int from = yearlessStart(line);
            if (from >= 0 && clues.timestamps.scan(line, from, t) && t.year == 0 && t.month > 0) {
                if (clues.moments.startsOver(t)) {
                    rollovers++;
                }
                lastYear = clues.moments.latestYear(t);
            }
        }
        if (lastYear != null && rollovers > 0) {
            clues.moments.firstYear(lastYear - rollovers);
        }
        clues.moments.forget();
    }

    private static int yearlessStart(String line) {
        int i = 0;
        while (i < line.length() && i < 8 && !Character.isLetterOrDigit(line.charAt(i))) {
            i++;
        }
        if (line.startsWith("<") && line.indexOf('>') < 6 && line.indexOf('>') > 0) {
            return line.indexOf('>') + 1;
        }
        return i < line.length() && i < 8 ? i : -1;
    }
}
