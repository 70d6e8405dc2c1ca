package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.AskedFrames.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps predictions without a transaction of the database for each: they are appended to a file, where no kill of this
 * process loses them, and moved from there into the database, which is on the disk, in large batches a moment later. Whoever
 * looks into the database makes them move first ({@link #settle}), so nobody sees a difference. What a killed process leaves
 * in its files is moved at the next opening, once ({@link JournalRecovery}). Safe for many threads.
 */
final class PredictionJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionJournal.class);

    /** So many wait at most, in the file, while the database is busy: who comes then helps to move them. */
    private static final int MOST_UNMOVED = 20_000;

    private static final long EVERY_MS = 1_000;
    /** After so many times without a prediction the files are deleted. */
    private static final int IDLE = 10;

    /** The database holds no later times, nor earlier ones. */
    private static final Instant LATEST = Instant.parse("+200000-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("-200000-01-01T00:00:00Z");

    private final Database database;
    private final JournalFiles files;
    private final JournalWriter writer;
    private final ScheduledExecutorService mover =
            Executors.newSingleThreadScheduledExecutor(PredictionJournal::thread);

    private final ReentrantLock moving = new ReentrantLock();
    /** Taken from the writer, but the database would not have them yet; guarded by the lock, as is what follows. */
    private final List<FrameFile> left = new ArrayList<>();

    private int idle;
    private boolean unsure;
    private boolean warned;
    private boolean closed;

    /** @param folder of the files, beside the database; made when the first prediction comes */
    PredictionJournal(Database database, Path folder) {
        this.database = database;
        this.files = new JournalFiles(folder);
        this.writer = new JournalWriter(files, this::begin);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "journal");
        thread.setDaemon(true);
        return thread;
    }

    private void begin() {
        var unused = mover.scheduleWithFixedDelay(this::moveQuietly, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Keeps both: whatever becomes of this process once this returns, they will be in the database.
     *
     * @throws StoreException where they cannot be written; nothing of them is kept then
     */
    void record(Operation operation, PredictionRow prediction) {
        check(operation.at());
        check(prediction.at());
        try {
            writer.append(operation, AskedFrames.write(new Asked(operation, prediction)));
        } catch (IOException e) {
            throw failure("could not keep the prediction in " + files.folder(), e);
        }
        if (writer.unmoved() > MOST_UNMOVED) {
            settle();
        }
    }

    private static void check(Instant at) {
        if (at.isAfter(LATEST) || at.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("'at' lies too far away; send the time at which the operation starts");
        }
    }

    private static StoreException failure(String what, IOException because) {
        return new StoreException(
                what + ": " + because.getMessage() + "; check free disk space, nothing acknowledged is lost", because);
    }

    /** The operation as it was last asked about, where the database does not hold that yet. */
    Optional<Operation> unmoved(String operationId) {
        return writer.unmoved(operationId);
    }

    /**
     * Returns when the database holds every prediction that was acknowledged before.
     *
     * @throws StoreException where it does not take them; they stay in the journal
     */
    void settle() {
        if (writer.unmoved() == 0) {
            return;
        }
        moving.lock();
        try {
            if (writer.unmoved() > 0) {
                take();
                move();
            }
            warned = false;
        } catch (IOException e) {
            throw failure("could not move predictions from " + files.folder() + " into the database", e);
        } finally {
            moving.unlock();
        }
    }

    private void moveQuietly() {
        try {
            boolean asked = writer.unmoved() > 0;
            settle();
            moving.lock();
            try {
                idle = asked ? 0 : idle + 1;
                if (idle == IDLE) {
                    files.dropSpare();
                }
            } finally {
                moving.unlock();
            }
        } catch (IOException e) {
            LOG.warn("an empty file of the journal could not be deleted: {}", e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!warned) {
                warned = true;
                LOG.warn("predictions wait in the journal, the database does not take them: {}", e.getMessage());
            }
        }
    }

    private void take() throws IOException {
        @Nullable FrameFile full = closed ? null : writer.take();
        if (full != null) {
            left.add(full);
        }
    }

    /** Under the lock of moving. */
    private void move() throws IOException {
        boolean again = unsure;
        // What a transaction that failed at its very end has come to is not known: the next one looks.
        unsure = true;
        try {
            write(again);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        unsure = false;
        writer.moved(left);
        List<FrameFile> done = List.copyOf(left);
        left.clear();
        for (FrameFile file : done) {
            files.done(file);
        }
    }

    private void write(boolean again) {
        try {
            var unused = database.writeUnsettled(s -> AskedRows.write(s, this::eachLeft, again));
        } catch (StoreException e) {
            if (again) {
                throw e;
            }
            // Mostly an operation that was asked about before. To look for each among all of them first costs far more.
            var unused = database.writeUnsettled(s -> AskedRows.write(s, this::eachLeft, true));
        }
    }

    /** From the files, not from memory: what waits there for long would be in the way of every collection. */
    private void eachLeft(AskedRows.Taker taker) throws SQLException, IOException {
        for (FrameFile file : left) {
            try (FrameFile.Reader frames = file.reader()) {
                for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
                    taker.take(AskedFrames.read(frame));
                }
            }
        }
    }

    /** Moves what is left and removes the files; where that is not possible they stay for the next opening. */
    @Override
    public void close() {
        mover.shutdown();
        FrameFile last = writer.close();
        moving.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (last != null) {
                left.add(last);
            }
            if (writer.unmoved() > 0) {
                move();
            } else {
                for (FrameFile file : left) {
                    files.done(file);
                }
            }
            files.remove();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{} predictions wait in {} for the next start: {}",
                    writer.unmoved(),
                    files.folder(),
                    e.getMessage());
        } finally {
            moving.unlock();
        }
    }
}
