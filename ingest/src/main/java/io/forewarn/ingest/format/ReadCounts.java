package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader has read so far; grows while it reads. */
public final class ReadCounts {
    private static final int FIRST = 20;

    private long bytes;
    private long lines;
    private long records;
    private final TreeMap<String, Long> rejected = new TreeMap<>();
    private final List<Rejected> first = new ArrayList<>();

    ReadCounts() {}

    /** Uncompressed bytes, line ends included. */
    public long bytes() {
        return bytes;
    }

    /** Physical lines, rejected ones included. */
    public long lines() {
        return lines;
    }

    public long records() {
        return records;
    }

    /** Lines that are part of no record, by reason. */
    public Map<String, Long> rejected() {
        return new TreeMap<>(rejected);
    }

    public long rejectedLines() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first rejected places, at most 20. */
    public List<Rejected> firstRejects() {
        return List.copyOf(first);
    }

    void addBytes(long n) {
        bytes += n;
    }

    void addLine() {
        lines++;
    }

    void addRecord() {
        records++;
    }

    void reject(String reason, long line) {
        rejected.merge(reason, 1L, Long::sum);
        if (first.size() < FIRST) {
            first.add(new Rejected(reason, "line " + line));
        }
    }
}
