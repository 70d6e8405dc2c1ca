package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.AskedFrames.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes predictions durable without a transaction of the database for each: they are appended to a file, as many as are
 * waiting by one write through to the disk, and moved into the database in large batches a moment later. Whoever looks
 * into the database makes them move first ({@link #settle}), so nobody sees a difference. What a killed process leaves in
 * its files is moved at the next opening, once. Safe for many threads.
 */
final class PredictionJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionJournal.class);

    private static final int MOST_AT_ONCE = 64;
    /** So many rows wait at most: who comes then helps to move them. */
    private static final int MOST_UNMOVED = 5_000;

    private static final long EVERY_MS = 1_000;
    /** After so many times without a prediction the files are deleted. */
    private static final int IDLE = 10;

    private static final int MOST_SPARE = 2;
    /** The database holds no later times, nor earlier ones. */
    private static final Instant LATEST = Instant.parse("+200000-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("-200000-01-01T00:00:00Z");

    private static final class Entry {
        final Asked asked;
        final byte[] frame;
        final CountDownLatch written = new CountDownLatch(1);

        @Nullable IOException failure;

        Entry(Asked asked, byte[] frame) {
            this.asked = asked;
            this.frame = frame;
        }
    }

    /** A file with the rows that it holds. */
    private static final class Segment {
        final FrameFile file;
        final List<Asked> rows = new ArrayList<>();

        Segment(FrameFile file) {
            this.file = file;
        }
    }

    private final Database database;
    private final Path folder;
    private final ConcurrentLinkedQueue<Entry> waiting = new ConcurrentLinkedQueue<>();
    /** Callers wait for one thread that writes, not for each other: who was written goes on at once. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> thread(work, "journal-writer"));

    private final AtomicBoolean called = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();
    /** Guarded by the turn. */
    private @Nullable Segment current;

    private final ReentrantLock moving = new ReentrantLock();
    /** Those that the database would not take yet; guarded by the lock of moving, as is what follows. */
    private final List<Segment> left = new ArrayList<>();

    /** Moved, and to be used again. */
    private final Deque<FrameFile> spare = new ArrayDeque<>();

    private int idle;
    private boolean unsure;
    private final AtomicInteger uses = new AtomicInteger();
    private boolean warned;

    private final AtomicInteger unmoved = new AtomicInteger();
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService mover;
    private boolean closed;

    /** @param folder of the files, beside the database; made when the first prediction comes */
    PredictionJournal(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /**
     * Moves what a process that was killed left behind.
     *
     * @throws StoreException where it cannot be read, or the database does not take it; it is then kept
     */
    void recover() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> list = Files.list(folder)) {
            List<Path> files = list.sorted().toList();
            List<FrameFile.Content> contents = new ArrayList<>();
            for (Path file : files) {
                FrameFile.Content content = FrameFile.read(file);
                if (content.lost() > 0) {
                    LOG.warn("{} has {} bytes of predictions that were never acknowledged", file, content.lost());
                }
                contents.add(content);
            }
            contents.sort(Comparator.comparingInt(FrameFile.Content::use));
            List<Asked> rows = new ArrayList<>();
            for (FrameFile.Content content : contents) {
                for (byte[] frame : content.frames()) {
                    rows.add(AskedFrames.read(frame));
                }
            }
            if (!rows.isEmpty()) {
                int fresh = database.writeUnsettled(s -> AskedRows.write(s, rows, true));
                LOG.info("{} predictions of a process that was killed were moved into the database", fresh);
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot move the predictions in " + folder
                            + " into the database; check free disk space and permissions",
                    e);
        }
    }

    /**
     * Keeps both; on the disk once this returns.
     *
     * @throws StoreException where they cannot be written; nothing of them is kept then
     */
    void record(Operation operation, PredictionRow prediction) {
        check(operation.at());
        check(prediction.at());
        Asked asked = new Asked(operation, prediction);
        Entry own = new Entry(asked, AskedFrames.write(asked));
        waiting.add(own);
        call();
        await(own.written);
        if (own.failure != null) {
            throw new StoreException(
                    "could not keep the prediction in " + folder + ": " + own.failure.getMessage()
                            + "; check free disk space, nothing acknowledged is lost",
                    own.failure);
        }
        if (unmoved.get() > MOST_UNMOVED) {
            settle();
        }
    }

    private static void check(Instant at) {
        if (at.isAfter(LATEST) || at.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("'at' lies too far away; send the time at which the operation starts");
        }
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            try {
                writer.execute(this::writeAll);
            } catch (RejectedExecutionException e) {
                writeAll(); // closed: says so to whoever waits
            }
        }
    }

    /** An interrupt must not leave open whether the prediction is kept. */
    private static void await(CountDownLatch written) {
        boolean interrupted = false;
        while (true) {
            try {
                written.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        called.set(false);
        while (!waiting.isEmpty()) {
            turn.lock();
            try {
                write();
            } finally {
                turn.unlock();
            }
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        for (Entry e = waiting.poll(); e != null; e = batch.size() < MOST_AT_ONCE ? waiting.poll() : null) {
            batch.add(e);
        }
        if (batch.isEmpty()) {
            return;
        }
        IOException failure = null;
        try {
            Segment segment = segment();
            segment.file.append(batch.stream().map(e -> e.frame).toList());
            for (Entry e : batch) {
                segment.rows.add(e.asked);
                operations.put(e.asked.operation().id(), e.asked.operation());
            }
            unmoved.addAndGet(batch.size());
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new IOException("a fault while writing", e);
        }
        for (Entry e : batch) {
            e.failure = failure;
            e.written.countDown();
        }
    }

    /** Under the turn. */
    private Segment segment() throws IOException {
        if (closed) {
            throw new IOException("the database is closed");
        }
        Segment known = current;
        if (known == null) {
            known = new Segment(create());
            current = known;
            ScheduledExecutorService fresh =
                    Executors.newSingleThreadScheduledExecutor(work -> thread(work, "journal"));
            var unused = fresh.scheduleWithFixedDelay(this::moveQuietly, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
            mover = fresh;
        }
        return known;
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private FrameFile create() throws IOException {
        Outgoing.ensure(folder);
        int use = uses.incrementAndGet();
        return FrameFile.create(folder.resolve(String.format(Locale.ROOT, "%010d", use)), use);
    }

    /** Under the lock of moving. */
    private FrameFile next() throws IOException {
        FrameFile used = spare.poll();
        if (used == null) {
            return create();
        }
        used.reuse(uses.incrementAndGet());
        return used;
    }

    /** Under the lock of moving: what nobody has asked for in a while is not kept. */
    private void dropSpare() throws IOException {
        for (FrameFile each = spare.poll(); each != null; each = spare.poll()) {
            each.discard();
        }
    }

    /** The operation as it was last asked about, where the database does not hold that yet. */
    Optional<Operation> unmoved(String operationId) {
        return Optional.ofNullable(operations.get(operationId));
    }

    /**
     * Returns when the database holds every prediction that was acknowledged before.
     *
     * @throws StoreException where it does not take them; they stay in the journal
     */
    void settle() {
        if (unmoved.get() == 0) {
            return;
        }
        moving.lock();
        try {
            if (unmoved.get() > 0) {
                move();
            }
            warned = false;
        } catch (IOException e) {
            throw new StoreException(
                    "could not move predictions from " + folder + " into the database: " + e.getMessage()
                            + "; check free disk space, nothing acknowledged is lost",
                    e);
        } finally {
            moving.unlock();
        }
    }

    private void moveQuietly() {
        try {
            boolean asked = unmoved.get() > 0;
            settle();
            moving.lock();
            try {
                idle = asked ? 0 : idle + 1;
                if (idle == IDLE) {
                    dropSpare();
                }
            } finally {
                moving.unlock();
            }
        } catch (IOException e) {
            LOG.warn("an empty file of the journal could not be deleted: {}", e.getMessage());
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                LOG.warn("predictions wait in the journal, the database does not take them: {}", e.getMessage());
            }
        }
    }

    /** The next file is ready before the change, so that nobody waits for more than the change of a reference. */
    private void move() throws IOException {
        Segment next = closed ? null : new Segment(next());
        turn.lock();
        try {
            if (current != null) {
                left.add(current);
            }
            current = next;
        } finally {
            turn.unlock();
        }
        List<Asked> rows = left.stream().flatMap(each -> each.rows.stream()).toList();
        boolean again = unsure;
        unsure = true;
        write(rows, again);
        unsure = false;
        unmoved.addAndGet(-rows.size());
        rows.forEach(row -> operations.remove(row.operation().id(), row.operation()));
        for (Segment each : left) {
            if (closed || spare.size() >= MOST_SPARE) {
                each.file.discard();
            } else {
                spare.add(each.file);
            }
        }
        left.clear();
    }

    private void write(List<Asked> rows, boolean again) {
        try {
            database.writeUnsettled(s -> AskedRows.write(s, rows, again));
        } catch (StoreException e) {
            if (again) {
                throw e;
            }
            // One of them may be there already.
            database.writeUnsettled(s -> AskedRows.write(s, rows, true));
        }
    }

    /** Moves what is left and removes the files; where that is not possible they stay for the next opening. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            writer.shutdown();
            if (mover != null) {
                mover.shutdown();
            }
        } finally {
            turn.unlock();
        }
        moving.lock();
        try {
            move();
            dropSpare();
            Files.deleteIfExists(folder);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} predictions wait in {} for the next start: {}", unmoved.get(), folder, e.getMessage());
        } finally {
            moving.unlock();
        }
    }
}
