package io.forewarn.ingest.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.event.Repair;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was imported, how far, and what was refused. Rows and the ledger's line on them are committed together: after a
 * kill the line says exactly how many records are stored.
 */
public final class ImportLedger {
    private static final String COLUMNS =
            "id, source, content_hash, head_hash, kind, started_at, finished_at, status, bytes,"
                    + " lines, records, stored, rejected, first_rejects, redactions";

    private final Database database;
    private final ReentrantLock turn = new ReentrantLock(true);

    ImportLedger(Database database) {
        this.database = database;
    }

    /** Held by whoever imports: one import at a time, since a line without a finished import may be taken up. */
    public Lock turn() {
        return turn;
    }

    /** Opens a line with an id of its own: nothing read, status {@code running}. */
    public ImportRow begin(String source, String kind, String headHash, Instant startedAt) {
        return database.write(s -> {
            ImportRow row = new ImportRow(
                    s.number("SELECT coalesce(max(id), 0) + 1 FROM imports"),
                    source,
                    headHash,
                    headHash,
                    kind,
                    startedAt,
                    null,
                    "running",
                    0,
                    0,
                    0,
                    0,
                    Map.of(),
                    List.of(),
                    Map.of());
            save(s, row);
            return row;
        });
    }

    /** All, newest first. */
    public List<ImportRow> list() {
        return database.read(s -> s.list(ImportLedger::row, "SELECT " + COLUMNS + " FROM imports ORDER BY id DESC"));
    }

    public Optional<ImportRow> find(long id) {
        return database.read(s -> s.first(ImportLedger::row, "SELECT " + COLUMNS + " FROM imports WHERE id = ?", id));
    }

    /**
     * The finished imports of exactly this content, of the kind as such or for a window of time; oldest first.
     *
     * @param kind {@code logs operations repairs outputs}
     */
    public List<ImportRow> finished(String kind, String contentHash) {
        return database.read(s -> s.list(
                ImportLedger::row,
                "SELECT " + COLUMNS + " FROM imports WHERE (kind = ? OR starts_with(kind, ?)) AND content_hash = ?"
                        + " AND status = 'done' ORDER BY id",
                kind,
                kind + " ",
                contentHash));
    }

    /**
     * Imports, finished or not, of content with this head: worth a closer look. Oldest first.
     *
     * @param headHash of the first 64 KiB, or of all where it is shorter
     */
    public List<ImportRow> alike(String kind, String headHash) {
        return database.read(s -> s.list(
                ImportLedger::row,
                "SELECT " + COLUMNS
                        + " FROM imports WHERE (kind = ? OR starts_with(kind, ?)) AND head_hash = ? ORDER BY id",
                kind,
                kind + " ",
                headHash));
    }

    /**
     * Imports of content so short that its head changes when it grows, under this name or one with the same stem: that name
     * first, then the newest, a few hundred at most.
     *
     * @param source scrubbed name
     * @param stem what is the same in all names that the file may have had
     * @param below bytes
     */
    public List<ImportRow> small(String kind, String source, String stem, long below) {
        return database.read(s -> s.list(
                ImportLedger::row,
                "SELECT " + COLUMNS + " FROM imports WHERE (kind = ? OR starts_with(kind, ?))"
                        + " AND bytes > 0 AND bytes < ? AND contains(source, ?)"
                        + " ORDER BY source = ? DESC, id DESC LIMIT 256",
                kind,
                kind + " ",
                below,
                stem,
                source));
    }

    /** Inserts or updates the line alone. */
    public void record(ImportRow row) {
        database.write(s -> {
            save(s, row);
            return true;
        });
    }

    /** Takes the events of a log import in; one at a time, by whoever holds the {@link #turn}. */
    public LogWriter writer() {
        return new LogWriter(database);
    }

    /**
     * One batch of a log import: its events, the shapes that are new or changed since the last batch, and the line on all
     * so far.
     *
     * @param shapeIds of the events, in their order
     */
    public void commit(ImportRow row, List<Event> events, long[] shapeIds, Map<Long, String> shapes) {
        try (LogWriter writer = writer()) {
            writer.append(events, shapeIds);
            writer.commit(row, shapes);
        }
    }

