package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.predictor.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Past operations of one scope as known at one moment, oldest first.
 *
 * @param recent the newest, at most 600
 * @param failures the newest failures, at most 300, which may reach further back
 */
record Past(List<Operation> recent, List<Operation> failures) {

    static boolean failed(Operation op) {
        return op.outcome().orElseThrow() == Outcome.FAILED;
    }

    /** How many of the last {@code n} failed. */
    Proportion last(int n) {
        return failing(recent.subList(Math.max(0, recent.size() - n), recent.size()));
    }

    Proportion all() {
        return failing(recent);
    }

    Proportion where(Predicate<Operation> condition) {
        return failing(recent.stream().filter(condition).toList());
    }

    /** How many of the newest failed in a row. */
    int streak() {
        int streak = 0;
        while (streak < recent.size() && failed(recent.get(recent.size() - 1 - streak))) {
            streak++;
        }
        return streak;
    }

    Optional<Operation> lastSuccess() {
        for (int i = recent.size() - 1; i >= 0; i--) {
            if (!failed(recent.get(i))) {
                return Optional.of(recent.get(i));
            }
        }
        return Optional.empty();
    }

    /** Sorted values of a numeric attribute among the operations that succeeded. */
    double[] successful(String attribute) {
        return recent.stream()
                .filter(op -> !failed(op))
                .map(op -> op.attributes().get(attribute))
                .filter(Attribute.Numeric.class::isInstance)
                .mapToDouble(value -> ((Attribute.Numeric) value).value())
                .sorted()
                .toArray();
    }

    static Proportion failing(List<Operation> operations) {
        return new Proportion(operations.stream().filter(Past::failed).count(), operations.size());
    }
}
