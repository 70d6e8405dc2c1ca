package io.forewarn.ingest.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Counts of events by minute and by hour, kept in the transaction that changes the events. Rows are differences: what is
 * added is a row, what is taken back or moves to another issue is a negative one, so that their sum is always right
 * and nothing is updated in place. Once there are twice as many rows as after the last tidying, they are summed up.
 */
final class Rollups {
    private static final String KEYS = "component, environment, release, severity, issue_id";

    /** What of an event its counts go by. */
    static final String COUNTED = "date_trunc('minute', e.ts) AS ts, e.component, e.environment, e.release, e.severity";

    private static final String OF_EVENTS =
            "SELECT date_trunc('%s', e.ts) AS ts, e.component, e.environment, e.release,"
                    + " e.severity, %s AS issue_id, %s AS n FROM events e ";

    /** One step of {@link Schema}: the tables, filled from the events that are there already. */
    static final String TABLES = table("minute") + table("hour")
            + "CREATE TABLE rates_tidied(rows_left BIGINT NOT NULL);"
            + "INSERT INTO rates_tidied SELECT count(*) FROM rates_minute;";

    private static final long SLACK = 100_000;

    private Rollups() {}

    private static String table(String unit) {
        return "CREATE TABLE rates_" + unit + "(ts TIMESTAMP NOT NULL, component VARCHAR NOT NULL, environment VARCHAR,"
                + " release VARCHAR, severity TINYINT, issue_id VARCHAR, n BIGINT NOT NULL);" + refill(unit);
    }

    private static String refill(String unit) {
        return "INSERT INTO rates_" + unit + " "
                + OF_EVENTS.formatted(unit, "i.issue_id", "count(*)")
                + "LEFT JOIN event_issues i ON i.import_id = e.import_id AND i.ordinal = e.ordinal"
                + " WHERE e.ts IS NOT NULL GROUP BY ALL ORDER BY ts;";
    }

    /** Counts events that were appended just now; they belong to no issue yet. Bounds are inclusive. */
    static void add(Session s, long importId, long fromOrdinal, long toOrdinal) throws SQLException {
        // literals, so that only the part of the file that holds them is read; hours are sums of minutes
        s.execute("CREATE OR REPLACE TEMP TABLE counting AS " + OF_EVENTS.formatted("minute", "NULL", "count(*)")
                + "WHERE e.import_id = " + importId + " AND e.ordinal BETWEEN " + fromOrdinal + " AND " + toOrdinal
                + " AND e.ts IS NOT NULL GROUP BY ALL");
        count(s);
        tidy(s);
    }

    /** Moves the events in {@code stage_event_issues} to their new issues; call it before the links are replaced. */
    static void reassign(Session s) throws SQLException {
        // said as literals, the range keeps the rest of the file from being read for every batch
        String range = s.first(
                        r -> r.number(1) == r.number(2)
                                ? "e.import_id = " + r.number(1) + " AND e.ordinal BETWEEN " + r.number(3) + " AND "
                                        + r.number(4) + " AND "
                                : "",
                        "SELECT min(import_id), max(import_id), min(ordinal), max(ordinal) FROM stage_event_issues")
                .orElse("");
        s.execute("CREATE OR REPLACE TEMP TABLE moving AS SELECT " + COUNTED
                + ", o.issue_id AS old_id, n.issue_id AS new_id, count(*) AS n FROM events e"
                + " JOIN (SELECT DISTINCT ON (import_id, ordinal) * FROM stage_event_issues) n"
                + " ON n.import_id = e.import_id AND n.ordinal = e.ordinal"
                + " LEFT JOIN event_issues o ON o.import_id = e.import_id AND o.ordinal = e.ordinal"
                + " WHERE " + range + "e.ts IS NOT NULL GROUP BY ALL");
        String moved = "SELECT ts, component, environment, release, severity, %s AS issue_id, %s AS n FROM moving";
        s.execute("CREATE OR REPLACE TEMP TABLE counting AS SELECT ts, " + KEYS + ", CAST(sum(n) AS BIGINT) AS n FROM ("
                + moved.formatted("old_id", "-n") + " UNION ALL " + moved.formatted("new_id", "n")
                + ") GROUP BY ALL HAVING sum(n) <> 0");
        s.execute("DROP TABLE moving");
        count(s);
    }

