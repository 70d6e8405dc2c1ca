package io.forewarn.models.risk;

/** Passes questions on, and notes what was answered: one for each prediction. */
public final class CalibrationNote implements Calibrator {
    private final Calibrator of;
    private Platt platt = Platt.IDENTITY;
    private Interval near = new Interval(0, 1, 0);

    public CalibrationNote(Calibrator of) {
        this.of = of;
    }

    @Override
    public Platt platt() {
        platt = of.platt();
        return platt;
    }

    @Override
    public Interval near(Score score, double prior) {
        near = of.near(score, prior);
        return near;
    }

    /** What was answered last. */
    public Calibration noted() {
        return new Calibration(platt.slope(), platt.momentum(), platt.offset(), near.low(), near.high(), near.n());
    }
}
