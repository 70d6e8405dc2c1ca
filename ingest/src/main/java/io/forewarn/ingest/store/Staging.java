package io.forewarn.ingest.store;

import java.sql.SQLException;

/** Temporary tables shaped like real ones: rows are appended there fast and then merged by one statement. */
final class Staging {
    private Staging() {}

    /** {@code name TYPE, …} of a table of ours, in order, without its constraints. */
    static String columns(Session s, String table) throws SQLException {
        return String.join(
                ", ",
                s.list(
                        r -> r.text(1) + " " + r.text(2),
                        "SELECT column_name, data_type FROM duckdb_columns()"
                                + " WHERE table_name = ? AND database_name = current_database() ORDER BY column_index",
                        table));
    }
}
