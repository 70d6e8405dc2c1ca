package io.forewarn.models.risk;

/** Corrects what a model says by how its predictions came out: live, or as it stood at an earlier prediction. */
public sealed interface Calibrator permits Recalibrator, Calibration, CalibrationNote {
    /** The correction of log-odds. */
    Platt platt();

    /** How often predictions nearest to this one came true, with the interval of that share. */
    Interval near(Score score, double prior);
}
