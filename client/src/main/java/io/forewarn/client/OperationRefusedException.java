package io.forewarn.client;

/** The verdict was fail: the operation did not run. */
public final class OperationRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Risk risk;

    OperationRefusedException(Risk risk) {
        super("risk " + Math.round(100 * risk.risk()) + " %: " + String.join("; ", risk.reasons()));
        this.risk = risk;
    }

    public Risk risk() {
        return risk;
    }
}
