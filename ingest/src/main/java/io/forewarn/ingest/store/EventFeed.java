package io.forewarn.ingest.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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
 * have in common is said once, and what follows from another column is not said at all.
 */
final class EventFeed {
    private static final String NAME = "forewarn_events";

    private final Map<Long, Offer> offered = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** Some events to be stored, with the ids of their shapes in the same order. */
    static final class Part {
        private final PackedEvents events;
        private final long[] shapeIds;

        Part(PackedEvents events, long[] shapeIds) {
            this.events = events;
            this.shapeIds = shapeIds;
        }
    }

    /** Writes one column of some rows of a part; {@code at} is the row of the vector. */
    private interface Cells {
        void write(DuckDBWritableVector to, int at, Part part, int from, int n);
    }

    /** A column that is fed row by row. */
    private record Fed(String name, DuckDBColumnType type, Cells cells) {}

    private record Plan(List<Part> parts, List<Fed> columns) {
        static final Plan NONE = new Plan(List.of(), List.of());
    }

    /** What one who stores has to store at the moment: a prepared statement is run again for other rows. */
    private static final class Offer {
        private volatile Plan plan = Plan.NONE;
    }

    private static final class Cursor {
        int part;
        int at;
    }

    /** What a statement says of the columns, in the order of the table. */
    private static final class Select {
        final List<String> said = new ArrayList<>();
        final List<@Nullable Object> values = new ArrayList<>();
        final List<Fed> fed = new ArrayList<>();

        void same(DuckDBColumnType type, @Nullable Object value) {
            said.add("CAST(? AS " + type + ")");
            values.add(value);
        }

        void each(String name, String sql, DuckDBColumnType type, Cells cells) {
            said.add(sql);
            fed.add(new Fed(name, type, cells));
        }

        void longs(String name, Function<Part, long[]> of) {
            each(
                    name,
                    name,
                    DuckDBColumnType.BIGINT,
                    (to, at, part, from, n) -> EventFeed.longs(to, at, of.apply(part), from, n));
        }
    }

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

    /** A way in on one connection, for one thread. */
    Inlet inlet(Session session) {
        return new Inlet(session, last.incrementAndGet());
    }

    /** Stores events by a statement that is prepared once for as long as the same columns are fed. */
    final class Inlet implements AutoCloseable {
        private final Session session;
        private final long ticket;
        private final Offer offer = new Offer();
        private String sql = "";
        private @Nullable PreparedStatement prepared;

        private Inlet(Session session, long ticket) {
            this.session = session;
            this.ticket = ticket;
            offered.put(ticket, offer);
        }

        /**
         * Stores events in the transaction that is open, in their order.
         *
         * @param parts at least one event
         */
        void insert(List<Part> parts) throws SQLException {
            Select select = select(parts);
            offer.plan = new Plan(parts, select.fed);
            try {
                PreparedStatement statement = prepared("INSERT INTO events SELECT " + String.join(", ", select.said)
                        + " FROM " + NAME + "(" + ticket + ")");
                Session.bind(statement, select.values.toArray());
                statement.executeUpdate();
            } finally {
                offer.plan = Plan.NONE;
            }
        }

        private PreparedStatement prepared(String wanted) throws SQLException {
            PreparedStatement known = prepared;
            if (known != null && wanted.equals(sql)) {
                return known;
            }
            prepared = null;
            if (known != null) {
                known.close();
            }
            PreparedStatement fresh = session.prepare(wanted);
            prepared = fresh;
            sql = wanted;
            return fresh;
        }

        /** Offers no more; the statement ends with the connection. */
        @Override
        public void close() {
            offered.remove(ticket);
        }
    }

    private static Select select(List<Part> parts) {
        Select select = new Select();
        keys(parts, select);
        select.each("ts", "make_timestamp(ts)", DuckDBColumnType.BIGINT, EventFeed::times);
        select.each("severity", "severity", DuckDBColumnType.TINYINT, EventFeed::severities);
        for (int c = 0; c < PackedEvents.BEFORE_SHAPE.size(); c++) {
            int column = c;
            words(PackedEvents.BEFORE_SHAPE.get(c), e -> e.beforeShape(column), parts, select);
        }
        select.longs("shape_id", part -> part.shapeIds);
        for (int c = 0; c < PackedEvents.BEHIND_SHAPE.size(); c++) {
            int column = c;
            words(PackedEvents.BEHIND_SHAPE.get(c), e -> e.behindShape(column), parts, select);
        }
        lines(parts, select);
        return select;
    }

