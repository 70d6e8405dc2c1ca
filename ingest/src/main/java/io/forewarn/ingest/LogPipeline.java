package io.forewarn.ingest;

import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.RecordReader;
import io.forewarn.ingest.scrub.Likeness;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.EventStore;
import io.forewarn.ingest.store.PackedEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ahead on one thread, scrubs chunks of records on others, and gives them out in the order of the file. The queue
 * between and chunks are bounded in size, so memory is too.
 */
final class LogPipeline implements AutoCloseable {
    static final String UNSCRUBBED = "could not be scrubbed";
    private static final Logger LOG = LoggerFactory.getLogger(LogPipeline.class);
    private static final int CHUNK_RECORDS = 1024;
    private static final int CHUNK_CHARS = 1 << 18;

    /** Chunks on their way: as many as keep the workers busy while what came before is stored. */
    private static final int CHUNKS = 128;

    /** Chunks of these that wait for each worker, or are scrubbed by it: what is read takes more memory than what is scrubbed. */
    private static final int AHEAD = 3;

    /** Characters of theirs at most, or one chunk: records of a megabyte each should not fill the heap. */
    private static final int MOST_CHARS = 1 << 24;

    /** What the reader had read when a chunk was full. */
    record ReadMark(ContentHash.Mark mark, long lines, Map<String, Long> rejected, List<Rejected> first) {}

    /** A chunk, scrubbed; {@code records} counts those that could not be, and those {@code outside} the sieve, as well. */
    record Scrubbed(
            PackedEvents events,
            TemplateBook.Scan shapes,
            List<OperationMark> marks,
            Redactions redactions,
            List<Rejected> rejects,
            int outside,
            long firstOrdinal,
            int records,
            ReadMark read) {}

    /** A chunk that is being scrubbed, and how much of what may wait it takes. */
    private record Waiting(Future<@Nullable Scrubbed> chunk, int chars) {}

    private final RecordReader reader;
    private final Intake intake;
    private final Scrubber scrubber;
    private final OperationRules rules;
    private final TemplateBook book;
    private final EventStore tails;
    private final String component;
    private final ExecutorService pool;
    private final BlockingQueue<Waiting> queue;
    private final Semaphore room = new Semaphore(MOST_CHARS);
    private final Semaphore ahead;
    private final Sieve sieve;
    private final Future<?> reading;
    private volatile boolean closed;
    private volatile boolean whole;
    private @Nullable RawRecord kept;
    private long ordinal;

    /** Begins to read at once, on the pool; it needs one thread for that beside those that scrub. */
    LogPipeline(
            RecordReader reader,
            Intake intake,
            Scrubber scrubber,
            OperationRules rules,
            TemplateBook book,
            EventStore tails,
            String component,
            int workers,
            ExecutorService pool) {
        this.reader = reader;
        this.intake = intake;
        this.scrubber = scrubber;
        this.rules = rules;
        this.book = book;
        this.tails = tails;
        this.component = component;
        this.pool = pool;
        this.sieve = intake.sieve();
        this.queue = new ArrayBlockingQueue<>(CHUNKS);
        this.ahead = new Semaphore(AHEAD * workers);
        this.reading = pool.submit(this::readAll);
    }

