package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many operations ended how, counted by the database. An operation without a stated end ended when it began. */
public final class OperationCounts {
    private static final String END = "coalesce(finished_at, ts)";
    private static final String COUNTED = "outcome IN ('failed', 'succeeded')";
    private static final String FAILED = "count(*) FILTER (WHERE outcome = 'failed')";

    private final Database database;

    OperationCounts(Database database) {
        this.database = database;
    }

    /** Operations of one component that succeeded or failed. */
    public record Component(String name, long n, long failed) {}

    /** Operations of one week that succeeded or failed; they began in it. */
    public record Week(LocalDate monday, long n, long failed) {}

    /** One that ended. */
    public record Ended(
            String id,
            String kind,
            String component,
            Instant end,
            @Nullable Outcome outcome) {}

    /**
     * Those that succeeded or failed and ended in a span, by component.
     *
     * @param component null for every one by itself
     * @param from inclusive; null for all time
     * @param until exclusive; null for all time
     */
    public List<Component> components(@Nullable String component, @Nullable Instant from, @Nullable Instant until) {
        Where where = span(component, from, until).and(COUNTED);
        return database.read(s -> s.list(
                r -> new Component(r.text(1), r.number(2), r.number(3)),
                "SELECT component, count(*), " + FAILED + " FROM operations" + where.sql() + " GROUP BY 1 ORDER BY 1",
                where.args()));
    }

    /** Those that succeeded or failed by the week in which they began, in UTC, the oldest first. */
    public List<Week> weeks() {
        return database.read(s -> s.list(
                r -> new Week(Objects.requireNonNull(r.maybeDay(1)), r.number(2), r.number(3)),
                "SELECT CAST(date_trunc('week', ts) AS DATE), count(*), " + FAILED + " FROM operations WHERE " + COUNTED
                        + " GROUP BY 1 ORDER BY 1"));
    }

    /** How many ended in a span, or began without having ended; {@code component} null for all. */
    public long ended(@Nullable String component, Instant from, Instant until) {
        Where where = span(component, from, until);
        return database.read(s -> s.number("SELECT count(*) FROM operations" + where.sql(), where.args()));
    }

    /** The last of these; of several at once the one with the last id. */
    public Optional<Ended> last(@Nullable String component, Instant from, Instant until) {
        Where where = span(component, from, until);
        return database.read(s -> s.first(
                OperationCounts::ended,
                "SELECT id, kind, component, " + END + ", outcome FROM operations" + where.sql() + " ORDER BY " + END
                        + " DESC, id DESC LIMIT 1",
                where.args()));
    }

    private static Where span(@Nullable String component, @Nullable Instant from, @Nullable Instant until) {
        return new Where().equal("component", component).atLeast(END, from).below(END, until);
    }

    private static Ended ended(Row r) throws SQLException {
        String outcome = r.maybeText(5);
        return new Ended(r.text(1), r.text(2), r.text(3), r.instant(4), outcome == null ? null : Outcome.from(outcome));
    }
}
