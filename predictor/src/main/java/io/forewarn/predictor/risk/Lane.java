package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
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

    private final List<Known> recent = new ArrayList<>();
    private final List<Known> failures = new ArrayList<>();
    private Instant latest = Instant.MIN;
    private @Nullable Past whole;

    Lane() {}

    /** As it was. */
    Lane(Instant latest, List<Known> recent, List<Known> failures) {
        this.latest = latest;
        this.recent.addAll(recent);
        this.failures.addAll(failures);
    }

    List<Known> recent() {
        return recent;
    }

    List<Known> failures() {
        return failures;
    }

    /** From here on all of it is known. */
    Instant latest() {
        return latest;
    }

    void add(Known known) {
        Operation op = known.operation();
        whole = null;
        latest = max(latest, max(op.at(), knownAt(op)));
        insert(recent, known, RECENT);
        if (known.failed()) {
            insert(failures, known, FAILURES);
        }
    }

    private static void insert(List<Known> sorted, Known known, int limit) {
        Operation op = known.operation();
        int at = sorted.size();
        while (at > 0 && ORDER.compare(sorted.get(at - 1).operation(), op) > 0) {
            at--;
        }
        if (at > 0 && sorted.get(at - 1).operation().id().equals(op.id())) {
            return;
        }
        sorted.add(at, known);
        if (sorted.size() > limit) {
            sorted.remove(0);
        }
    }

    /** Asked about the present, as nearly always, it is all of it: made once until something is added. */
    Past before(Instant moment) {
        if (moment.isAfter(latest)) {
            Past made = whole;
            if (made == null) {
                made = new Past(recent, failures);
                whole = made;
            }
            return made;
        }
        return new Past(known(recent, moment), known(failures, moment));
    }

    private static List<Known> known(List<Known> sorted, Instant moment) {
        return sorted.stream()
                .filter(each -> each.operation().at().isBefore(moment)
                        && !knownAt(each.operation()).isAfter(moment))
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
