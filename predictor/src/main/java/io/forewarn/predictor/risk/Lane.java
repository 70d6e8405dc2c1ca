package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The newest operations of one scope, oldest first; failures longer than successes, for they teach more. */
final class Lane {
    static final int RECENT = 600;
    private static final int FAILURES = 300;
    private static final Comparator<Operation> ORDER =
            Comparator.comparing(Operation::at).thenComparing(Operation::id);

    private final List<Operation> recent = new ArrayList<>();
    private final List<Operation> failures = new ArrayList<>();

    void add(Operation op) {
        insert(recent, op, RECENT);
        if (op.outcome().orElseThrow() == Outcome.FAILED) {
            insert(failures, op, FAILURES);
        }
    }

    private static void insert(List<Operation> sorted, Operation op, int limit) {
        int at = sorted.size();
        while (at > 0 && ORDER.compare(sorted.get(at - 1), op) > 0) {
            at--;
        }
        if (at > 0 && sorted.get(at - 1).id().equals(op.id())) {
            return;
        }
        sorted.add(at, op);
        if (sorted.size() > limit) {
            sorted.remove(0);
        }
    }

    Past before(Instant moment) {
        return new Past(known(recent, moment), known(failures, moment));
    }

    private static List<Operation> known(List<Operation> sorted, Instant moment) {
        return sorted.stream()
                .filter(op -> op.at().isBefore(moment) && !knownAt(op).isAfter(moment))
                .toList();
    }

    private static Instant knownAt(Operation op) {
        Instant known = op.knownAt();
        return known != null ? known : Objects.requireNonNullElse(op.finishedAt(), op.at());
    }
}
