package io.forewarn.models.errors;

/**
 * An error whose class is known: what training learns from.
 *
 * @param system what wrote it; folds are cut between systems, so that a figure says how well new systems fare
 * @param weight how many rows it counts for, at least 1; what a person corrected weighs more
 */
public record LabelledError(ErrorText error, String label, String system, int weight) {
    /** The system of corrections made by people. */
    public static final String CORRECTIONS = "corrections";

    private static final int CORRECTION_WEIGHT = 5;

    public LabelledError {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight must be at least 1, not " + weight);
        }
    }

    public LabelledError(ErrorText error, String label, String system) {
        this(error, label, system, system.equals(CORRECTIONS) ? CORRECTION_WEIGHT : 1);
    }

    /** What a person said of an error. */
    public static LabelledError correction(ErrorText error, String label) {
        return new LabelledError(error, label, CORRECTIONS);
    }
}
