package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Scrubbed log records. An event read back carries the id of its template where templates have been worked out since,
 * else the shape id it was stored with.
 */
public final class EventStore {
    static final String COLUMNS =
            "e.import_id, e.ordinal, e.ts, e.severity, e.component, e.environment, e.host, e.logger,"
                    + " e.message, coalesce(t.template_id, e.shape_id), e.exception_type, e.exception_message, e.frames,"
                    + " e.trace_id, e.operation_id, e.release, e.attributes, e.format, e.first_line, e.last_line";
    static final String TABLES = " FROM events e LEFT JOIN shape_templates t ON t.shape_id = e.shape_id";
    static final String IN_NO_ISSUE =
            "NOT EXISTS (SELECT 1 FROM event_issues i WHERE i.import_id = e.import_id AND i.ordinal = e.ordinal)";
    static final String UNGROUPED = "(e.severity >= 17 OR e.exception_type IS NOT NULL) AND " + IN_NO_ISSUE;

    private final Database database;

    EventStore(Database database) {
        this.database = database;
    }

    /** Appends events outside an import, in one transaction; keys (import id, ordinal) must be new. */
    public void append(List<Event> events) {
        database.write(s -> {
            append(s, events, events.stream().mapToLong(Event::templateId).toArray());
            int first = 0;
            for (int i = 1; i <= events.size(); i++) {
                if (i == events.size() || !follows(events.get(i - 1), events.get(i))) {
                    Event from = events.get(first);
                    Rollups.add(
                            s,
                            from.importId(),
                            from.ordinal(),
                            events.get(i - 1).ordinal());
                    first = i;
                }
            }
            return true;
        });
    }

    private static boolean follows(Event one, Event next) {
        return one.importId() == next.importId() && one.ordinal() + 1 == next.ordinal();
    }

    static void append(Session s, List<Event> events, long[] shapeIds) throws SQLException {
        try (DuckDBAppender a = s.appender("events")) {
            for (int i = 0; i < shapeIds.length; i++) {
                row(a, events.get(i), shapeIds[i]);
            }
        }
    }

    static void row(DuckDBAppender a, Event e, long shapeId) throws SQLException {
        Severity severity = e.severity();
        a.beginRow();
        a.append(e.importId()).append(e.ordinal());
        at(a, e.timestamp());
        if (severity == null) {
            a.appendNull();
        } else {
            a.append((byte) severity.number());
        }
        a.append(e.component());
        text(a, e.environment());
        text(a, e.host());
        text(a, e.logger());
        a.append(e.message()).append(shapeId);
        text(a, e.exceptionType());
        text(a, e.exceptionMessage());
        text(a, Json.frames(e.frames()));
        text(a, e.traceId());
        text(a, e.operationId());
        text(a, e.release());
        text(a, Json.strings(e.attributes()));
        a.append(e.format()).append(e.firstLine()).append(e.lastLine());
        a.endRow();
    }

    /** Newest first (events without a time last), then in the order of import. */
    public List<Event> page(EventFilter filter, int limit, long offset) {
        Where where = where(filter);
        return database.read(s -> s.list(
                EventStore::event,
                "SELECT " + COLUMNS + TABLES + where.sql()
                        + " ORDER BY e.ts DESC NULLS LAST, e.import_id, e.ordinal LIMIT ? OFFSET ?",
                where.args(limit, offset)));
    }

    /** Every event that passes, in the order of import, handed on in batches of at most {@code batch}. */
    public void each(EventFilter filter, int batch, Consumer<List<Event>> sink) {
        walk(where(filter), batch, sink);
    }

    /**
     * Error events (severity ERROR or worse, or with an exception) that belong to no issue yet, in the order of import,
     * in batches of at most {@code batch}; the sink may attach them.
     */
    public void ungrouped(int batch, Consumer<List<Event>> sink) {
        String keys = " FROM events e WHERE " + UNGROUPED;
        List<KeyRange> ranges = database.read(s -> KeyRange.of(s, keys, new Object[0], batch));
        try (SecondReader other = new SecondReader()) {
            for (KeyRange range : ranges) {
                Supplier<List<Event>> upper = other.begin(() -> ungrouped(range.upperHalf()));
                List<Event> events = new ArrayList<>(ungrouped(range.lowerHalf()));
                events.addAll(upper.get());
                if (!events.isEmpty()) {
                    sink.accept(events);
                }
            }
        }
    }

    private List<Event> ungrouped(KeyRange range) {
        // which they are is read from few columns, the rest only where they stand
        return of(
                range,
                database.read(s -> s.list(
                        r -> r.number(1),
                        "SELECT e.ordinal FROM events e WHERE " + UNGROUPED + " AND " + range.sql())));
    }

    /**
     * Those of them that can be grouped many at a time, in the order of import; the sink may attach them. Asked for again,
     * what it did not attach comes again.
     */
    public void ungroupedAlike(int batch, Consumer<AlikeRange> sink) {
        List<KeyRange> ranges = database.read(s -> AlikeRange.ranges(s, batch));
        try (SecondReader other = new SecondReader()) {
            Iterator<KeyRange> next = ranges.iterator();
            Supplier<AlikeRange> read = next.hasNext() ? reading(next.next()) : null;
            while (read != null) {
                AlikeRange range = read.get();
                read = next.hasNext() ? other.begin(reading(next.next())) : null;
                sink.accept(range);
            }
        }
    }

