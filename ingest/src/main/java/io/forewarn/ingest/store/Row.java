package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The row under a cursor; columns count from 1. */
final class Row {
    private final ResultSet r;

    Row(ResultSet r) {
        this.r = r;
    }

    @Nullable String maybeText(int column) throws SQLException {
        return r.getString(column);
    }

    String text(int column) throws SQLException {
        return require(r.getString(column), column);
    }

    byte[] bytes(int column) throws SQLException {
        return require(r.getBytes(column), column);
    }

    long number(int column) throws SQLException {
        return r.getLong(column);
    }

    @Nullable Integer maybeInt(int column) throws SQLException {
        int value = r.getInt(column);
        return r.wasNull() ? null : value;
    }

    double real(int column) throws SQLException {
        return r.getDouble(column);
    }

    boolean flag(int column) throws SQLException {
        return r.getBoolean(column);
    }

    @Nullable Boolean maybeFlag(int column) throws SQLException {
        boolean value = r.getBoolean(column);
        return r.wasNull() ? null : value;
    }

    @Nullable Instant maybeInstant(int column) throws SQLException {
        LocalDateTime at = r.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    Instant instant(int column) throws SQLException {
        return require(maybeInstant(column), column);
    }

    @Nullable LocalDate maybeDay(int column) throws SQLException {
        return r.getObject(column, LocalDate.class);
    }

    @Nullable Severity severity(int column) throws SQLException {
        return Severity.ofNumber(r.getInt(column)).orElse(null);
    }

    private static <T> T require(@Nullable T value, int column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is empty");
        }
        return value;
    }
}
