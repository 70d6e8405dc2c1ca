package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends the events of a log import as they come and commits them, with the ledger's line that counts them, when told.
 * A transaction of {@link #ROWS} rows is written straight to the file; many smaller ones would go through the write-ahead
 * log and be written twice. Events wait in the database's memory, not in ours. Not for several threads.
 */
public final class LogWriter implements AutoCloseable {
    /** Rows of one of DuckDB's row groups: a transaction of as many fills one and leaves no part of another. */
    public static final int ROWS = 122_880;

    private final Database database;
    private final DuckDBConnection connection;
    private final Session session;
    private @Nullable DuckDBAppender appender;
    private boolean begun;
    private long firstOrdinal = -1;
    private long lastOrdinal = -1;

    LogWriter(Database database) {
        this.database = database;
        this.connection = database.another();
        this.session = new Session(connection);
    }

    /**
     * Adds events to the open transaction.
     *
     * @param shapeIds of the events, in their order
     * @throws StoreException where the store refuses; what was committed before stands
     */
    public void append(List<Event> events, long[] shapeIds) {
        try {
            DuckDBAppender rows = begin();
            for (int i = 0; i < shapeIds.length; i++) {
                EventStore.row(rows, events.get(i), shapeIds[i]);
            }
            if (shapeIds.length > 0) {
                firstOrdinal = firstOrdinal < 0 ? events.get(0).ordinal() : firstOrdinal;
                lastOrdinal = events.get(shapeIds.length - 1).ordinal();
            }
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
            closeAppender();
            if (firstOrdinal >= 0) {
                Rollups.add(session, row.id(), firstOrdinal, lastOrdinal);
                firstOrdinal = -1;
            }
            TemplateStore.addShapes(session, shapes);
            ImportLedger.save(session, row);
            session.execute("COMMIT");
            begun = false;
        } catch (SQLException e) {
            throw database.failure("write", e);
        }
    }

    /** Takes back what was not committed. */
    @Override
    public void close() {
        try {
            closeAppender();
            if (begun) {
                session.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            // The transaction failed before and is gone already; nothing acknowledged was in it.
            org.slf4j.LoggerFactory.getLogger(LogWriter.class).debug("a failed transaction could not be rolled back");
        } finally {
            Database.closeQuietly(connection);
        }
    }

    private DuckDBAppender begin() throws SQLException {
        if (!begun) {
            session.execute("BEGIN TRANSACTION");
            begun = true;
        }
        DuckDBAppender open = appender;
        if (open == null) {
            open = session.appender("events");
            appender = open;
        }
        return open;
    }

    private void closeAppender() throws SQLException {
        DuckDBAppender open = appender;
        appender = null;
        if (open != null) {
            open.close();
        }
    }
}