    /**
     * The same with what the events say of operations.
     *
     * @return how many of these nobody knew
     */
    public long commit(
            ImportRow row, List<Event> events, long[] shapeIds, Map<Long, String> shapes, List<OperationMark> marks) {
        try (LogWriter writer = writer()) {
            writer.append(events, shapeIds);
            writer.mark(marks);
            writer.commit(row, shapes);
            return writer.derived();
        }
    }

    /**
     * One batch of an import of operations; ids that are new are added to the line's {@code stored}.
     *
     * @return the line as it now stands
     */
    public ImportRow commitOperations(ImportRow row, Collection<Operation> operations) {
        return database.write(s -> saveWith(s, row, OperationStore.upsert(s, operations)));
    }

    /**
     * One batch of an import of repairs; ids that are new are added to the line's {@code stored}.
     *
     * @return the line as it now stands
     */
    public ImportRow commitRepairs(ImportRow row, Collection<Repair> repairs) {
        return database.write(s -> saveWith(s, row, RepairStore.upsert(s, repairs)));
    }

    /**
     * One batch of an import of what operations printed; operations that had none are added to the line's {@code stored}.
     *
     * @return the line as it now stands
     */
    public ImportRow commitEvidence(ImportRow row, Collection<Evidence> evidence) {
        return database.write(s -> saveWith(s, row, OperationStore.keepEvidence(s, evidence)));
    }

    private static ImportRow saveWith(Session s, ImportRow row, long added) throws SQLException {
        ImportRow now = row.withStored(row.stored() + added);
        save(s, now);
        return now;
    }

    /** Takes a log import back: its events, what issues counted of them, and its line. */
    public void discard(long importId) {
        database.write(s -> {
            Rollups.takeBack(s, importId, 0);
            DerivedOperations.takeBack(s, importId, 0);
            IssueTies.note(s, "SELECT import_id, ordinal, ts FROM events WHERE import_id = ?", importId);
            s.update("DELETE FROM events WHERE import_id = ?", importId);
            s.update("DELETE FROM event_issues WHERE import_id = ?", importId);
            IssueTies.settle(s);
            s.update("DELETE FROM imports WHERE id = ?", importId);
            return true;
        });
    }

    /** Takes back those events of an import that are of a time; either bound may be null. */
    public void discard(long importId, @Nullable Instant since, @Nullable Instant until) {
        database.write(s -> {
            Where where = new Where()
                    .equal("import_id", importId)
                    .and("ts IS NOT NULL")
                    .atLeast("ts", since)
                    .below("ts", until);
            IssueTies.note(s, "SELECT import_id, ordinal, ts FROM events" + where.sql(), where.args());
            s.update(
                    "DELETE FROM event_issues i USING (SELECT import_id, ordinal FROM events" + where.sql()
                            + ") e WHERE i.import_id = e.import_id AND i.ordinal = e.ordinal",
                    where.args());
            s.update("DELETE FROM operation_marks" + where.sql(), where.args());
            s.update("DELETE FROM events" + where.sql(), where.args());
            IssueTies.settle(s);
            Rollups.rebuild(s);
            return s.update(
                    "UPDATE imports SET stored = (SELECT count(*) FROM events WHERE import_id = ?) WHERE id = ?",
                    importId,
                    importId);
        });
    }

    static void save(Session s, ImportRow r) throws SQLException {
        s.update(
                "INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                r.id(),
                r.source(),
                r.contentHash(),
                r.headHash(),
                r.kind(),
                r.startedAt(),
                r.finishedAt(),
                r.status(),
                r.bytes(),
                r.lines(),
                r.records(),
                r.stored(),
                Json.write(r.rejectedByReason()),
                Json.write(r.firstRejects()),
                Json.write(r.redactions()));
    }

    private static ImportRow row(Row r) throws SQLException {
        return new ImportRow(
                r.number(1),
                r.text(2),
                r.text(3),
                r.text(4),
                r.text(5),
                r.instant(6),
                r.maybeInstant(7),
                r.text(8),
                r.number(9),
                r.number(10),
                r.number(11),
                r.number(12),
                Json.counts(r.text(13)),
                Json.read(r.text(14), new TypeReference<List<Rejected>>() {}),
                Json.counts(r.text(15)));
    }
}
