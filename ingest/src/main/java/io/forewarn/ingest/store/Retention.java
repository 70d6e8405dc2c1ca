package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Erases what is too old, and what was made from it alone: ties to issues, issues without any event left, their
 * suggestions, shapes and templates of no event. An event without a time is as old as its import. The ledger keeps its
 * lines, so that erased content is not imported a second time, and notes how many events are gone.
 */
public final class Retention {
    private static final long TO_BE_REWRITTEN = -1;

    private final Database database;
    private final Path file;

    Retention(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    /** What {@link #erase} would take; changes nothing. */
    public Erased due(Cutoffs cutoffs) {
        return database.write(s -> {
            Erased due = delete(s, cutoffs, Instant.EPOCH);
            s.execute("ROLLBACK");
            s.execute("BEGIN TRANSACTION");
            return due;
        });
    }

    /**
     * Deletes in one transaction and rewrites the file, so that no byte of what was deleted is left in it. Where nothing
     * is due, nothing is written.
     *
     * @throws StoreException where the file could not be rewritten; run it again then
     */
    public Erased erase(Cutoffs cutoffs, Instant now) {
        Erased erased = cutoffs.none() ? Erased.nothing() : database.write(s -> delete(s, cutoffs, now));
        if (erased.total() > 0 || unfinished()) {
            Rewriting.rewrite(database, file);
            database.write(s -> s.update("DELETE FROM erasures WHERE import_id = ?", TO_BE_REWRITTEN));
        }
        return erased;
    }

    /** True where an earlier run deleted but was stopped before the file was rewritten. */
    public boolean unfinished() {
        return database.read(s -> s.number("SELECT count(*) FROM erasures WHERE import_id = ?", TO_BE_REWRITTEN)) > 0;
    }

    private static Erased delete(Session s, Cutoffs cutoffs, Instant now) throws SQLException {
        long[] events = events(s, cutoffs, now);
        Instant old = cutoffs.operations();
        long[] operations = old == null ? new long[4] : operations(s, old);
        Erased erased = new Erased(
                events[0], events[1], operations[0], operations[1], operations[2], events[2] + operations[3]);
        if (erased.total() > 0) {
            // taken away once the file is rewritten: where a kill comes between, the next run rewrites
            s.update("INSERT INTO erasures VALUES (?, ?, 0)", TO_BE_REWRITTEN, now);
        }
        return erased;
    }

    /** Events, issues, suggestions. */
    private static long[] events(Session s, Cutoffs cutoffs, Instant now) throws SQLException {
        s.stage("expired", "import_id BIGINT, ordinal BIGINT");
        s.stage("bare", "issue_id VARCHAR");
        List<@Nullable Object> args = new ArrayList<>();
        String condition = condition(cutoffs, args);
        s.update(
                "INSERT INTO expired SELECT e.import_id, e.ordinal FROM events e"
                        + " LEFT JOIN imports i ON i.id = e.import_id WHERE " + condition,
                args.toArray());
        long events = s.number("SELECT count(*) FROM expired");
        if (events == 0) {
            return new long[3];
        }
        s.update("INSERT INTO erasures SELECT import_id, ?, count(*) FROM expired GROUP BY import_id", now);
        s.execute("INSERT INTO bare SELECT DISTINCT i.issue_id FROM event_issues i JOIN expired x"
                + " ON i.import_id = x.import_id AND i.ordinal = x.ordinal");
        s.execute(
                "DELETE FROM event_issues i USING expired x WHERE i.import_id = x.import_id AND i.ordinal = x.ordinal");
        s.execute("DELETE FROM events e USING expired x WHERE e.import_id = x.import_id AND e.ordinal = x.ordinal");
        s.execute("DELETE FROM operation_marks m USING expired x"
                + " WHERE m.import_id = x.import_id AND m.ordinal = x.ordinal");
        Rollups.rebuild(s);
        s.execute("DELETE FROM bare WHERE issue_id IN (SELECT issue_id FROM event_issues)");
        long suggestions = suggestions(s, "issue_id IN (SELECT issue_id FROM bare)");
        s.execute("DELETE FROM issue_vectors WHERE issue_id IN (SELECT issue_id FROM bare)");
        s.execute("DELETE FROM issue_corrections WHERE issue_id IN (SELECT issue_id FROM bare)");
        long issues = s.update("DELETE FROM issues WHERE id IN (SELECT issue_id FROM bare)");
        templates(s);
        s.execute("DELETE FROM expired");
        return new long[] {events, issues, suggestions};
    }

    /** Operations, repairs, predictions, suggestions. */
    private static long[] operations(Session s, Instant old) throws SQLException {
        long suggestions = suggestions(
                s,
                "operation_id IN (SELECT id FROM operations WHERE ts < ?)"
                        + " OR prediction_id IN (SELECT id FROM predictions WHERE ts < ?)",
                old,
                old);
        s.update("DELETE FROM operation_evidence WHERE operation_id IN (SELECT id FROM operations WHERE ts < ?)", old);
        s.update("DELETE FROM deliveries WHERE operation_id IN (SELECT id FROM operations WHERE ts < ?)", old);
        s.update("DELETE FROM reported_outcomes WHERE operation_id IN (SELECT id FROM operations WHERE ts < ?)", old);
        s.update("DELETE FROM operation_marks WHERE ts < ?", old);
        return new long[] {
            s.update("DELETE FROM operations WHERE ts < ?", old),
            s.update("DELETE FROM repairs WHERE ts < ?", old),
            s.update("DELETE FROM predictions WHERE ts < ?", old),
            suggestions
        };
    }

    private static String condition(Cutoffs cutoffs, List<@Nullable Object> args) {
        String at = "coalesce(e.ts, i.started_at) < ?";
        List<String> any = new ArrayList<>();
        for (Map.Entry<Severity, Instant> c : cutoffs.bySeverity().entrySet()) {
            int low = c.getKey().number();
            any.add("(e.severity BETWEEN " + low + " AND " + (low + 3) + " AND " + at + ")");
            args.add(c.getValue());
        }
        Instant unstated = cutoffs.unstated();
        if (unstated != null) {
            any.add("((e.severity IS NULL OR e.severity NOT BETWEEN 1 AND 24) AND " + at + ")");
            args.add(unstated);
        }
        return any.isEmpty() ? "false" : String.join(" OR ", any);
    }

    private static long suggestions(Session s, String condition, @Nullable Object... args) throws SQLException {
        s.update(
                "DELETE FROM attempts WHERE suggestion_id IN (SELECT id FROM suggestions WHERE " + condition + ")",
                args);
        return s.update("DELETE FROM suggestions WHERE " + condition, args);
    }

    private static void templates(Session s) throws SQLException {
        s.execute("DELETE FROM shapes WHERE id NOT IN (SELECT DISTINCT shape_id FROM events)");
        s.execute("DELETE FROM shape_templates WHERE shape_id NOT IN (SELECT id FROM shapes)");
        s.stage("kept", "id BIGINT, text VARCHAR, n BIGINT, first_seen TIMESTAMP, last_seen TIMESTAMP");
        s.execute("""
                INSERT INTO kept SELECT t.id, t.text, sum(e.n)::BIGINT, min(e.first_seen), max(e.last_seen)
                FROM templates t JOIN shape_templates s ON s.template_id = t.id
                  JOIN (SELECT shape_id, count(*) AS n, min(ts) AS first_seen, max(ts) AS last_seen FROM events
                    GROUP BY shape_id) e ON e.shape_id = s.shape_id
                GROUP BY t.id, t.text
                """);
        s.execute("DELETE FROM templates");
        s.execute("INSERT INTO templates SELECT id, text, n, first_seen, last_seen FROM kept");
        s.execute("DELETE FROM kept");
    }
}
