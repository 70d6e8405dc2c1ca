package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.OperationMark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * Appends the events of a log import as they come and commits them, with the ledger's line that counts them, when told.
 * A transaction of {@link #ROWS} rows is written straight to the file; many smaller ones would go through the write-ahead
 * log and be written twice. Events wait here for few statements, then in the database. Not for several threads.
 */
public final class LogWriter implements AutoCloseable {
    /** Rows of one of DuckDB's row groups: a transaction of as many fills one and leaves no part of another. */
    public static final int ROWS = 122_880;

    /** Rows of one statement: enough that it costs little, few enough that they are young when they leave the heap. */
    private static final int SLICE = 32_768;

    private final Database database;
    private final DuckDBConnection connection;
    private final Session session;
    private final EventFeed.Inlet inlet;
    private final List<EventFeed.Part> waiting = new ArrayList<>();
    private int waitingRows;
    private boolean begun;
    private long firstOrdinal = -1;
    private long lastOrdinal = -1;
    private final List<OperationMark> marks = new ArrayList<>();
    private boolean marking;
    private long derived;

    LogWriter(Database database) {
        this.database = database;
        this.connection = database.another();
        this.session = new Session(connection);
        this.inlet = database.feed().inlet(session);
    }

    /**
     * Adds events to the open transaction.
     *
     * @param shapeIds of the events, in their order
     * @throws StoreException where the store refuses; what was committed before stands
     */
    public void append(List<Event> events, long[] shapeIds) {
        append(PackedEvents.of(events.subList(0, shapeIds.length)), shapeIds);
    }

    /** The same for events that were made ready before. */
    public void append(PackedEvents events, long[] shapeIds) {
        if (events.size() == 0) {
            return;
        }
        firstOrdinal = firstOrdinal < 0 ? events.ordinals[0] : firstOrdinal;
        lastOrdinal = events.ordinals[events.size() - 1];
        waiting.add(new EventFeed.Part(events, shapeIds));
        waitingRows += events.size();
        if (waitingRows >= SLICE) {
            try {
                begin();
                insert();
            } catch (SQLException e) {
                throw database.failure("write", e);
            }
        }
    }

    private void insert() throws SQLException {
        if (!waiting.isEmpty()) {
            inlet.insert(waiting);
            waiting.clear();
            waitingRows = 0;
        }
    }

    /** Adds what those events say of operations; the commit brings the operations up to date. */
    public void mark(List<OperationMark> some) {
        marking = true;
        marks.addAll(some);
    }

    /** How many operations the logs told of that nobody knew, in all commits so far. */
    public long derived() {
        return derived;
    }

    /**
     * Takes back the events of an import from an ordinal on, in the open transaction and before anything is appended to
     * it: a grown log may go on with its last record.
     *
     * @return how many there were
     */
    public long takeBack(long importId, long ordinal) {
        try {
            begin();
            Rollups.takeBack(session, importId, ordinal);
            DerivedOperations.takeBack(session, importId, ordinal);
            session.update("DELETE FROM event_issues WHERE import_id = ? AND ordinal >= ?", importId, ordinal);
            return session.update("DELETE FROM events WHERE import_id = ? AND ordinal >= ?", importId, ordinal);
        } catch (SQLException e) {
            throw database.failure("write", e);
        }
    }

    /**
     * Commits what was appended, the shapes that are new or changed since the last time, and the ledger's line.
     *
     * @throws StoreException where the store refuses; nothing since the last commit is kept then
     */
    public void commit(ImportRow row, Map<Long, String> shapes) {
        try {
            begin();
            insert();
            if (firstOrdinal >= 0) {
                Rollups.add(session, row.id(), firstOrdinal, lastOrdinal);
                firstOrdinal = -1;
            }
            TemplateStore.addShapes(session, shapes);
            long fresh = marking ? DerivedOperations.add(session, marks) : 0;
            ImportLedger.save(session, row);
            session.execute("COMMIT");
            begun = false;
            marks.clear();
            derived += fresh;
        } catch (SQLException e) {
            throw database.failure("write", e);
        }
    }

    /** Takes back what was not committed. */
    @Override
    public void close() {
        try {
            if (begun) {
                session.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            // The transaction failed before and is gone already; nothing acknowledged was in it.
            org.slf4j.LoggerFactory.getLogger(LogWriter.class).debug("a failed transaction could not be rolled back");
        } finally {
            inlet.close();
            Database.closeQuietly(connection);
        }
    }

    private void begin() throws SQLException {
        if (!begun) {
            session.execute("BEGIN TRANSACTION");
            begun = true;
        }
    }
}
