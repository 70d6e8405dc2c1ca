package io.forewarn.models.anomaly;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How often something happened in each of consecutive minutes. */
public final class MinuteCounts {
    private static final long MINUTES_A_WEEK = 7 * 24 * 60L;
    /** 1970-01-01 was a Thursday; weeks begin on Mondays. */
    private static final long THURSDAY = 3 * 24 * 60L;

    private final Instant start;
    private final long firstMinute;
    private final int[] counts;

    private MinuteCounts(Instant start, int[] counts) {
        this.start = start;
        this.firstMinute = Math.floorDiv(start.getEpochSecond(), 60);
        this.counts = counts;
    }

    /**
     * Counts of consecutive minutes.
     *
     * @param start cut to its minute
     * @param counts not negative; copied
     */
    public static MinuteCounts of(Instant start, int[] counts) {
        return new MinuteCounts(start.truncatedTo(ChronoUnit.MINUTES), counts.clone());
    }

    public Instant start() {
        return start;
    }

    /** How many minutes. */
    public int length() {
        return counts.length;
    }

    /** The count of a minute; 0 outside. */
    public int at(int minute) {
        return minute < 0 || minute >= counts.length ? 0 : counts[minute];
    }

    /** The counts of the last {@code width} minutes, this one included. */
    public long last(int width, int minute) {
        long sum = 0;
        for (int i = Math.max(0, minute - width + 1); i <= minute; i++) {
            sum += at(i);
        }
        return sum;
    }

    public Instant time(int minute) {
        return start.plusSeconds(60L * minute);
    }

    /** Which minute a time falls into; may lie outside. */
    public int minute(Instant at) {
        return (int) (Math.floorDiv(at.getEpochSecond(), 60) - firstMinute);
    }

    /** 0 to 167 in UTC, from the first hour of Monday. */
    int hourOfWeek(int minute) {
        return (int) (Math.floorMod(firstMinute + minute + THURSDAY, MINUTES_A_WEEK) / 60);
    }

    /** Minutes from here to the next midnight in UTC, at least 1. */
    int untilMidnight(int minute) {
        return (int) (1440 - Math.floorMod(firstMinute + minute, 1440L));
    }

    /** These counts with others on top. */
    MinuteCounts plus(int[] more) {
        int[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
        return new MinuteCounts(start, sum);
    }
}
