package io.forewarn.predictor.policy;

/**
 * Three steps and what to do without a model.
 *
 * @param moderate from here the level is moderate; the verdict is still {@code pass}
 * @param warn from here the level is high and the verdict {@code warn}
 * @param fail from here the level is critical and the verdict {@code fail}
 * @param unsure the verdict where the model abstains, whatever the risk
 */
public record Thresholds(Threshold moderate, Threshold warn, Threshold fail, Verdict unsure) {

    /**
     * Odds of failure 1.4, 2 and 8 times the usual ones, never below 5 %, 10 % and 50 %; an abstention passes. Where a
     * quarter of all operations fail that is a warning from 40 % on and a stop from 73 % on; where one in twenty fails,
     * 10 % and 50 %.
     */
    public static final Thresholds DEFAULTS = new Thresholds(
            new Threshold.Relative(1.4, 0.05),
            new Threshold.Relative(2, 0.10),
            new Threshold.Relative(8, 0.50),
            Verdict.PASS);

    Ruling rule(double risk, double low, double baseRate, boolean abstained) {
        double warnAt = warn.at(baseRate);
        double failAt = Math.max(warnAt, fail.at(baseRate));
        Level level = risk >= failAt
                ? Level.CRITICAL
                : risk >= warnAt ? Level.HIGH : risk >= moderate.at(baseRate) ? Level.MODERATE : Level.LOW;
        return new Ruling(level, verdict(level, low, baseRate, abstained), warnAt, failAt);
    }

    private Verdict verdict(Level level, double low, double baseRate, boolean abstained) {
        if (abstained) {
            return unsure;
        }
        // A stop costs people most: even the optimistic end of the interval must be worse than usual.
        return switch (level) {
            case LOW, MODERATE -> Verdict.PASS;
            case HIGH -> Verdict.WARN;
            case CRITICAL -> low > baseRate ? Verdict.FAIL : Verdict.WARN;
        };
    }
}
