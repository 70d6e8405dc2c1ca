package io.forewarn.models.risk;

/**
 * What a model says of one operation before it is corrected by how its predictions have come out lately; keep it with the
 * prediction, to pass to {@link Recalibrator#observe} once the outcome is known.
 *
 * @param odds the model's log-odds of failure
 * @param momentum log-odds of the moving average of the latest outcomes of the same kind on the same component
 */
public record Score(double odds, double momentum) {
    /** The column that {@link #momentum} is. */
    static final String MOMENTUM = "ewma.20";
}