    private Supplier<AlikeRange> reading(KeyRange range) {
        return () -> AlikeRange.read(database, range);
    }

    /** Some events of a range, each asked for once, in their order; one statement. */
    List<Event> of(KeyRange range, List<Long> ordinals) {
        if (ordinals.isEmpty()) {
            return List.of();
        }
        // a list of many after IN would be looked up behind the scan; a join tells the scan which rows are wanted
        String wanted = ordinals.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return database.read(s -> s.list(
                EventStore::event,
                "SELECT " + COLUMNS + TABLES + " JOIN (SELECT unnest([" + wanted + "]::BIGINT[]) AS ordinal) w"
                        + " ON w.ordinal = e.ordinal WHERE " + range.sql() + " ORDER BY e.ordinal"));
    }

    /** Whether {@link #ungrouped} would hand on any. */
    public boolean anyUngrouped() {
        return database.read(s -> s.number("SELECT 1 FROM events e WHERE " + UNGROUPED + " LIMIT 1")) > 0;
    }

    /**
     * Counts first and reads by ranges of keys after: rows lie in the file in the order of their keys, so that each range
     * is read where it lies instead of sorting all that is left for every batch.
     */
    private void walk(Where where, int batch, Consumer<List<Event>> sink) {
        String all = "SELECT " + COLUMNS + TABLES + where.sql() + (where.sql().isEmpty() ? " WHERE " : " AND ");
        for (KeyRange range : database.read(s -> KeyRange.of(s, TABLES + where.sql(), where.args(), batch))) {
            List<Event> events = database.read(s ->
                    s.list(EventStore::event, all + range.sql() + " ORDER BY e.import_id, e.ordinal", where.args()));
            if (!events.isEmpty()) {
                sink.accept(events);
            }
        }
    }

    /** The event cited as {@code importId-ordinal}. */
    public Optional<Event> find(long importId, long ordinal) {
        return database.read(s -> s.first(
                EventStore::event,
                "SELECT " + COLUMNS + TABLES + " WHERE e.import_id = ? AND e.ordinal = ?",
                importId,
                ordinal));
    }

    /**
     * The first event of an import that begins, or ends, at a line or later.
     *
     * @return its ordinal; the next free one where there is none
     */
    public long ordinalFrom(long importId, long line, boolean end) {
        String column = end ? "last_line" : "first_line";
        return database.read(s -> s.number(
                "SELECT coalesce(min(ordinal) FILTER (" + column + " >= ?), max(ordinal) + 1, 0) FROM events"
                        + " WHERE import_id = ?",
                line,
                importId));
    }

    public long count() {
        return count(EventFilter.all());
    }

    public long count(EventFilter filter) {
        Where where = where(filter);
        return database.read(s -> s.number("SELECT count(*)" + TABLES + where.sql(), where.args()));
    }

    /** Counts by day, component and severity, oldest day first. */
    public List<EventCount> counts(EventFilter filter) {
        Where where = where(filter);
        return database.read(s -> s.list(
                row -> new EventCount(row.maybeDay(1), row.text(2), row.severity(3), row.number(4)),
                "SELECT CAST(e.ts AS DATE) AS day, e.component, e.severity, count(*)" + TABLES + where.sql()
                        + " GROUP BY ALL ORDER BY day NULLS FIRST, e.component, e.severity NULLS FIRST",
                where.args()));
    }

    private static Where where(EventFilter f) {
        return new Where()
                .equal("e.component", f.component())
                .atLeast("e.severity", f.atLeast() == null ? null : f.atLeast().number())
                .atLeast("e.ts", f.from())
                .below("e.ts", f.until())
                .contains("e.message", f.text())
                .equal("coalesce(t.template_id, e.shape_id)", f.templateId())
                .equal("e.operation_id", f.operationId())
                .equal("e.import_id", f.importId());
    }

    static Event event(Row r) throws SQLException {
        return Event.builder()
                .key(r.number(1), r.number(2))
                .timestamp(r.maybeInstant(3))
                .severity(r.severity(4))
                .component(r.text(5))
                .environment(r.maybeText(6))
                .host(r.maybeText(7))
                .logger(r.maybeText(8))
                .message(r.text(9))
                .templateId(r.number(10))
                .exception(r.maybeText(11), r.maybeText(12))
                .frames(Json.frames(r.maybeText(13)))
                .traceId(r.maybeText(14))
                .operationId(r.maybeText(15))
                .release(r.maybeText(16))
                .attributes(Json.strings(r.maybeText(17)))
                .format(r.text(18))
                .lines(r.number(19), r.number(20))
                .build();
    }

    static void text(DuckDBAppender a, @Nullable String value) throws SQLException {
        if (value == null) {
            a.appendNull();
        } else {
            a.append(value);
        }
    }

    static void at(DuckDBAppender a, @Nullable Instant value) throws SQLException {
        if (value == null) {
            a.appendNull();
        } else {
            a.appendEpochMicros(micros(value));
        }
    }

    static long micros(Instant value) {
        return Math.floorDiv(value.getNano(), 1000) + value.getEpochSecond() * 1_000_000L;
    }
}
