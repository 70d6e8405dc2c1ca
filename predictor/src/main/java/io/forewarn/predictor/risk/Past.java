package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.predictor.Proportion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Past operations of one scope as known at one moment, oldest first. Immutable; what was worked out once is kept, for many
 * questions look at the same past. Safe for many threads.
 */
final class Past {
    private final List<Operation> recent;
    private final List<Operation> failures;
    private final Map<String, double[]> successful = new ConcurrentHashMap<>();
    private final Map<String, double[]> numbers = new ConcurrentHashMap<>();
    private final Proportion all;

    /**
     * @param recent the newest, at most 600
     * @param failures the newest failures, at most 300, which may reach further back
     */
    Past(List<Operation> recent, List<Operation> failures) {
        this.recent = List.copyOf(recent);
        this.failures = List.copyOf(failures);
        this.all = failing(recent);
    }

    List<Operation> recent() {
        return recent;
    }

    List<Operation> failures() {
        return failures;
    }

    static boolean failed(Operation op) {
        return op.outcome().orElseThrow() == Outcome.FAILED;
    }

    /** How many of the last {@code n} failed. */
    Proportion last(int n) {
        return failing(recent.subList(Math.max(0, recent.size() - n), recent.size()));
    }

    Proportion all() {
        return all;
    }

    Proportion where(Predicate<Operation> condition) {
        int n = 0;
        int failed = 0;
        for (Operation op : recent) {
            if (condition.test(op)) {
                n++;
                failed += failed(op) ? 1 : 0;
            }
        }
        return new Proportion(failed, n);
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

    /** Sorted values of a numeric attribute among the operations that succeeded; not to be written to. */
    double[] successful(String attribute) {
        return successful.computeIfAbsent(attribute, name -> sorted(name, false));
    }

    /** Sorted values of a numeric attribute among all; not to be written to. */
    double[] numbers(String attribute) {
        return numbers.computeIfAbsent(attribute, name -> sorted(name, true));
    }

    private double[] sorted(String attribute, boolean failedToo) {
        return recent.stream()
                .filter(op -> failedToo || !failed(op))
                .map(op -> op.attributes().get(attribute))
                .filter(Attribute.Numeric.class::isInstance)
                .mapToDouble(value -> ((Attribute.Numeric) value).value())
                .sorted()
                .toArray();
    }

    static Proportion failing(List<Operation> operations) {
        int failed = 0;
        for (Operation op : operations) {
            failed += failed(op) ? 1 : 0;
        }
        return new Proportion(failed, operations.size());
    }
}
