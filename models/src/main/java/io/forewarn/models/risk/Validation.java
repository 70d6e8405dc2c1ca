package io.forewarn.models.risk;

import java.util.List;

/**
 * What a model said about the newest operations before it was refitted on them too.
 *
 * @param scores calibrated
 * @param failed how they ended: 1, 0, or between while that is not certain
 */
record Validation(List<Score> scores, List<Double> failed) {
    private static final int MOST = 2000;

    static final Validation NONE = new Validation(List.of(), List.of());

    /** Keeps the newest 2000. */
    Validation {
        scores = List.copyOf(scores.subList(Math.max(0, scores.size() - MOST), scores.size()));
        failed = List.copyOf(failed.subList(Math.max(0, failed.size() - MOST), failed.size()));
    }
}
