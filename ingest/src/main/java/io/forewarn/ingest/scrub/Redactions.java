package io.forewarn.ingest.scrub;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many values each detector replaced. Not thread-safe: one per worker, added up afterwards. */
public final class Redactions {
    private final TreeMap<String, Long> counts = new TreeMap<>();

    /** One more value found by a detector. */
    public void count(String detector) {
        counts.merge(detector, 1L, Long::sum);
    }

    /** Adds another worker's counts to these. */
    public void add(Redactions other) {
        other.counts.forEach((detector, n) -> counts.merge(detector, n, Long::sum));
    }

    /** Counts by detector id, sorted by id; detectors that found nothing are absent. */
    public Map<String, Long> byDetector() {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** Values replaced by all detectors. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