    private static void keys(List<Part> parts, Select select) {
        PackedEvents first = parts.get(0).events;
        long importId = first.importIds[0];
        long ahead = first.ordinals[0] - first.firstLines[0];
        boolean one = true;
        boolean follows = true;
        for (Part part : parts) {
            PackedEvents e = part.events;
            for (int i = 0; i < e.size(); i++) {
                one &= e.importIds[i] == importId;
                follows &= e.ordinals[i] - e.firstLines[i] == ahead;
            }
        }
        if (one) {
            select.same(DuckDBColumnType.BIGINT, importId);
        } else {
            select.longs("import_id", part -> part.events.importIds);
        }
        if (follows) {
            // one record a line: the line tells
            select.said.add("first_line + CAST(? AS BIGINT)");
            select.values.add(ahead);
        } else {
            select.longs("ordinal", part -> part.events.ordinals);
        }
    }

    private static void lines(List<Part> parts, Select select) {
        select.longs("first_line", part -> part.events.firstLines);
        if (parts.stream()
                .allMatch(p -> Arrays.equals(
                        p.events.firstLines, 0, p.events.size(), p.events.lastLines, 0, p.events.size()))) {
            select.said.add("first_line");
        } else {
            select.longs("last_line", part -> part.events.lastLines);
        }
    }

    private static void words(
            String name, Function<PackedEvents, PackedTexts> column, List<Part> parts, Select select) {
        String same = column.apply(parts.get(0).events).first();
        boolean all = parts.stream()
                .map(p -> column.apply(p.events))
                .allMatch(t -> t.isSame() && Objects.equals(t.first(), same));
        if (all) {
            select.same(DuckDBColumnType.VARCHAR, same);
        } else {
            select.each(
                    name,
                    name,
                    DuckDBColumnType.VARCHAR,
                    (to, at, part, from, n) ->
                            to.setStringUtf8Batch(at, column.apply(part.events).utf8(from, n)));
        }
    }

    private final class Reading implements DuckDBTableFunction<Offer, Cursor, Object> {
        @Override
        public Offer bind(DuckDBTableFunctionBindInfo info) {
            Offer offer =
                    Objects.requireNonNull(offered.get(info.getParameter(0).getLong()), "rows are offered");
            offer.plan.columns.forEach(c -> info.addResultColumn(c.name, c.type));
            return offer;
        }

        @Override
        public Cursor init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return new Cursor();
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter to) {
            Offer offer = info.getBindData();
            Plan plan = offer.plan;
            Cursor cursor = info.getInitData();
            int room = (int) to.capacity();
            int at = 0;
            while (at < room && cursor.part < plan.parts.size()) {
                Part part = plan.parts.get(cursor.part);
                int n = Math.min(room - at, part.events.size() - cursor.at);
                for (int c = 0; c < plan.columns.size(); c++) {
                    plan.columns.get(c).cells.write(to.vector(c), at, part, cursor.at, n);
                }
                at += n;
                cursor.at += n;
                if (cursor.at == part.events.size()) {
                    cursor.part++;
                    cursor.at = 0;
                }
            }
            return at;
        }
    }

    private static void longs(DuckDBWritableVector to, int at, long[] values, int from, int n) {
        for (int i = 0; i < n; i++) {
            to.setLong(at + i, values[from + i]);
        }
    }

    private static void times(DuckDBWritableVector to, int at, Part part, int from, int n) {
        for (int i = 0; i < n; i++) {
            long time = part.events.times[from + i];
            if (time == PackedEvents.NO_TIME) {
                to.setNull(at + i);
            } else {
                to.setLong(at + i, time);
            }
        }
    }

    private static void severities(DuckDBWritableVector to, int at, Part part, int from, int n) {
        for (int i = 0; i < n; i++) {
            byte severity = part.events.severities[from + i];
            if (severity == PackedEvents.NO_SEVERITY) {
                to.setNull(at + i);
            } else {
                to.setByte(at + i, severity);
            }
        }
    }
}