    /** Counts the events in {@code attaching}, which belonged to no issue, to the issues that they stand with there. */
    static void attached(Session s) throws SQLException {
        String some = "SELECT ts, component, environment, release, severity, %s AS issue_id, %s AS n FROM attaching"
                + " WHERE ts IS NOT NULL GROUP BY ALL";
        s.execute("CREATE OR REPLACE TEMP TABLE counting AS " + some.formatted("NULL", "-count(*)") + " UNION ALL "
                + some.formatted("issue_id", "count(*)"));
        count(s);
    }

    /** Adds what was just counted by minute to both tables: hours are sums of minutes. */
    private static void count(Session s) throws SQLException {
        s.execute("INSERT INTO rates_minute SELECT ts, " + KEYS + ", n FROM counting");
        s.execute("INSERT INTO rates_hour SELECT date_trunc('hour', ts) AS hour, " + KEYS
                + ", CAST(sum(n) AS BIGINT) FROM counting GROUP BY ALL HAVING sum(n) <> 0");
        s.execute("DROP TABLE counting");
    }

    /** Counts all events of an issue as those of another, or of none. */
    static void move(Session s, String issue, @Nullable String to) throws SQLException {
        for (String unit : new String[] {"minute", "hour"}) {
            s.update("UPDATE rates_" + unit + " SET issue_id = ? WHERE issue_id = ?", to, issue);
        }
    }

    /** Takes the events of an import, from an ordinal on, out of the counts; call it before they are deleted. */
    static void takeBack(Session s, long importId, long ordinal) throws SQLException {
        for (String unit : new String[] {"minute", "hour"}) {
            s.update(
                    "INSERT INTO rates_" + unit + " " + OF_EVENTS.formatted(unit, "i.issue_id", "-count(*)")
                            + "LEFT JOIN event_issues i ON i.import_id = e.import_id AND i.ordinal = e.ordinal"
                            + " WHERE e.import_id = ? AND e.ordinal >= ? AND e.ts IS NOT NULL GROUP BY ALL",
                    importId,
                    ordinal);
        }
    }

    /** Sums the rows up where there are many. */
    static void tidy(Session s) throws SQLException {
        long rows = s.number("SELECT count(*) FROM rates_minute");
        if (rows > 2 * s.number("SELECT max(rows_left) FROM rates_tidied") + SLACK) {
            tidyNow(s);
        }
    }

    static void tidyNow(Session s) throws SQLException {
        for (String unit : new String[] {"minute", "hour"}) {
            String table = "rates_" + unit;
            s.execute("CREATE OR REPLACE TEMP TABLE tidying AS SELECT ts, " + KEYS
                    + ", CAST(sum(n) AS BIGINT) AS n FROM " + table + " GROUP BY ALL HAVING sum(n) <> 0");
            s.execute("DELETE FROM " + table);
            s.execute("INSERT INTO " + table + " SELECT * FROM tidying ORDER BY ts");
            s.execute("DROP TABLE tidying");
        }
        s.execute("DELETE FROM rates_tidied");
        s.execute("INSERT INTO rates_tidied SELECT count(*) FROM rates_minute");
    }

    /** True where fewer events are counted than are stored: something was written past the counts. */
    static boolean incomplete(Session s) throws SQLException {
        return s.number("SELECT (SELECT count(ts) FROM events) - (SELECT coalesce(sum(n), 0) FROM rates_hour)") > 0;
    }

    static void rebuild(Session s) throws SQLException {
        for (String unit : new String[] {"minute", "hour"}) {
            s.execute("DELETE FROM rates_" + unit);
            s.execute(refill(unit));
        }
        s.execute("DELETE FROM rates_tidied");
        s.execute("INSERT INTO rates_tidied SELECT count(*) FROM rates_minute");
    }
}
