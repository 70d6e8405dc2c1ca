package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a reader of operations or repairs has read so far. */
public final class OperationCounts {
    private static final int FIRST = 20;

    private long lines;
    private long records;
    private final TreeMap<String, Long> rejected = new TreeMap<>();
    private final List<Rejected> first = new ArrayList<>();
    private final TreeSet<String> leftOut = new TreeSet<>();

    OperationCounts() {}

    /** Physical lines, as far as read. */
    public long lines() {
        return lines;
    }

    /** Rows given out. */
    public long records() {
        return records;
    }

    /** Rows refused, by reason. */
    public Map<String, Long> rejected() {
        return new TreeMap<>(rejected);
    }

    /** The first refused rows, at most 20. */
    public List<Rejected> firstRejects() {
        return List.copyOf(first);
    }

    /** Columns not taken because their names say that they are known only afterwards, such as {@code duration}. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    void lines(long soFar) {
        lines = soFar;
    }

    void record() {
        records++;
    }

    void reject(String reason, long line) {
        rejected.merge(reason, 1L, Long::sum);
        if (first.size() < FIRST) {
            first.add(new Rejected(reason, "line " + line));
        }
    }

    void leftOut(String column) {
        leftOut.add(column);
    }
}
