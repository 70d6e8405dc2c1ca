package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Rejected;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's line on one imported source; written in the same transaction as the rows it counts.
 *
 * @param id from 1, in order of starting
 * @param source scrubbed name of the file or stream
 * @param contentHash SHA-256 in hex of the first {@code bytes} bytes of the content; of all of it once done
 * @param headHash SHA-256 in hex of its first 64 KiB (or all, where shorter): finds candidates without reading on
 * @param kind {@code logs operations repairs outputs}; {@code logs SINCE/UNTIL} where only a window of time was asked for
 * @param startedAt when this import began; a resumed one keeps its first start
 * @param finishedAt null while running
 * @param status {@code running done failed}; {@code running} without a process is an interrupted import
 * @param bytes of content read
 * @param lines physical lines read
 * @param records records read and handled: a resumed import skips as many
 * @param stored records kept
 * @param rejectedByReason sorted by reason
 * @param firstRejects at most {@value #MAX_REJECTS}
 * @param redactions by detector
 */
public record ImportRow(
        long id,
        String source,
        String contentHash,
        String headHash,
        String kind,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String status,
        long bytes,
        long lines,
        long records,
        long stored,
        Map<String, Long> rejectedByReason,
        List<Rejected> firstRejects,
        Map<String, Long> redactions) {
    /** How many rejects are kept with their places. */
    public static final int MAX_REJECTS = 20;

    public ImportRow {
        rejectedByReason = Collections.unmodifiableMap(new TreeMap<>(rejectedByReason));
        firstRejects = List.copyOf(firstRejects.subList(0, Math.min(MAX_REJECTS, firstRejects.size())));
        redactions = Collections.unmodifiableMap(new TreeMap<>(redactions));
    }

    /** The same line with another count of what was kept. */
    public ImportRow withStored(long now) {
        return new ImportRow(
                id,
                source,
                contentHash,
                headHash,
                kind,
                startedAt,
                finishedAt,
                status,
                bytes,
                lines,
                records,
                now,
                rejectedByReason,
                firstRejects,
                redactions);
    }
}
