package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Issues, which events belong to them, and what people said about them. */
public final class IssueStore {
    /** What an issue may be. */
    public static final List<String> STATUSES = List.of("unresolved", "resolved", "ignored", "regressed");

    private static final String COLUMNS = "id, fingerprint, grouping_version, title, why, component, error_class,"
            + " confidence, transience, severity, status, first_seen, last_seen, count, exception_type, template_id, because";

    private final Database database;

    IssueStore(Database database) {
        this.database = database;
    }

    /** Inserts or replaces by id; of two with one id the last counts. A class that a person corrected stays. */
    public void upsert(Collection<IssueRow> rows) {
        record(rows, List.of());
    }

    /** {@link #upsert} and {@link #attach} in one transaction, so that counts and links cannot part company. */
    public void record(Collection<IssueRow> rows, Collection<EventIssue> links) {
        database.write(s -> {
            attach(s, links);
            upsert(s, rows);
            return true;
        });
    }

    /**
     * The same for errors that are alike.
     *
     * @param rows with all of these errors counted
     * @return false, with nothing changed, where the events are no longer those that were counted
     */
    public boolean record(Collection<IssueRow> rows, AlikeRange range, Map<AlikeErrors, String> issueIds) {
        return database.write(s -> {
            if (!range.attach(s, issueIds)) {
                return false;
            }
            Rollups.tidy(s);
            upsert(s, rows);
            return true;
        });
    }

