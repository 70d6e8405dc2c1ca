package io.forewarn.ingest.scrub;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many values each detector replaced. Not thread-safe: one per worker, added up afterwards. */
public final class Redactions {
    private final Map<String, long[]> counts = new HashMap<>();

    /** One more value found by a detector. */
    public void count(String detector) {
        add(detector, 1);
    }

    /** Adds another worker's counts to these. */
    public void add(Redactions other) {
        other.counts.forEach((detector, n) -> add(detector, n[0]));
    }

    private void add(String detector, long more) {
        long[] n = counts.get(detector);
        if (n == null) {
            n = new long[1];
            counts.put(detector, n);
        }
        n[0] += more;
    }

    /** Counts by detector id, sorted by id; detectors that found nothing are absent. */
    public Map<String, Long> byDetector() {
        TreeMap<String, Long> sorted = new TreeMap<>();
        counts.forEach((detector, n) -> sorted.put(detector, n[0]));
        return Collections.unmodifiableMap(sorted);
    }

    /** Values replaced by all detectors. */
    public long total() {
        return counts.values().stream().mapToLong(n -> n[0]).sum();
    }
}
