package io.forewarn.features;

import java.util.HashMap;
import java.util.Map;

/** The minute at which one component first logged a line of each shape. */
final class FirstSeen {
    private final Map<Long, Integer> minutes = new HashMap<>();
    private int[] sorted = new int[0];
    private boolean stale;

    void add(long shape, int minute) {
        minutes.merge(shape, minute, Math::min);
        stale = true;
    }

    void forget(int from) {
        stale |= minutes.values().removeIf(minute -> minute >= from);
    }

    int count(int from, int until) {
        if (stale) {
            sorted = minutes.values().stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            stale = false;
        }
        return below(until) - below(from);
    }

    private int below(int minute) {
        return Sorted.first(0, sorted.length, i -> sorted[i] >= minute);
    }
}
