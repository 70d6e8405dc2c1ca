package io.forewarn.predictor.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment from which a component had more or fewer errors.
 *
 * @param at begin of the first minute after it, in which an error happened where they became more
 * @param before errors an hour in the stretch before
 * @param after errors an hour in the stretch after
 * @param hoursBefore length of that stretch
 * @param hoursAfter length of that stretch
 * @param operation what began or ended shortly before; null where nothing did
 * @param text in words
 */
public record Change(
        String component,
        Instant at,
        double before,
        double after,
        double hoursBefore,
        double hoursAfter,
        @Nullable Suspect operation,
        String text) {

    /**
     * An operation shortly before a change.
     *
     * @param minutes from its end (its begin where nobody reported the end) to the change
     * @param byChance probability that at least one of the candidates falls into so short a time by chance alone, given how
     *     many operations there are
     * @param outcome null where unknown
     */
    public record Suspect(
            String id,
            String kind,
            String component,
            Instant at,
            double minutes,
            double byChance,
            @Nullable String outcome) {}
}
