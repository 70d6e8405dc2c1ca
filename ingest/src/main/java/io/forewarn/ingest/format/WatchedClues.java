package io.forewarn.ingest.format;

import java.util.ArrayList;
import java.util.List;

/** Clues for lines that are read on the side: they notice each look for a timestamp and leave the file's own as they are. */
final class WatchedClues extends Clues {
    private final List<Look> looks = new ArrayList<>();

    WatchedClues(Clues file) {
        super(file.timestamps, file.moments.apart());
    }

    @Override
    int timestamp(String line, int from, Draft draft) {
        int end = super.timestamp(line, from, draft);
        looks.add(Look.of(from, end >= 0, stamp));
        return end;
    }

    /** The looks since it was asked last. */
    List<Look> takeLooks() {
        List<Look> taken = List.copyOf(looks);
        looks.clear();
        return taken;
    }
}
