package io.forewarn.ingest.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The one writer connection behind a lock, and reader connections for everyone else. Writers see each other's work in
 * turn, so DuckDB's write-write conflicts cannot happen; readers see what was committed when they began.
 */
final class Database implements AutoCloseable {
    /** What is done on a connection. */
    interface Work<T extends @Nullable Object> {
        T run(Session session) throws SQLException;
    }

    private final Path file;
    private final int threads;
    private volatile DuckDBConnection writer;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ConcurrentLinkedQueue<DuckDBConnection> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private volatile Runnable settle = () -> {};
    private @Nullable EventFeed feed;
    private @Nullable DuckDBConnection fed;

    Database(Path file, int threads, DuckDBConnection writer) {
        this.file = file;
        this.threads = threads;
        this.writer = writer;
    }

    /** Something that is run before whoever reads or writes, for what is still on its way into the tables. */
    void settledBy(Runnable settle) {
        this.settle = settle;
    }

    private void settle() {
        // Who writes has settled before; once more inside of its transaction would wait for itself.
        if (!writing.isHeldByCurrentThread()) {
            settle.run();
        }
    }

    /** Runs on a reader connection of its own: any number at once. */
    <T extends @Nullable Object> T read(Work<T> work) {
        settle();
        return readUnsettled(work);
    }

    /** The same, of what is in the tables by now. */
    <T extends @Nullable Object> T readUnsettled(Work<T> work) {
        gate.readLock().lock();
        try {
            return reading(work);
        } finally {
            gate.readLock().unlock();
        }
    }

    private <T extends @Nullable Object> T reading(Work<T> work) {
        DuckDBConnection connection = idle.poll();
        try {
            if (connection == null) {
                connection = Opening.another(writer);
            }
            T result = work.run(new Session(connection));
            release(connection);
            return result;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw failure("read", e);
        } catch (RuntimeException | Error e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** Runs in one transaction on the writer connection: all of it or, where it throws, nothing. */
    <T extends @Nullable Object> T write(Work<T> work) {
        settle();
        return writeUnsettled(work);
    }

    /** The same for what settles itself. */
    <T extends @Nullable Object> T writeUnsettled(Work<T> work) {
        gate.readLock().lock();
        writing.lock();
        try {
            Session session = new Session(writer);
            session.execute("BEGIN TRANSACTION");
            try {
                T result = work.run(session);
                session.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(session, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure("write", e);
        } finally {
            writing.unlock();
            gate.readLock().unlock();
        }
    }

    /**
     * A connection of its own for appends that stay open over many calls. What it writes must be written by no one else
     * at the same time: two transactions that change the same row would conflict.
     */
    DuckDBConnection another() {
        try {
            return Opening.another(writer);
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /** The way in for many events at once. */
    EventFeed feed() {
        writing.lock();
        try {
            EventFeed known = feed;
            if (known == null || fed != writer) {
                known = EventFeed.register(writer);
                feed = known;
                fed = writer;
            }
            return known;
        } catch (SQLException e) {
            throw failure("write", e);
        } finally {
            writing.unlock();
        }
    }

    /** Runs on the writer connection outside a transaction, for statements that cannot be in one. */
    void alone(String sql) {
        settle();
        gate.readLock().lock();
        writing.lock();
        try {
            new Session(writer).execute(sql);
        } catch (SQLException e) {
            throw failure("write", e);
        } finally {
            writing.unlock();
            gate.readLock().unlock();
        }
    }

    /**
     * Closes the file for a moment while nobody reads or writes, to put another in its place, and opens what is there
     * then.
     *
     * @param prepare on the writer connection, before it is closed
     * @param swap after it
     */
    void replace(Work<Boolean> prepare, Runnable swap) {
        settle();
        gate.writeLock().lock();
        writing.lock();
        try {
            prepare.run(new Session(writer));
            closeAll();
            try {
                swap.run();
            } finally {
                writer = Opening.writer(file, threads);
            }
        } catch (SQLException e) {
            throw failure("rewrite", e);
        } finally {
            writing.unlock();
            gate.writeLock().unlock();
        }
    }

    /** How this file is attached, and one that takes its place. */
    String groups() {
        return Opening.groups(threads);
    }

    private void closeAll() {
        for (DuckDBConnection c = idle.poll(); c != null; c = idle.poll()) {
            closeQuietly(c);
        }
        closeQuietly(writer);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closeAll();
        } finally {
            writing.unlock();
        }
    }

    private void release(DuckDBConnection connection) {
        if (closed) {
            closeQuietly(connection);
        } else {
            idle.add(connection);
        }
    }

    private static void rollback(Session session, Throwable because) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    static void closeQuietly(@Nullable DuckDBConnection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is lost: what was acknowledged is committed, the rest was to be dropped.
            org.slf4j.LoggerFactory.getLogger(Database.class).warn("closing a database connection failed", e);
        }
    }

    StoreException failure(String what, SQLException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        if (reason.contains("Corrupt database file")) {
            return new StoreException(
                    "could not " + what + " the database " + file + ": a block of it is damaged; put back a copy, or"
                            + " export what is readable, move it away and import again",
                    e);
        }
        return new StoreException(
                "could not " + what + " the database " + file + ": " + reason
                        + "; check free disk space and `forewarn doctor`, nothing acknowledged is lost",
                e);
    }
}
