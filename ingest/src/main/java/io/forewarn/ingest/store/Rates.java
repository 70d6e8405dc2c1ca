package io.forewarn.ingest.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How many events, of what, when: from counts by minute and hour that every import keeps current, so that a question
 * costs milliseconds whatever the number of events. Events that state no time are in none of the answers.
 */
public final class Rates {
    private static final String SUMS = "CAST(sum(r.n) AS BIGINT),"
            + " CAST(coalesce(sum(r.n) FILTER (WHERE r.severity >= 17 OR r.issue_id IS NOT NULL), 0) AS BIGINT),"
            + " CAST(coalesce(sum(r.n) FILTER (WHERE r.severity >= 21), 0) AS BIGINT)";
    private static final long HOUR = 3600;
    /** 1970-01-05, in seconds. */
    private static final long MONDAY = 4 * 86_400;

    private final Database database;
    private final AtomicBoolean checked = new AtomicBoolean();

    Rates(Database database) {
        this.database = database;
    }

    /**
     * Counts by span of time, oldest first; spans without events are left out.
     *
     * @param width of a span: whole minutes; spans begin at multiples of it from 1970-01-05, a Monday
     * @param by null for all together
     */
    public List<RatePoint> series(RateFilter filter, Duration width, @Nullable RateDimension by) {
        long seconds = width.toSeconds();
        if (seconds <= 0 || seconds % 60 != 0) {
            throw new IllegalArgumentException("the width of a span must be whole minutes");
        }
        Query q = new Query(filter, seconds % HOUR == 0);
        String key = by == null ? "''" : "coalesce(" + by.column() + ", '')";
        return read(s -> s.list(
                r -> new RatePoint(
                        Instant.ofEpochSecond(r.number(1)), r.text(2), r.number(3), r.number(4), r.number(5)),
                "SELECT " + begin(seconds) + " AS b, " + key + " AS k, " + SUMS
                        + q.from(by == RateDimension.ERROR_CLASS)
                        + " GROUP BY b, k HAVING sum(r.n) > 0 ORDER BY b, k",
                q.args()));
    }

    /** The second a span begins with, in whole numbers: DuckDB's time_bucket takes several times as long. */
    private static String begin(long seconds) {
        String second = "epoch_us(r.ts) // 1000000";
        return "(" + second + ") - (((" + second + " - " + MONDAY + ") % " + seconds + " + " + seconds + ") % "
                + seconds + ")";
    }

    /** Counts by combination of values, most events first. */
    public List<RateTotal> totals(RateFilter filter, List<RateDimension> by) {
        Query q = new Query(filter, true);
        StringBuilder keys = new StringBuilder();
        for (RateDimension dimension : by) {
            keys.append("coalesce(").append(dimension.column()).append(", ''), ");
        }
        int n = by.size();
        return read(s -> s.list(
                r -> total(r, n),
                "SELECT " + keys + SUMS + q.from(by.contains(RateDimension.ERROR_CLASS))
                        + " GROUP BY ALL HAVING sum(r.n) > 0 ORDER BY ALL DESC",
                q.args()));
    }

    private static RateTotal total(Row r, int keys) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= keys; i++) {
            values.add(r.text(i));
        }
        return new RateTotal(values, r.number(keys + 1), r.number(keys + 2), r.number(keys + 3));
    }

    /** Start of the first minute with an event; empty where no event states a time. */
    public Optional<Instant> first() {
        return edge("min");
    }

    /** Start of the last minute with an event. */
    public Optional<Instant> last() {
        return edge("max");
    }

    private Optional<Instant> edge(String which) {
        return read(s -> s.first(
                        r -> Optional.ofNullable(r.maybeInstant(1)), "SELECT " + which + "(ts) FROM rates_minute"))
                .flatMap(at -> at);
    }

    /** Counts everything anew. */
    public void rebuild() {
        database.write(s -> {
            Rollups.rebuild(s);
            return true;
        });
    }

    /** Sums the differences up, so that there is one row for each combination. */
    public void tidy() {
        database.write(s -> {
            Rollups.tidyNow(s);
            return true;
        });
    }

    /** The first question of a process looks whether all events are counted, and has them counted where not. */
    private <T> T read(Database.Work<T> work) {
        if (checked.compareAndSet(false, true) && database.read(Rollups::incomplete)) {
            rebuild();
        }
        return database.read(work);
    }

    /** The rows that a filter lets through: whole hours from the hours, the ends from the minutes. */
    private static final class Query {
        private final RateFilter filter;
        private final boolean hours;
        private final Where where;

        Query(RateFilter filter, boolean hours) {
            this.filter = filter;
            this.hours = hours;
            this.where = new Where()
                    .equal("r.component", filter.component())
                    .equal("r.environment", filter.environment())
                    .equal("r.release", filter.release())
                    .equal("r.issue_id", filter.issue())
                    .atLeast(
                            "r.severity",
                            filter.atLeast() == null ? null : filter.atLeast().number())
                    .when("r.issue_id IN (SELECT id FROM issues WHERE error_class = ?)", filter.errorClass());
        }

        String from(boolean classes) {
            return " FROM (" + rows() + ") r" + (classes ? " LEFT JOIN issues i ON i.id = r.issue_id" : "")
                    + where.sql();
        }

        @Nullable Object[] args() {
            return where.args();
        }

        /** Times are ours, not a caller's words, so they may stand in the statement. */
        private String rows() {
            Instant from = filter.from() == null ? null : filter.from().truncatedTo(ChronoUnit.MINUTES);
            Instant until = filter.until() == null ? null : filter.until().truncatedTo(ChronoUnit.MINUTES);
            if (!hours) {
                return part("rates_minute", from, until);
            }
            Instant firstHour = from == null ? null : up(from);
            Instant lastHour = until == null ? null : until.truncatedTo(ChronoUnit.HOURS);
            if (firstHour != null && lastHour != null && !firstHour.isBefore(lastHour)) {
                return part("rates_minute", from, until);
            }
            String rows = part("rates_hour", firstHour, lastHour);
            if (from != null && firstHour != null && from.isBefore(firstHour)) {
                rows += " UNION ALL " + part("rates_minute", from, firstHour);
            }
            if (until != null && lastHour != null && lastHour.isBefore(until)) {
                rows += " UNION ALL " + part("rates_minute", lastHour, until);
            }
            return rows;
        }

        private static Instant up(Instant at) {
            Instant down = at.truncatedTo(ChronoUnit.HOURS);
            return down.equals(at) ? at : down.plusSeconds(HOUR);
        }

        private static String part(String table, @Nullable Instant from, @Nullable Instant until) {
            String sql = "SELECT * FROM " + table + " WHERE true";
            if (from != null) {
                sql += " AND ts >= TIMESTAMP '" + Session.utc(from) + "'";
            }
            if (until != null) {
                sql += " AND ts < TIMESTAMP '" + Session.utc(until) + "'";
            }
            return sql;
        }
    }
}
