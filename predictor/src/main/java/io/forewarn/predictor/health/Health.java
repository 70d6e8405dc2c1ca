package io.forewarn.predictor.health;

import io.forewarn.models.anomaly.Burst;
import io.forewarn.predictor.Proportion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one component fares.
 *
 * @param score 0 to 100: 100 less all deductions; null where there is not enough data
 * @param level {@code good} from 90, {@code fair} from 70, {@code poor} from 50, {@code bad} below, {@code unknown}
 * @param note why there is no score, or null
 * @param events in the period
 * @param errors of the events
 * @param crashes of the events, FATAL ones
 * @param operations that failed of those with an outcome in the period
 * @param bursts of errors in the period, newest first
 */
public record Health(
        String component,
        @Nullable Integer score,
        String level,
        @Nullable String note,
        long events,
        Proportion errors,
        Proportion crashes,
        Proportion operations,
        List<Deduction> deductions,
        List<Budget> budgets,
        List<Burst> bursts) {
    public Health {
        deductions = List.copyOf(deductions);
        budgets = List.copyOf(budgets);
        bursts = List.copyOf(bursts);
    }

    static String level(int score) {
        return score >= 90 ? "good" : score >= 70 ? "fair" : score >= 50 ? "poor" : "bad";
    }
}
