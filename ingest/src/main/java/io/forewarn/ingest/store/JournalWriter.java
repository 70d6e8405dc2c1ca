package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends frames to the file in use, as many as are waiting by one write through to the disk, and knows the operations of
 * those that nobody has moved on yet. Callers wait for one thread that writes, not for each other: who was written goes on
 * at once. Safe for many threads.
 */
final class JournalWriter {
    private static final int MOST_AT_ONCE = 64;
    /** From so many bytes on the next file gets room for so many times as much, for the case that it is taken later. */
    private static final long MUCH = 1 << 17;

    private static final int TIMES = 4;
    private static final long MOST_ROOM = 1 << 26;

    private static final class Entry {
        final Operation operation;
        final byte[] frame;
        final CountDownLatch written = new CountDownLatch(1);

        @Nullable IOException failure;

        Entry(Operation operation, byte[] frame) {
            this.operation = operation;
            this.frame = frame;
        }
    }

    /** An operation that was asked about, and the use of the file that has it. */
    private record Asked(Operation operation, int use) {}

    private final JournalFiles files;
    private final Runnable first;
    private final ConcurrentLinkedQueue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> daemon(work, "journal-writer"));
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicInteger unmoved = new AtomicInteger();
    private final Map<String, Asked> operations = new ConcurrentHashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    /** Guarded by the turn, as is what follows. */
    private @Nullable FrameFile current;

    private boolean begun;
    private boolean closed;

    /** @param first run once, before anything is written */
    JournalWriter(JournalFiles files, Runnable first) {
        this.files = files;
        this.first = first;
    }

    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * On the disk once this returns.
     *
     * @throws IOException where it could not be written; nothing of it is kept then
     */
    void append(Operation operation, byte[] frame) throws IOException {
        Entry own = new Entry(operation, frame);
        waiting.add(own);
        call();
        await(own.written);
        if (own.failure != null) {
            throw new IOException(own.failure.getMessage(), own.failure);
        }
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            try {
                thread.execute(this::writeAll);
            } catch (RejectedExecutionException e) {
                writeAll(); // closed: says so to whoever waits
            }
        }
    }

    /** An interrupt must not leave open whether the frame is kept. */
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
            FrameFile file = file();
            file.append(batch.stream().map(e -> e.frame).toList());
            for (Entry e : batch) {
                operations.put(e.operation.id(), new Asked(e.operation, file.use()));
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
    private FrameFile file() throws IOException {
        if (closed) {
            throw new IOException("the database is closed");
        }
        FrameFile known = current;
        if (known == null) {
            known = files.next();
            current = known;
        }
        if (!begun) {
            begun = true;
            first.run();
        }
        return known;
    }

    /** How many frames nobody has {@link #moved} yet. */
    int unmoved() {
        return unmoved.get();
    }

    /** The operation as it was last asked about, where its frame was not moved yet. */
    Optional<Operation> unmoved(String operationId) {
        return Optional.ofNullable(operations.get(operationId)).map(Asked::operation);
    }

    /**
     * Takes the file in use, to which nothing is appended from then on; null where there is none. The next one is ready
     * before, so that nobody waits for more than the change of a reference.
     */
    @Nullable FrameFile take() throws IOException {
        FrameFile next = files.next();
        long size = size();
        if (size >= MUCH) {
            next.makeRoom(Math.min(TIMES * size, MOST_ROOM));
        }
        turn.lock();
        try {
            FrameFile full = current;
            current = closed ? null : next;
            if (closed) {
                next.discard();
            }
            return full;
        } finally {
            turn.unlock();
        }
    }

    private long size() {
        turn.lock();
        try {
            return current == null ? 0 : current.size();
        } finally {
            turn.unlock();
        }
    }

    /** Forgets what stands in these files, which are all that were taken. */
    void moved(List<FrameFile> taken) {
        for (FrameFile file : taken) {
            unmoved.addAndGet(-file.count());
            operations.values().removeIf(asked -> asked.use() <= file.use());
        }
    }

    /** Nothing is appended any more; gives the last file, null where there is none. */
    @Nullable FrameFile close() {
        turn.lock();
        try {
            closed = true;
            thread.shutdown();
            FrameFile last = current;
            current = null;
            return last;
        } finally {
            turn.unlock();
        }
    }
}
