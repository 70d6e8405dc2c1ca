package io.forewarn.ingest.format;

/**
 * That a parser looked for a timestamp, and what it saw.
 *
 * @param end index after the timestamp, or -1 where none starts at {@code from}
 * @param traits what parsers ask of a timestamp beside where it ends
 */
record Look(int from, int end, int traits) {
    private static final int EPOCH = 1;
    private static final int WHOLE_EPOCH = 2;
    private static final int NO_YEAR = 4;
    private static final int NO_DATE = 8;
    private static final int NO_OFFSET = 16;

    static Look of(int from, boolean found, Stamp t) {
        return found ? new Look(from, t.end, traits(t)) : new Look(from, -1, 0);
    }

    private static int traits(Stamp t) {
        return (t.epoch ? EPOCH : 0)
                | (t.epoch && t.nano == 0 ? WHOLE_EPOCH : 0)
                | (t.year == 0 ? NO_YEAR : 0)
                | (t.month == 0 ? NO_DATE : 0)
                | (t.offset == Stamp.NO_OFFSET ? NO_OFFSET : 0);
    }

    boolean found() {
        return end >= 0;
    }

    /** Looks again in another line; false where that sees something else. Leaves the timestamp in the clues' stamp. */
    boolean isSame(String line, Clues clues) {
        Stamp t = clues.stamp;
        return clues.timestamps.scan(line, from, t) ? t.end == end && traits(t) == traits : end < 0;
    }
}
