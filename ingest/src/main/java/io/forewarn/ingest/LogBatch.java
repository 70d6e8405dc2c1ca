package io.forewarn.ingest;

import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.LogWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands the scrubbed events of one source to the store and commits when there are enough for a transaction. */
final class LogBatch {
    static final String BROKE_OFF = "reading broke off";
    private static final long CHARS = 64L << 20;

    private final Intake intake;
    private final TemplateBook book;
    private final LogWriter writer;
    private final int limit;
    private final boolean marking;
    private int waiting;
    private final List<Rejected> unscrubbed = new ArrayList<>();
    private final TreeMap<String, Long> redactions;
    private LogPipeline.ReadMark read;
    private long chars;
    private long records;
    private long stored;
    private long unscrubbable;
    private long outside;
    private boolean brokeOff;

    LogBatch(Intake intake, TemplateBook book, LogWriter writer, int limit, boolean marking) {
        this.marking = marking;
        this.intake = intake;
        this.book = book;
        this.writer = writer;
        this.limit = limit;
        ImportRow start = intake.start();
        this.redactions = new TreeMap<>(start.redactions());
        this.records = start.records();
        this.stored = start.stored();
        this.unscrubbable = start.rejectedByReason().getOrDefault(LogPipeline.UNSCRUBBED, 0L);
        this.outside = start.rejectedByReason().getOrDefault(Sieve.OUTSIDE, 0L);
        start.firstRejects().stream()
                .filter(r -> r.reason().equals(LogPipeline.UNSCRUBBED))
                .forEach(unscrubbed::add);
        this.read = new LogPipeline.ReadMark(
                new ContentHash.Mark(start.bytes(), start.contentHash()), start.lines(), Map.of(), List.of());
    }

    /** Takes a chunk and commits where the batch is full; gives where the import stands. */
    ImportRow add(LogPipeline.Scrubbed chunk) {
        if (chunk.records() > 0 && chunk.firstOrdinal() < records) {
            stored -= writer.takeBack(intake.start().id(), chunk.firstOrdinal());
            records = chunk.firstOrdinal();
        }
        writer.append(chunk.events(), book.learn(chunk.shapes()));
        if (marking) {
            writer.mark(chunk.marks());
        }
        waiting += chunk.events().size();
        stored += chunk.events().size();
        chars += chunk.events().chars();
        chunk.redactions().byDetector().forEach((detector, n) -> redactions.merge(detector, n, Long::sum));
        records += chunk.records();
        outside += chunk.outside();
        unscrubbable += chunk.rejects().size();
        unscrubbed.addAll(chunk.rejects());
        read = chunk.read();
        return waiting >= limit || chars >= CHARS ? commit("running", null) : row("running", null);
    }

    /** Commits what is left; {@code whole} where the source was read to its end. */
    ImportRow finish(boolean whole, Instant now) {
        brokeOff = !whole;
        return commit(whole ? "done" : "failed", now);
    }

    private ImportRow commit(String status, @Nullable Instant finished) {
        ImportRow row = row(status, finished);
        writer.commit(row, book.news());
        waiting = 0;
        chars = 0;
        return row;
    }

    private ImportRow row(String status, @Nullable Instant finished) {
        Map<String, Long> rejected = new TreeMap<>(read.rejected());
        List<Rejected> first = new ArrayList<>(read.first());
        if (unscrubbable > 0) {
            rejected.put(LogPipeline.UNSCRUBBED, unscrubbable);
            first.addAll(unscrubbed);
        }
        if (outside > 0) {
            rejected.put(Sieve.OUTSIDE, outside);
        }
        if (brokeOff) {
            rejected.put(BROKE_OFF, 1L);
            first.add(0, new Rejected(BROKE_OFF, "after line " + read.lines()));
        }
        return intake.row(status, finished, read.mark(), read.lines(), records, stored, rejected, first, redactions);
    }
}
