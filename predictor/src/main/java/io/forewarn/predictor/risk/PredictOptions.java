package io.forewarn.predictor.risk;

import java.util.Set;

/**
 * How much to answer.
 *
 * @param similar at most so many past failures, 0 to 50
 * @param whatIf whether to look for changes that would lower the risk
 * @param fixed attributes that the caller cannot change, left out of that search
 */
public record PredictOptions(int similar, boolean whatIf, Set<String> fixed) {
    /** Three past failures, and what would lower the risk over every attribute. */
    public static final PredictOptions DEFAULT = new PredictOptions(3, true, Set.of());

    public PredictOptions {
        fixed = Set.copyOf(fixed);
        if (similar < 0 || similar > 50) {
            throw new IllegalArgumentException("similar must lie between 0 and 50");
        }
    }
}
