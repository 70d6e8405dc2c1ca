package io.forewarn.predictor.health;

import io.forewarn.predictor.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * How many times more often something happens here than elsewhere, with its 95 % interval: given their sum, the hits here
 * are binomial with a share that depends on the ratio alone (Przyborowski and Wilenski 1940); the interval of that share
 * is Wilson's.
 *
 * @param hits here
 * @param exposure here: events, operations or minutes in which they could happen
 * @param otherHits elsewhere
 * @param otherExposure elsewhere
 * @param value the ratio; null where there is nothing elsewhere to compare with
 * @param low of its interval
 * @param high of its interval; null where it has no upper bound
 */
public record RateRatio(
        long hits,
        double exposure,
        long otherHits,
        double otherExposure,
        @Nullable Double value,
        double low,
        @Nullable Double high) {

    /** Compares; both exposures must not be negative. */
    public static RateRatio of(long hits, double exposure, long otherHits, double otherExposure) {
        if (hits < 0 || otherHits < 0 || exposure < 0 || otherExposure < 0) {
            throw new IllegalArgumentException("a rate needs counts and exposures that are not negative");
        }
        if (exposure == 0 || otherExposure == 0) {
            return new RateRatio(hits, exposure, otherHits, otherExposure, null, 0, null);
        }
        Proportion share = new Proportion(hits, hits + otherHits);
        double scale = otherExposure / exposure;
        Double value = otherHits == 0 ? null : (double) hits / otherHits * scale;
        return new RateRatio(
                hits,
                exposure,
                otherHits,
                otherExposure,
                value,
                scale * share.low() / (1 - share.low()),
                otherHits == 0 ? null : scale * share.high() / (1 - share.high()));
    }

    /** True where the interval lies above 1. */
    public boolean raised() {
        return low > 1;
    }
}
