package io.forewarn.predictor.health;

import java.time.Duration;

/**
 * What share must be good, over which time.
 *
 * @param component exact name, or {@code *} for every one without a line of its own
 * @param objective share that must be good, above 0 and below 1
 * @param of {@code events}: good are those that are no errors; {@code operations}: good are those that did not fail
 * @param window over which the budget is spent, at least an hour
 */
public record Slo(String component, double objective, String of, Duration window) {
    public Slo {
        if (!(objective > 0 && objective < 1)) {
            throw new IllegalArgumentException("an objective must lie above 0 and below 1, e.g. 0.99");
        }
        if (!of.equals("events") && !of.equals("operations")) {
            throw new IllegalArgumentException("an SLO is 'of: events' or 'of: operations'");
        }
        if (window.compareTo(Duration.ofHours(1)) < 0 || window.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("the window of an SLO must be from 1h to 366d");
        }
    }

    /** The share that may be bad. */
    public double budget() {
        return 1 - objective;
    }
}
