package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest operations of one scope, oldest first; failures longer than successes, for they teach more. */
final class Lane {
    static final int RECENT = 600;
    private static final int FAILURES = 300;
    private static final Comparator<Operation> ORDER =
            Comparator.comparing(Operation::at).thenComparing(Operation::id);

    private final List<Operation> recent = new ArrayList<>();
    private final List<Operation> failures = new ArrayList<>();
    private Instant latest = Instant.MIN;
    private @Nullable Past whole;

    void add(Operation op) {
        whole = null;
        latest = max(latest, max(op.at(), knownAt(op)));
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

    /** Asked about the present, as nearly always, it is all of it: made once until something is added. */
    Past before(Instant moment) {
        if (moment.isAfter(latest)) {
            Past known = whole;
            if (known == null) {
                known = new Past(recent, failures);
                whole = known;
            }
            return known;
        }
        return new Past(known(recent, moment), known(failures, moment));
    }

    private static List<Operation> known(List<Operation> sorted, Instant moment) {
        return sorted.stream()
                .filter(op -> op.at().isBefore(moment) && !knownAt(op).isAfter(moment))
                .toList();
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant knownAt(Operation op) {
        Instant known = op.knownAt();
        return known != null ? known : Objects.requireNonNullElse(op.finishedAt(), op.at());
    }
}
