package io.forewarn.ingest.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Statements on one connection: short words for what JDBC says at length. Instants are bound as UTC timestamps. */
final class Session {
    /** Makes a value of the row under the cursor. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final DuckDBConnection connection;

    Session(DuckDBConnection connection) {
        this.connection = connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    int update(String sql, @Nullable Object... args) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, args);
            return s.executeUpdate();
        }
    }

    <T> List<T> list(Reader<T> reader, String sql, @Nullable Object... args) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, args);
            try (ResultSet r = s.executeQuery()) {
                List<T> rows = new ArrayList<>();
                Row row = new Row(r);
                while (r.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        }
    }

    <T> Optional<T> first(Reader<T> reader, String sql, @Nullable Object... args) throws SQLException {
        List<T> rows = list(reader, sql, args);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** The single number that the query gives; 0 for no row or null. */
    long number(String sql, @Nullable Object... args) throws SQLException {
        return first(row -> row.number(1), sql, args).orElse(0L);
    }

    DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender("main", table);
    }

    /** A temporary table of the given columns, empty, to be filled by {@link #staged}. */
    void stage(String name, String columns) throws SQLException {
        execute("CREATE TEMP TABLE IF NOT EXISTS " + name + "(" + columns + ")");
        execute("DELETE FROM " + name);
    }

    DuckDBAppender staged(String name) throws SQLException {
        return connection.createAppender("temp", "main", name);
    }

    /** A statement to be used again and again; the caller closes it. */
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    static void bind(PreparedStatement s, @Nullable Object... args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            Object arg = args[i];
            s.setObject(i + 1, arg instanceof Instant at ? utc(at) : arg);
        }
    }

    /** Null-safe, as every time of ours is kept: UTC without an offset, whole microseconds. */
    static @Nullable LocalDateTime utc(@Nullable Instant at) {
        return at == null ? null : LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
