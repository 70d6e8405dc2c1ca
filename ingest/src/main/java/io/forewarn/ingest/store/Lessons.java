package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All operations as something to learn from: the newest of those with an outcome that is scored teach, the others only
 * belong to the history. Those that somebody changed course on because of a prediction are not scored, since how they ended
 * tells neither what would have come without the prediction nor that it was wrong.
 */
public final class Lessons {
    private static final String ACTED_ON =
            "SELECT DISTINCT operation_id FROM predictions WHERE acted_on AND operation_id IS NOT NULL";

    private final OperationStore store;
    private final @Nullable By by;
    private final Set<String> actedOn;
    private final long told;
    private final long all;
    private final List<Instant> starts;

    /**
     * Only outcomes that were known by a moment.
     *
     * @param maturity so long after an operation began an outcome counts as known that nobody dated
     */
    public record By(Instant at, Duration maturity) {
        String sql() {
            return "coalesce(known_at, finished_at) <= ?"
                    + " OR ((coalesce(known_at, finished_at) IS NULL OR outcome = 'failed') AND ts <= ?)";
        }

        boolean known(Operation op) {
            Instant dated = op.knownAt() != null ? op.knownAt() : op.finishedAt();
            boolean matures = dated == null || op.outcome().orElse(null) == Outcome.FAILED;
            return (dated != null && !dated.isAfter(at)) || (matures && !op.at().isAfter(at.minus(maturity)));
        }
    }

    /** Takes one operation after the other. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes the next.
         *
         * @param teaches whether it is one of the newest with an outcome that is scored
         */
        void next(Operation operation, boolean teaches);
    }

    private Lessons(
            OperationStore store, @Nullable By by, Set<String> actedOn, long told, long all, List<Instant> starts) {
        this.store = store;
        this.by = by;
        this.actedOn = actedOn;
        this.told = told;
        this.all = all;
        this.starts = Collections.unmodifiableList(starts);
    }

    static Lessons of(Session s, OperationStore store, int newest, @Nullable By by) throws SQLException {
        Where where = new Where().and("scored AND outcome IN ('failed', 'succeeded') AND id NOT IN (" + ACTED_ON + ")");
        List<Object> args = new ArrayList<>();
        if (by != null) {
            where.and("(" + by.sql() + ")");
            args.add(by.at());
            args.add(by.at().minus(by.maturity()));
        }
        long all = s.number("SELECT count(*) FROM operations" + where.sql(), args.toArray());
        args.add(newest);
        List<Instant> starts = s.list(
                r -> r.instant(1),
                "SELECT ts FROM (SELECT ts FROM operations" + where.sql() + " ORDER BY ts DESC LIMIT ?) ORDER BY ts",
                args.toArray());
        return new Lessons(
                store,
                by,
                Set.copyOf(s.list(r -> r.text(1), ACTED_ON)),
                s.number("SELECT count(*) FROM operations WHERE outcome IS NOT NULL"),
                all,
                starts);
    }

    /** How many operations have an outcome, scored or not. */
    public long told() {
        return told;
    }

    /** How many operations could teach: those that do, and older ones. */
    public long all() {
        return all;
    }

    /** When each began of those that teach, in order. */
    public List<Instant> starts() {
        return starts;
    }

    /** All operations, by start, then by id, a page at a time in memory. */
    public void each(Reader reader) {
        long[] older = {all - starts.size()};
        store.eachInOrder(op -> {
            Operation lesson =
                    actedOn.contains(op.id()) ? op.toBuilder().scored(false).build() : op;
            boolean could = lesson.scored()
                    && lesson.outcome().filter(o -> o != Outcome.CANCELLED).isPresent()
                    && (by == null || by.known(lesson));
            reader.next(lesson, could && older[0]-- <= 0);
        });
    }
}
