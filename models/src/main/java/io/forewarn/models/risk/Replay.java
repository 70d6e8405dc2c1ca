package io.forewarn.models.risk;

import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings a {@link History} up to date by operations told in order of their start, without keeping them or
 * their rows: for serving, where history may be long, and under a {@link Timeline}. Holds only what is not known yet.
 */
public final class Replay {
    private record Due(Instant at, long order, Operation operation, boolean revision) {}

    private final Timeline.Maturity maturity;
    private final History history;
    private final @Nullable Instant cut;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long told;

    /** @param maturity when an outcome counts as known that nobody dated */
    public Replay(Timeline.Maturity maturity) {
        this(maturity, new History());
    }

    /** @param history that knows nothing yet */
    Replay(Timeline.Maturity maturity, History history) {
        this(maturity, history, null);
    }

    private Replay(Timeline.Maturity maturity, History history, @Nullable Instant cut) {
        this.maturity = maturity;
        this.history = history;
        this.cut = cut;
    }

    /**
     * Goes on where another replay was at a moment: told what has begun or become known since, in the same order, it comes
     * to the same as that one would.
     *
     * @param history as it was {@link #until} then
     */
    public static Replay after(Instant cut, History history, Timeline.Maturity maturity) {
        return new Replay(maturity, history, cut);
    }

    /** Takes the next operation; never one that started before the last one told. */
    public void tell(Operation op) {
        if (cut == null || op.at().isAfter(cut)) {
            learnUntil(op.at());
            history.begin(op);
        }
        long order = told++;
        Outcome outcome = op.outcome().orElse(null);
        if (outcome == null) {
            return;
        }
        Instant mature = maturity.of(op);
        Instant known = Timeline.dated(op);
        if (known == null) {
            add(new Due(mature, order, op, false));
        } else if (outcome == Outcome.FAILED && known.isAfter(mature)) {
            add(new Due(mature, order, op, false));
            add(new Due(known, order, op, true));
        } else {
            add(new Due(known, order, op, false));
        }
    }

    private void add(Due lesson) {
        if (cut == null || lesson.at().isAfter(cut)) {
            due.add(lesson);
        }
    }

    private void learnUntil(Instant now) {
        while (!due.isEmpty() && !due.element().at().isAfter(now)) {
            Due lesson = due.remove();
            Operation op = lesson.operation();
            if (lesson.revision()) {
                history.revise(op, lesson.at());
            } else {
                Instant known = Timeline.dated(op);
                boolean early = known != null && lesson.at().isBefore(known);
                history.learn(op, early ? Outcome.SUCCEEDED : op.outcome().orElseThrow(), lesson.at());
            }
        }
    }

    /** How many outcomes are told but were not known by the moment last asked about. */
    public int waiting() {
        return due.size();
    }

    /** The history with every outcome learned that was known by a moment. */
    public History until(Instant now) {
        learnUntil(now);
        return history;
    }
}
