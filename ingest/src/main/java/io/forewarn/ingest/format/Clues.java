package io.forewarn.ingest.format;

import java.time.Instant;
import java.time.ZoneId;

/** What one file tells about its own timestamps, shared by the parsers that read it. */
public final class Clues {
    final Timestamps timestamps = new Timestamps();
    final Moments moments;
    final Stamp stamp = new Stamp();

    Clues(ZoneId zone, Instant modified) {
        this.moments = new Moments(zone, modified);
    }

    /** Reads a timestamp at {@code from} into the draft; the index after it or -1. */
    int timestamp(String line, int from, Draft draft) {
        if (!timestamps.scan(line, from, stamp)) {
            return -1;
        }
        draft.timestamp = moments.of(stamp);
        draft.zone = moments.note();
        draft.offset = stamp.offset;
        return stamp.end;
    }
}
