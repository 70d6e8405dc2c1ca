package io.forewarn.models.risk;

/**
 * What a model said about the newest operations before it was refitted on them too.
 *
 * @param odds calibrated log-odds
 * @param failed how they ended
 */
@SuppressWarnings("ArrayRecordComponent")
record Validation(double[] odds, boolean[] failed) {
    static final Validation NONE = new Validation(new double[0], new boolean[0]);

    /** The newest 2000 of many. */
    static Validation of(double[] odds, double[] failure) {
        int from = Math.max(0, odds.length - 2000);
        boolean[] failed = new boolean[odds.length - from];
        for (int i = from; i < odds.length; i++) {
            failed[i - from] = failure[i] >= 0.5;
        }
        return new Validation(java.util.Arrays.copyOfRange(odds, from, odds.length), failed);
    }
}
