package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Events as a table that the database reads: one statement stores as many as fill a row group. An appender would run one
 * for every 2048 rows, which costs as much as the rows themselves, and would write every empty column value by value.
 */
final class EventFeed {
    private static final String NAME = "forewarn_events";

    private final Map<Long, Plan> offered = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** Writes one column of some rows. */
    private interface Cells {
        void write(DuckDBWritableVector to, Rows rows, int from, int n);
    }

    /**
     * @param sql what is stored of the column as it is fed, which has the same name
     * @param value of a column that is often empty as a whole, else null
     */
    private record Column(
            String name,
            DuckDBColumnType type,
            String sql,
            @Nullable Function<Event, @Nullable String> value,
            Cells cells) {}

    /** Events to be stored, with the ids of their shapes. */
    static final class Rows {
        private final List<Event> events;
        private final long[] shapeIds;

        /** @param shapeIds of the events, in their order; may be longer */
        Rows(List<Event> events, long[] shapeIds) {
            this.events = events;
            this.shapeIds = shapeIds;
        }
    }

    private interface Whole {
        long of(Event event, long shapeId);
    }

    private record Plan(Rows rows, List<Column> columns) {}

    private static final class Cursor {
        int at;
    }

    private static final List<Column> COLUMNS = List.of(
            number("import_id", (e, id) -> e.importId()),
            number("ordinal", (e, id) -> e.ordinal()),
            new Column("ts", DuckDBColumnType.BIGINT, "make_timestamp(ts)", null, EventFeed::times),
            new Column("severity", DuckDBColumnType.TINYINT, "severity", null, EventFeed::severities),
            text("component", Event::component),
            sparse("environment", Event::environment),
            sparse("host", Event::host),
            sparse("logger", Event::logger),
            text("message", Event::message),
            number("shape_id", (e, id) -> id),
            sparse("exception_type", Event::exceptionType),
            sparse("exception_message", Event::exceptionMessage),
            sparse("frames", e -> Json.frames(e.frames())),
            sparse("trace_id", Event::traceId),
            sparse("operation_id", Event::operationId),
            sparse("release", Event::release),
            sparse("attributes", e -> Json.strings(e.attributes())),
            text("format", Event::format),
            number("first_line", (e, id) -> e.firstLine()),
            number("last_line", (e, id) -> e.lastLine()));

    private EventFeed() {}

    /** Makes a feed known to the database of a connection; once for each database. */
    static EventFeed register(DuckDBConnection connection) throws SQLException {
        EventFeed feed = new EventFeed();
        DuckDBFunctions.tableFunction()
                .withName(NAME)
                .withParameter(DuckDBColumnType.BIGINT)
                .withFunction(feed.new Reading())
                .register(connection);
        return feed;
    }

    /** Stores events in the transaction that is open, in their order. */
    void insert(Session s, Rows rows) throws SQLException {
        long ticket = last.incrementAndGet();
        List<Column> fed = fed(rows);
        String select =
                COLUMNS.stream().map(c -> fed.contains(c) ? c.sql : "NULL").collect(Collectors.joining(", "));
        offered.put(ticket, new Plan(rows, fed));
        try {
            s.execute("INSERT INTO events SELECT " + select + " FROM " + NAME + "(" + ticket + ")");
        } finally {
            offered.remove(ticket);
        }
    }

    /** All but those columns in which none of the events has anything. */
    private static List<Column> fed(Rows rows) {
        return COLUMNS.stream()
                .filter(c -> c.value == null || rows.events.stream().anyMatch(e -> c.value.apply(e) != null))
                .toList();
    }

    private final class Reading implements DuckDBTableFunction<Plan, Cursor, Object> {
        @Override
        public Plan bind(DuckDBTableFunctionBindInfo info) {
            Plan plan = Objects.requireNonNull(offered.get(info.getParameter(0).getLong()), "rows are offered");
            plan.columns.forEach(c -> info.addResultColumn(c.name, c.type));
            info.setCardinality(plan.rows.events.size(), true);
            return plan;
        }

        @Override
        public Cursor init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return new Cursor();
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter to) {
            Plan plan = info.getBindData();
            Cursor cursor = info.getInitData();
            int n = (int) Math.min(to.capacity(), plan.rows.events.size() - cursor.at);
            for (int c = 0; n > 0 && c < plan.columns.size(); c++) {
                plan.columns.get(c).cells.write(to.vector(c), plan.rows, cursor.at, n);
            }
            cursor.at += n;
            return n;
        }
    }

    private static Column number(String name, Whole value) {
        return new Column(name, DuckDBColumnType.BIGINT, name, null, (to, rows, from, n) -> {
            for (int i = 0; i < n; i++) {
                to.setLong(i, value.of(rows.events.get(from + i), rows.shapeIds[from + i]));
            }
        });
    }

    private static Column text(String name, Function<Event, @Nullable String> value, boolean sparse) {
        return new Column(name, DuckDBColumnType.VARCHAR, name, sparse ? value : null, (to, rows, from, n) -> {
            @Nullable String[] texts = new @Nullable String[n];
            for (int i = 0; i < n; i++) {
                texts[i] = value.apply(rows.events.get(from + i));
            }
            to.setStrings(0, texts);
        });
    }

    private static Column text(String name, Function<Event, @Nullable String> value) {
        return text(name, value, false);
    }

    private static Column sparse(String name, Function<Event, @Nullable String> value) {
        return text(name, value, true);
    }

    private static void times(DuckDBWritableVector to, Rows rows, int from, int n) {
        for (int i = 0; i < n; i++) {
            Instant at = rows.events.get(from + i).timestamp();
            if (at == null) {
                to.setNull(i);
            } else {
                to.setLong(i, EventStore.micros(at));
            }
        }
    }

    private static void severities(DuckDBWritableVector to, Rows rows, int from, int n) {
        for (int i = 0; i < n; i++) {
            Severity severity = rows.events.get(from + i).severity();
            if (severity == null) {
                to.setNull(i);
            } else {
                to.setByte(i, (byte) severity.number());
            }
        }
    }
}
