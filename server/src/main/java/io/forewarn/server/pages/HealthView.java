package io.forewarn.server.pages;

import io.forewarn.predictor.health.Health;
import io.forewarn.server.work.Insights;
import io.forewarn.server.work.Workbench;
import java.util.Map;

/**
 * The health of all components.
 *
 * @param window chosen
 * @param now what stands for now, in words
 */
public record HealthView(Insights.HealthReport report, String window, String now) {

    static HealthView of(Workbench bench, Asked asked) {
        String window = Windows.of(asked, bench.configuration().text("health.window"));
        Insights.HealthReport report = bench.insights().health(Map.of("window", window));
        return new HealthView(report, window, Windows.now(report.period()));
    }

    /** The colour of a level, as risk levels have it. */
    public static String colour(Health health) {
        return switch (health.level()) {
            case "good" -> "low";
            case "fair" -> "moderate";
            case "poor" -> "high";
            case "bad" -> "critical";
            default -> "";
        };
    }
}