    private static void upsert(Session s, Collection<IssueRow> rows) throws SQLException {
        Map<String, IssueRow> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(checked(row).id(), row));
        s.stage("stage_issues", Staging.columns(s, "issues"));
        try (DuckDBAppender a = s.staged("stage_issues")) {
            for (IssueRow row : byId.values()) {
                append(a, row);
            }
        }
        s.execute("""
                INSERT INTO issues SELECT * FROM stage_issues ON CONFLICT (id) DO UPDATE SET
                  fingerprint = excluded.fingerprint, grouping_version = excluded.grouping_version,
                  title = excluded.title, why = excluded.why, component = excluded.component,
                  error_class = CASE WHEN corrected THEN error_class ELSE excluded.error_class END,
                  confidence = CASE WHEN corrected THEN confidence ELSE excluded.confidence END,
                  because = CASE WHEN corrected THEN because ELSE excluded.because END,
                  transience = CASE WHEN corrected THEN transience ELSE excluded.transience END, severity = excluded.severity, status = excluded.status,
                  first_seen = excluded.first_seen, last_seen = excluded.last_seen, count = excluded.count,
                  exception_type = excluded.exception_type, template_id = excluded.template_id
                """);
    }

    private static IssueRow checked(IssueRow row) {
        checkStatus(row.status());
        return row;
    }

    private static void checkStatus(String status) {
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException(
                    "unknown status of an issue; use unresolved, resolved, ignored or regressed");
        }
    }

    private static void append(DuckDBAppender a, IssueRow r) throws SQLException {
        a.beginRow();
        a.append(r.id()).append(r.fingerprint()).append(r.groupingVersion());
        a.append(r.title()).append(r.why()).append(r.component()).append(r.errorClass());
        a.append(r.confidence()).append(r.transience()).append((byte)
                r.severity().number());
        a.append(r.status());
        EventStore.at(a, r.firstSeen());
        EventStore.at(a, r.lastSeen());
        a.append(r.count());
        EventStore.text(a, r.exceptionType());
        a.append(r.templateId()).append(r.because()).append(false);
        a.endRow();
    }

    /** Says which issue events belong to; an event that belonged to another moves. */
    public void attach(Collection<EventIssue> links) {
        database.write(s -> {
            attach(s, links);
            return true;
        });
    }

    private static void attach(Session s, Collection<EventIssue> links) throws SQLException {
        if (links.isEmpty()) {
            return;
        }
        s.stage("stage_event_issues", Staging.columns(s, "event_issues"));
        try (DuckDBAppender a = s.staged("stage_event_issues")) {
            for (EventIssue link : links) {
                a.beginRow();
                a.append(link.importId()).append(link.ordinal()).append(link.issueId());
                a.endRow();
            }
        }
        Rollups.reassign(s);
        s.execute("DELETE FROM event_issues e USING stage_event_issues n"
                + " WHERE e.import_id = n.import_id AND e.ordinal = n.ordinal");
        s.execute("INSERT INTO event_issues SELECT DISTINCT ON (import_id, ordinal) * FROM stage_event_issues");
        Rollups.tidy(s);
    }

    public Optional<IssueRow> find(String id) {
        return database.read(s -> s.first(IssueStore::row, "SELECT " + COLUMNS + " FROM issues WHERE id = ?", id));
    }

    /** Those of the issues that are known, by id. */
    public Map<String, IssueRow> find(Collection<String> ids) {
        Map<String, IssueRow> found = new HashMap<>();
        if (!ids.isEmpty()) {
            String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
            database.read(s -> s.list(
                            IssueStore::row,
                            "SELECT " + COLUMNS + " FROM issues WHERE id IN (" + marks + ")",
                            ids.toArray()))
                    .forEach(row -> found.put(row.id(), row));
        }
        return found;
    }

    /** Most frequent first. */
    public List<IssueRow> list(IssueFilter filter, int limit, long offset) {
        Where where = where(filter);
        return database.read(s -> s.list(
                IssueStore::row,
                "SELECT " + COLUMNS + " FROM issues" + where.sql()
                        + " ORDER BY count DESC, last_seen DESC, id LIMIT ? OFFSET ?",
                where.args(limit, offset)));
    }

    public long count(IssueFilter filter) {
        Where where = where(filter);
        return database.read(s -> s.number("SELECT count(*) FROM issues" + where.sql(), where.args()));
    }

    /**
     * Sets {@code unresolved resolved ignored regressed}.
     *
     * @return false where there is no such issue
     * @throws IllegalArgumentException for another status
     */
    public boolean setStatus(String id, String status) {
        checkStatus(status);
        return database.write(s -> s.update("UPDATE issues SET status = ? WHERE id = ?", status, id) > 0);
    }

    /**
     * A person's word on the class: it replaces ours for good and is kept as a labelled example.
     *
     * @param transience of that class: {@code yes no sometimes unknown}
     * @param note scrubbed, or null
     * @return false where there is no such issue
     */
    public boolean correctClass(String id, String errorClass, String transience, Instant at, @Nullable String note) {
        return database.write(s -> {
            int changed = s.update(
                    "UPDATE issues SET error_class = ?, transience = ?, confidence = 1, because = 'a person said so',"
                            + " corrected = true WHERE id = ?",
                    errorClass,
                    transience,
                    id);
            if (changed > 0) {
                s.update("INSERT INTO issue_corrections VALUES (?, ?, ?, ?)", id, errorClass, at, note);
            }
            return changed > 0;
        });
    }

    /** All corrections, oldest first. */
    public List<IssueCorrection> corrections() {
        return database.read(s -> s.list(
                r -> new IssueCorrection(r.text(1), r.text(2), r.instant(3), r.maybeText(4)),
                "SELECT issue_id, error_class, ts, note FROM issue_corrections ORDER BY ts, issue_id"));
    }

    /** Events of an issue, newest first. */
    public List<Event> events(String issueId, int limit, long offset) {
        return database.read(s -> s.list(
                EventStore::event,
                "SELECT " + EventStore.COLUMNS + EventStore.TABLES
                        + " JOIN event_issues i ON i.import_id = e.import_id AND i.ordinal = e.ordinal"
                        + " WHERE i.issue_id = ? ORDER BY e.ts DESC NULLS LAST, e.import_id, e.ordinal LIMIT ? OFFSET ?",
                issueId,
                limit,
                offset));
    }

    /** The issue that an event belongs to. */
    public Optional<String> issueOf(long importId, long ordinal) {
        return database.read(s -> s.first(
                r -> r.text(1),
                "SELECT issue_id FROM event_issues WHERE import_id = ? AND ordinal = ?",
                importId,
                ordinal));
    }

    /** Events of one issue a day, oldest first; days without any and events without a time are left out. */
    public List<DailyCount> dailyCounts(String issueId) {
        return daily(new Where().and("e.ts IS NOT NULL").equal("i.issue_id", issueId));
    }

    /** Events of all issues a day, as {@link #dailyCounts(String)}. */
    public List<DailyCount> dailyCounts() {
        return daily(new Where().and("e.ts IS NOT NULL"));
    }

    private List<DailyCount> daily(Where where) {
        return database.read(s -> s.list(
                r -> new DailyCount(java.util.Objects.requireNonNull(r.maybeDay(1)), r.number(2)),
                "SELECT CAST(e.ts AS DATE) AS day, count(*) FROM event_issues i"
                        + " JOIN events e ON i.import_id = e.import_id AND i.ordinal = e.ordinal"
                        + where.sql() + " GROUP BY day ORDER BY day",
                where.args()));
    }

    private static Where where(IssueFilter f) {
        // an issue whose events all went elsewhere is kept for what was said of it, and not shown
        return new Where()
                .and("count > 0")
                .equal("component", f.component())
                .equal("status", f.status())
                .equal("error_class", f.errorClass());
    }

    private static IssueRow row(Row r) throws SQLException {
        Severity severity = r.severity(10);
        return new IssueRow(
                r.text(1),
                r.text(2),
                r.text(3),
                r.text(4),
                r.text(5),
                r.text(6),
                r.text(7),
                r.real(8),
                r.text(9),
                severity == null ? Severity.ERROR : severity,
                r.text(11),
                r.instant(12),
                r.instant(13),
                r.number(14),
                r.maybeText(15),
                r.number(16),
                r.text(17));
    }
}
