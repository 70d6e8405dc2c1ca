package io.forewarn.models.risk;

import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Brings a {@link History} up to date by operations told in order of their start, as {@link Timeline} does, but without
 * keeping them or their rows: for serving, where history may be long. Holds only what is not known yet.
 */
public final class Replay {
    private record Due(Instant at, long order, Operation operation, boolean revision) {}

    private final Timeline.Maturity maturity;
    private final History history = new History();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long told;

    /** @param maturity when an outcome counts as known that nobody dated */
    public Replay(Timeline.Maturity maturity) {
        this.maturity = maturity;
    }

    /** Takes the next operation; never one that started before the last one told. */
    public void tell(Operation op) {
        learnUntil(op.at());
        history.begin(op);
        long order = told++;
        Outcome outcome = op.outcome().orElse(null);
        if (outcome == null) {
            return;
        }
        Instant mature = maturity.of(op);
        Instant known = Timeline.dated(op);
        if (known == null) {
            due.add(new Due(mature, order, op, false));
        } else if (outcome == Outcome.FAILED && known.isAfter(mature)) {
            due.add(new Due(mature, order, op, false));
            due.add(new Due(known, order, op, true));
        } else {
            due.add(new Due(known, order, op, false));
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
