package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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
 * for every 2048 rows, which costs as much as the rows themselves, and would write every empty column value by value; what all rows
 * have in common is said once.
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
     * @param value of a column that often has the same in all rows, mostly nothing; else null
     */
    private record Column(
            String name,
            DuckDBColumnType type,
            String sql,
            @Nullable Function<Event, ? extends @Nullable Object> value,
            Cells cells) {
        @Nullable Object of(Event event) {
            return value == null ? null : value.apply(event);
        }
    }

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
            new Column(
                    "import_id",
                    DuckDBColumnType.BIGINT,
                    "import_id",
                    Event::importId,
                    numbers((e, id) -> e.importId())),
            number("ordinal", (e, id) -> e.ordinal()),
            new Column("ts", DuckDBColumnType.BIGINT, "make_timestamp(ts)", null, EventFeed::times),
            new Column("severity", DuckDBColumnType.TINYINT, "severity", null, EventFeed::severities),
            text("component", Event::component),
            text("environment", Event::environment),
            text("host", Event::host),
            text("logger", Event::logger),
            text("message", Event::message),
            number("shape_id", (e, id) -> id),
            text("exception_type", Event::exceptionType),
            text("exception_message", Event::exceptionMessage),
            text("frames", e -> Json.frames(e.frames())),
            text("trace_id", Event::traceId),
            text("operation_id", Event::operationId),
            text("release", Event::release),
            text("attributes", e -> Json.strings(e.attributes())),
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

    /**
     * Stores events in the transaction that is open, in their order.
     *
     * @param rows at least one
     */
    void insert(Session s, Rows rows) throws SQLException {
        long ticket = last.incrementAndGet();
        Map<Column, @Nullable Object> steady = steady(rows.events);
        List<Column> fed = new ArrayList<>();
        List<String> select = new ArrayList<>();
        List<@Nullable Object> said = new ArrayList<>();
        for (Column column : COLUMNS) {
            if (steady.containsKey(column)) {
                select.add("CAST(? AS " + column.type + ")");
                said.add(steady.get(column));
            } else {
                select.add(column.sql);
                fed.add(column);
            }
        }
        offered.put(ticket, new Plan(rows, fed));
        try {
            s.update(
                    "INSERT INTO events SELECT " + String.join(", ", select) + " FROM " + NAME + "(" + ticket + ")",
                    said.toArray());
        } finally {
            offered.remove(ticket);
        }
    }

    /** Those columns in which all events have the same, with what that is; looks at each event once. */
    private static Map<Column, @Nullable Object> steady(List<Event> events) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        columns.removeIf(c -> c.value == null);
        List<@Nullable Object> first = new ArrayList<>();
        columns.forEach(c -> first.add(c.of(events.get(0))));
        for (int i = 1; i < events.size() && !columns.isEmpty(); i++) {
            for (int c = columns.size() - 1; c >= 0; c--) {
                if (!Objects.equals(columns.get(c).of(events.get(i)), first.get(c))) {
                    columns.remove(c);
                    first.remove(c);
                }
            }
        }
        Map<Column, @Nullable Object> steady = new HashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            steady.put(columns.get(c), first.get(c));
        }
        return steady;
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
        return new Column(name, DuckDBColumnType.BIGINT, name, null, numbers(value));
    }

    private static Cells numbers(Whole value) {
        return (to, rows, from, n) -> {
            for (int i = 0; i < n; i++) {
                to.setLong(i, value.of(rows.events.get(from + i), rows.shapeIds[from + i]));
            }
        };
    }

    private static Column text(String name, Function<Event, @Nullable String> value) {
        return new Column(name, DuckDBColumnType.VARCHAR, name, value, (to, rows, from, n) -> {
            @Nullable String[] texts = new @Nullable String[n];
            for (int i = 0; i < n; i++) {
                texts[i] = value.apply(rows.events.get(from + i));
            }
            to.setStrings(0, texts);
        });
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
