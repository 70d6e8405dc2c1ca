package io.forewarn.models.risk;

/**
 * What a {@link Recalibrator} answered at one prediction, kept so that the prediction can be made again bit for bit.
 *
 * @param slope of the online correction
 * @param momentum of the online correction
 * @param offset of the online correction
 * @param low lower end of the interval of the predictions nearest to it
 * @param high upper end
 * @param n how many these were
 */
public record Calibration(double slope, double momentum, double offset, double low, double high, long n)
        implements Calibrator {

    @Override
    public Platt platt() {
        return new Platt(slope, momentum, offset);
    }

    @Override
    public Interval near(Score score, double prior) {
        return new Interval(low, high, n);
    }
}
