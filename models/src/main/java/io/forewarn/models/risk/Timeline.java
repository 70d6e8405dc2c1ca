package io.forewarn.models.risk;

import io.forewarn.features.FeatureRow;
import io.forewarn.features.History;
import io.forewarn.features.LogContext;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Operations replayed through a {@link History} in time order: for each the row of what was known when it began, and
 * when its outcome became known. An operation without a stated time is known once it has matured; one that failed later
 * than that counts as a success until its failure became known.
 */
public final class Timeline {
    private final List<Operation> operations;
    private final List<FeatureRow> rows = new ArrayList<>();
    private final List<Instant> firstKnown = new ArrayList<>();
    private final History history;

    private Timeline(List<Operation> operations, History history) {
        this.operations = operations;
        this.history = history;
    }

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
    }

    /** When the outcome was known, or at least seen: an operation that ended told its outcome then. */
    static @Nullable Instant dated(Operation op) {
        return op.knownAt() != null ? op.knownAt() : op.finishedAt();
    }

    private record Lesson(Instant at, int operation, boolean revision) {}

    /** The same without logs. */
    public static Timeline of(List<Operation> unordered, Maturity maturity, @Nullable Instant until) {
        return of(unordered, maturity, until, LogContext.NONE);
    }

    /** Replays the operations, in any order; ends when all outcomes known by {@code until} are learned. */
    public static Timeline of(List<Operation> unordered, Maturity maturity, @Nullable Instant until, LogContext logs) {
        List<Operation> operations = new ArrayList<>(unordered);
        operations.sort(Comparator.comparing(Operation::at));
        Timeline timeline = new Timeline(List.copyOf(operations), new History());
        timeline.history.logs(logs);
        PriorityQueue<Lesson> due =
                new PriorityQueue<>(Comparator.comparing(Lesson::at).thenComparingInt(Lesson::operation));
        for (int i = 0; i < operations.size(); i++) {
            Operation op = operations.get(i);
            timeline.learnUntil(due, op.at());
            timeline.rows.add(timeline.history.row(op));
            timeline.history.begin(op);
            timeline.schedule(due, i, maturity.of(op));
        }
        if (until != null) {
            timeline.learnUntil(due, until);
        }
        return timeline;
    }

    private void schedule(PriorityQueue<Lesson> due, int i, Instant mature) {
        Operation op = operations.get(i);
        Outcome outcome = op.outcome().orElse(null);
        Instant known = dated(op);
        if (outcome == null) {
            firstKnown.add(Instant.MAX);
        } else if (known == null) {
            firstKnown.add(mature);
            due.add(new Lesson(mature, i, false));
        } else if (outcome == Outcome.FAILED && known.isAfter(mature)) {
            firstKnown.add(mature);
            due.add(new Lesson(mature, i, false));
            due.add(new Lesson(known, i, true));
        } else {
            firstKnown.add(known);
            due.add(new Lesson(known, i, false));
        }
    }

    private void learnUntil(PriorityQueue<Lesson> due, Instant now) {
        while (!due.isEmpty() && !due.element().at().isAfter(now)) {
            Lesson lesson = due.remove();
            Operation op = operations.get(lesson.operation());
            Outcome outcome = op.outcome().orElseThrow();
            if (lesson.revision()) {
                history.revise(op, lesson.at());
            } else {
                Instant known = dated(op);
                boolean early = known != null && lesson.at().isBefore(known);
                history.learn(op, early ? Outcome.SUCCEEDED : outcome, lesson.at());
            }
        }
    }

    /** The operations in time order. */
    public List<Operation> operations() {
        return operations;
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
        return provisional(i)
                ? doubt.table.doubt(Duration.between(operations.get(i).at(), at))
                : 0;
    }

    /** What the operations teach at a time about failures that are found late. */
    public static final class Doubt {
        private final LifeTable table = new LifeTable();

        private Doubt() {}
    }

    /** What was known at a time about failures that are found late. */
    public Doubt doubt(Instant at) {
        Doubt doubt = new Doubt();
        for (int i = 0; i < operations.size() && operations.get(i).at().isBefore(at); i++) {
            if (provisional(i) && firstKnown.get(i).isBefore(at)) {
                boolean failed = failureKnown(i, at);
                Instant left = failed ? Objects.requireNonNull(dated(operations.get(i))) : at;
                doubt.table.add(operations.get(i).at(), firstKnown.get(i), left, failed, at);
            }
        }
        return doubt;
    }

    /** Whether it counts, or counted, as a success only for want of a known failure. */
    private boolean provisional(int i) {
        Operation op = operations.get(i);
        Instant known = dated(op);
        return known == null
                ? op.outcome().filter(o -> o == Outcome.SUCCEEDED).isPresent()
                : known.isAfter(firstKnown.get(i));
    }

    /** What could be learned from at a time: the scored operations among the first {@code end} whose outcome was known. */
    public List<TrainingRow> known(Instant at, int end) {
        List<TrainingRow> known = new ArrayList<>();
        Doubt doubt = doubt(at);
        for (int i = 0; i < end; i++) {
            Operation op = operations.get(i);
            boolean told = op.outcome().filter(o -> o != Outcome.CANCELLED).isPresent();
            if (op.scored() && told && !firstKnown.get(i).isAfter(at)) {
                known.add(new TrainingRow(rows.get(i), op.kind(), op.at(), failure(i, at, doubt)));
            }
        }
        return known;
    }
}
