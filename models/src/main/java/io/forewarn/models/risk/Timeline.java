package io.forewarn.models.risk;

import io.forewarn.features.FeatureRow;
import io.forewarn.features.History;
import io.forewarn.features.LogContext;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations replayed through a {@link History} in time order: for each that is learned from the row of what was known when
 * it began, and when its outcome became known. An operation without a stated time is known once it has matured; one that
 * failed later than that counts as a success until its failure became known.
 */
public final class Timeline {
    private final List<Operation> operations = new ArrayList<>();
    private final List<FeatureRow> rows = new ArrayList<>();
    private final List<Instant> firstKnown = new ArrayList<>();
    private final Presumed presumed = new Presumed();
    private final History history = new History();

    private Timeline() {}

    /** When an outcome becomes known that the input does not date. */
    @FunctionalInterface
    public interface Maturity {
        Instant of(Operation op);

        /** So long after the operation began. */
        static Maturity after(Duration duration) {
            return op -> op.at().plus(duration);
        }

        /** All at once, at the end of what a model is trained on. */
        static Maturity at(Instant instant) {
            return op -> op.at().isBefore(instant) ? instant : Instant.MAX;
        }

        /** The same, but those that began before another time so long after they began, where that is sooner. */
        static Maturity at(Instant instant, Instant before, Duration duration) {
            Maturity at = at(instant);
            return op -> {
                Instant mature = op.at().plus(duration);
                return op.at().isBefore(before) && mature.isBefore(instant) ? mature : at.of(op);
            };
        }
    }

    /** When the outcome was known, or at least seen: an operation that ended told its outcome then. */
    static @Nullable Instant dated(Operation op) {
        return op.knownAt() != null ? op.knownAt() : op.finishedAt();
    }

    /** The same without logs. */
    public static Timeline of(List<Operation> unordered, Maturity maturity, @Nullable Instant until) {
        return of(unordered, maturity, until, LogContext.NONE);
    }

    /** Replays the operations, in any order, and keeps all; ends when all outcomes known by {@code until} are learned. */
    public static Timeline of(List<Operation> unordered, Maturity maturity, @Nullable Instant until, LogContext logs) {
        Timeline timeline = new Timeline();
        Told told = timeline.new Told(maturity, logs, true);
        Past.of(unordered).each((op, learned) -> told.next(op, true));
        return told.until(until);
    }

    /** The same of a past; only those are kept that are learned from. */
    public static Timeline of(Past past, Maturity maturity, @Nullable Instant until, LogContext logs) {
        Timeline timeline = new Timeline();
        Told told = timeline.new Told(maturity, logs, past.leftOut() == 0);
        past.each(told::next);
        return told.until(until);
    }

    /** Takes the operations in order. */
    private final class Told {
        private final Maturity maturity;
        private final Replay replay;
        private final boolean describesAll;

        /**
         * @param describesAll whether operations are looked at that are not kept, too: which columns there are and their
         *     order come of all that is looked at
         */
        Told(Maturity maturity, LogContext logs, boolean describesAll) {
            this.maturity = maturity;
            this.replay = new Replay(maturity, history);
            this.describesAll = describesAll;
            history.logs(logs);
        }

        void next(Operation op, boolean kept) {
            if (kept || describesAll) {
                FeatureRow row = replay.until(op.at()).row(op);
                if (kept) {
                    operations.add(op);
                    rows.add(row);
                    firstKnown.add(firstKnown(op, maturity));
                }
            }
            replay.tell(op);
            if (provisional(op, firstKnown(op, maturity))) {
                Instant found = op.outcome().filter(o -> o == Outcome.FAILED).isPresent() ? dated(op) : null;
                presumed.add(op.at(), firstKnown(op, maturity), found == null ? Instant.MAX : found);
            }
        }

        Timeline until(@Nullable Instant until) {
            if (until != null) {
                replay.until(until);
            }
            return Timeline.this;
        }
    }

    private static Instant firstKnown(Operation op, Maturity maturity) {
        Outcome outcome = op.outcome().orElse(null);
        if (outcome == null) {
            return Instant.MAX;
        }
        Instant known = dated(op);
        if (known == null) {
            return maturity.of(op);
        }
        return outcome == Outcome.FAILED && known.isAfter(maturity.of(op)) ? maturity.of(op) : known;
    }

    /** The operations that are kept, in time order. */
    public List<Operation> operations() {
        return Collections.unmodifiableList(operations);
    }

    /** What was known when the operation at this place began. */
    public FeatureRow row(int i) {
        return rows.get(i);
    }

    /** The history at the end of the replay. */
    public History history() {
        return history;
    }

    /** When an operation's outcome is first taken as known; {@link Instant#MAX} where it never is. */
    public Instant firstKnown(int i) {
        return firstKnown.get(i);
    }

    /** Whether a failure was known at a time. */
    public boolean failureKnown(int i, Instant at) {
        Operation op = operations.get(i);
        Instant dated = dated(op);
        Instant known = dated == null ? firstKnown.get(i) : dated;
        return op.outcome().filter(o -> o == Outcome.FAILED).isPresent() && !known.isAfter(at);
    }

    /**
     * With what probability an operation whose outcome has been known at a time will have failed: 1 or 0 where that is
     * certain, between where it only counts as a success until a failure is found.
     */
    public double failure(int i, Instant at, Doubt doubt) {
        if (failureKnown(i, at)) {
            return 1;
        }
        return provisional(operations.get(i), firstKnown.get(i))
                ? doubt.table.doubt(Duration.between(operations.get(i).at(), at))
                : 0;
    }

    /** What the operations teach at a time about failures that are found late. */
    public static final class Doubt {
        private final LifeTable table;

        private Doubt(LifeTable table) {
            this.table = table;
        }
    }

    /** What was known at a time about failures that are found late, by all operations, kept or not. */
    public Doubt doubt(Instant at) {
        return new Doubt(presumed.table(at));
    }

    /** Whether it counts, or counted, as a success only for want of a known failure. */
    private static boolean provisional(Operation op, Instant firstKnown) {
        Instant known = dated(op);
        return known == null ? op.outcome().filter(o -> o == Outcome.SUCCEEDED).isPresent() : known.isAfter(firstKnown);
    }

    /** What could be learned from at a time: of the first {@code end} kept operations the scored ones whose outcome was known. */
    public List<TrainingRow> known(Instant at, int end) {
        List<TrainingRow> known = new ArrayList<>();
        Doubt doubt = doubt(at);
        for (int i = 0; i < end; i++) {
            Operation op = operations.get(i);
            if (Past.teaches(op) && !firstKnown.get(i).isAfter(at)) {
                known.add(new TrainingRow(rows.get(i), op.kind(), op.at(), failure(i, at, doubt)));
            }
        }
        return known;
    }
}
