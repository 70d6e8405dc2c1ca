package io.forewarn.ingest.format;

import java.time.Instant;
import java.time.ZoneId;

/** What one file tells about its own timestamps, shared by the parsers that read it. */
public sealed class Clues permits WatchedClues {
    final Timestamps timestamps;
    final Moments moments;
    final Stamp stamp = new Stamp();

    Clues(ZoneId zone, Instant modified) {
        this(new Timestamps(), new Moments(zone, modified));
    }

    Clues(Timestamps timestamps, Moments moments) {
        this.timestamps = timestamps;
        this.moments = moments;
    }

    /** Reads a timestamp at {@code from} into the draft; the index after it or -1. */
    int timestamp(String line, int from, Draft draft) {
        if (!timestamps.scan(line, from, stamp)) {
            return -1;
        }
        take(draft);
        return stamp.end;
    }

    /** Gives the draft the timestamp that was scanned last. */
    void take(Draft draft) {
        draft.timestamp = moments.of(stamp);
        draft.zone = moments.note();
        draft.offset = stamp.offset;
    }
}
