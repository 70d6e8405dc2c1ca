package io.forewarn.predictor.policy;

import io.forewarn.ingest.event.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds for some operations; a null field matches every operation.
 *
 * @param kind exact kind, e.g. {@code schema-migration}
 * @param environment exact environment, e.g. {@code production}
 * @param component exact component
 */
public record PolicyRule(
        @Nullable String kind,
        @Nullable String environment,
        @Nullable String component,
        Thresholds thresholds) {

    boolean matches(Operation operation) {
        return matches(kind, operation.kind())
                && matches(environment, operation.environment())
                && matches(component, operation.component());
    }

    private static boolean matches(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
