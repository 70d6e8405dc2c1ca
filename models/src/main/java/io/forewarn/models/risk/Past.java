package io.forewarn.models.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Past operations in order of their start, which can be gone through again and again and need not fit into memory. A model
 * learns from some of them; all of them feed the history that it looks at.
 */
public interface Past {
    /** Takes one operation after the other. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes the next.
         *
         * @param learned whether it is learned from; otherwise it only feeds the history
         */
        void next(Operation operation, boolean learned);
    }

    /** All, in order of their start. */
    void each(Visitor visitor);

    /** When each began that is learned from, in order. */
    List<Instant> starts();

    /** How many could be learned from as well, but are older than those that are; these come before all others. */
    long leftOut();

    /** Whether an operation has an outcome that is scored; the others only feed the history. */
    static boolean teaches(Operation op) {
        return op.scored() && op.outcome().filter(o -> o != Outcome.CANCELLED).isPresent();
    }

    /** Operations in any order, of which every one is learned from that {@link #teaches}. */
    static Past of(List<Operation> unordered) {
        List<Operation> operations = inOrder(unordered);
        List<Instant> starts =
                operations.stream().filter(Past::teaches).map(Operation::at).toList();
        return new Past() {
            @Override
            public void each(Visitor visitor) {
                operations.forEach(op -> visitor.next(op, teaches(op)));
            }

            @Override
            public List<Instant> starts() {
                return starts;
            }

            @Override
            public long leftOut() {
                return 0;
            }
        };
    }

    private static List<Operation> inOrder(List<Operation> unordered) {
        List<Operation> operations = new ArrayList<>(unordered);
        operations.sort(Comparator.comparing(Operation::at));
        return operations;
    }
}