    /** The next chunk, or null at the end. */
    @Nullable Scrubbed next() {
        try {
            Waiting next = queue.take();
            Scrubbed scrubbed = next.chunk.get();
            room.release(next.chars);
            return scrubbed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted; what was committed stands", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the import broke off; what was committed stands", e.getCause());
        }
    }

    /** True where the source was read to its end, false where it broke off; known once {@link #next} gave null. */
    boolean whole() {
        return whole;
    }

    private void readAll() {
        try {
            try {
                ordinal = intake.start().records();
                if (intake.grownFrom() == Intake.NEW) {
                    skip(ordinal);
                } else {
                    skipLines(intake.grownFrom());
                }
                read();
                intake.drain();
                put(List.of(), 0);
                whole = true;
            } catch (IOException | RuntimeException | StackOverflowError e) {
                if (closed) {
                    return;
                }
                // Only the kind of fault: a message might quote the line.
                LOG.warn("reading broke off: {}", e.getClass().getName());
                put(List.of(), 0);
            }
            queue.put(new Waiting(CompletableFuture.completedFuture(null), 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Whoever waits for the next chunk must not wait for ever.
            queue.clear();
            queue.add(new Waiting(CompletableFuture.failedFuture(e), 0));
            throw e;
        }
    }

    private void skip(long records) throws IOException {
        for (long i = 0; i < records; i++) {
            RawRecord skipped = reader.next();
            if (skipped == null) {
                return;
            }
            sieve.keeps(skipped.timestamp(), skipped.lastLine());
        }
    }

    /** Skips what a shorter import took; what reached or reaches beyond its lines is taken back and read anew. */
    private void skipLines(long lines) throws IOException {
        long id = intake.start().id();
        long sound = Math.min(ordinal, tails.ordinalFrom(id, lines + 1, true));
        long skipped = 0;
        RawRecord r = reader.next();
        while (r != null && r.lastLine() <= lines && skipped < sound) {
            r = reader.next();
            skipped++;
        }
        kept = r;
        ordinal = r == null ? sound : Math.min(sound, tails.ordinalFrom(id, r.firstLine(), false));
    }

    private @Nullable RawRecord record() throws IOException {
        RawRecord r = kept;
        kept = null;
        return r == null ? reader.next() : r;
    }

    private void read() throws IOException, InterruptedException {
        List<@Nullable RawRecord> chunk = new ArrayList<>();
        long chars = 0;
        for (RawRecord r = record(); r != null && !closed; r = after(chunk, chars)) {
            boolean kept = sieve.keeps(r.timestamp(), r.lastLine());
            chunk.add(kept ? r : null);
            chars += kept ? r.message().length() : 0;
            if (chunk.size() == CHUNK_RECORDS || chars >= CHUNK_CHARS) {
                put(chunk, chars);
                chunk = new ArrayList<>();
                chars = 0;
            }
        }
        put(chunk, chars);
    }

    /** The next record; where reading breaks off, what came before is kept first. */
    private @Nullable RawRecord after(List<@Nullable RawRecord> chunk, long chars)
            throws IOException, InterruptedException {
        try {
            return reader.next();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (!closed) {
                put(chunk, chars);
            }
            throw e;
        }
    }

    private void put(List<@Nullable RawRecord> chunk, long chars) throws InterruptedException {
        int taken = (int) Math.min(chars, MOST_CHARS);
        room.acquire(taken);
        ahead.acquire();
        long first = ordinal;
        ordinal += chunk.size();
        ReadMark mark = new ReadMark(
                intake.mark(),
                reader.counts().lines(),
                reader.counts().rejected(),
                reader.counts().firstRejects());
        queue.put(new Waiting(pool.submit(() -> scrubbed(chunk, first, mark)), taken));
    }

    private Scrubbed scrubbed(List<@Nullable RawRecord> chunk, long first, ReadMark mark) {
        try {
            return scrub(chunk, first, mark);
        } finally {
            ahead.release();
        }
    }

    private Scrubbed scrub(List<@Nullable RawRecord> chunk, long first, ReadMark mark) {
        List<Event> events = new ArrayList<>(chunk.size());
        List<@Nullable Likeness> likenesses = new ArrayList<>(chunk.size());
        List<Rejected> rejects = new ArrayList<>();
        Redactions redactions = new Redactions();
        long ordinal = first;
        int outside = 0;
        for (RawRecord raw : chunk) {
            if (raw == null) {
                ordinal++;
                outside++;
                continue;
            }
            try {
                events.add(scrubber.event(raw, intake.start().id(), ordinal++, component, redactions, likenesses));
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error(
                        "a record could not be scrubbed and was not stored: {}",
                        e.getClass().getName());
                rejects.add(new Rejected(UNSCRUBBED, "line " + raw.firstLine()));
            }
        }
        List<OperationMark> marks = new ArrayList<>();
        if (!rules.isEmpty()) {
            events.forEach(e -> marks.addAll(rules.marks(e, scrubber)));
        }
        return new Scrubbed(
                PackedEvents.of(events),
                book.scan(events, likenesses),
                marks,
                redactions,
                rejects,
                outside,
                first,
                chunk.size(),
                mark);
    }

    @Override
    public void close() {
        closed = true;
        reading.cancel(true);
        queue.clear();
    }
}
