package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends frames to the file in use, and knows the operations of those that nobody has moved on yet. Safe for many
 * threads, which wait for each other no longer than it takes to hand some kilobytes to the operating system.
 */
final class JournalWriter {
    /** An operation that was asked about, and the use of the file that has it. */
    private record Asked(Operation operation, int use) {}

    private final JournalFiles files;
    private final Runnable first;
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

    /**
     * With the operating system once this returns: a kill of this process loses nothing of it.
     *
     * @throws IOException where it could not be written; nothing of it is kept then
     */
    void append(Operation operation, byte[] frame) throws IOException {
        turn.lock();
        try {
            FrameFile file = file();
            file.append(frame);
            operations.put(operation.id(), new Asked(operation, file.use()));
            unmoved.incrementAndGet();
        } finally {
            turn.unlock();
        }
    }

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
            FrameFile last = current;
            current = null;
            return last;
        } finally {
            turn.unlock();
        }
    }
}
