package io.forewarn.models.risk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often operations of each kind failed, for operations that nothing else is known about.
 *
 * @param all of every kind
 * @param kinds by kind
 */
record Priors(Count all, Map<String, Count> kinds) {
    private static final double WEIGHT = 10;

    /** Operations and failures among them. */
    record Count(double n, double failures) {
        Count plus(double failure) {
            return new Count(n + 1, failures + failure);
        }
    }

    static Priors of(List<TrainingRow> rows) {
        Count all = new Count(0, 0);
        Map<String, Count> kinds = new TreeMap<>();
        for (TrainingRow row : rows) {
            all = all.plus(row.failure());
            kinds.put(
                    row.kind(), kinds.getOrDefault(row.kind(), new Count(0, 0)).plus(row.failure()));
        }
        return new Priors(all, kinds);
    }

    /** Failure rate of all kinds; 0.2 before anything is known. */
    double rate() {
        return (all.failures + 0.2 * WEIGHT) / (all.n + WEIGHT);
    }

    /** Failure rate of a kind, drawn towards that of all kinds. */
    double rate(String kind) {
        Count count = kinds.getOrDefault(kind, new Count(0, 0));
        return (count.failures + rate() * WEIGHT) / (count.n + WEIGHT);
    }

    long seen(String kind) {
        return Math.round(kinds.getOrDefault(kind, new Count(0, 0)).n);
    }
}
