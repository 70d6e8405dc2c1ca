package io.forewarn.server.pages;

import io.forewarn.predictor.health.Change;
import io.forewarn.predictor.health.Health;
import io.forewarn.server.work.Insights;
import io.forewarn.server.work.Workbench;
import java.util.List;
import java.util.Map;

/**
 * The health of one component.
 *
 * @param chart its errors over the period
 * @param points the same as a table
 * @param changes of its rate
 */
public record ComponentView(
        Health h, String window, String now, String chart, List<Insights.Point> points, List<Change> changes) {

    static ComponentView of(Workbench bench, Asked asked) {
        String window = Windows.of(asked, bench.configuration().text("health.window"));
        Insights.ComponentHealth found = bench.insights().health(asked.id(), Map.of("window", window));
        Insights.Trends trends = bench.insights().trends(Map.of("window", window, "component", asked.id()));
        List<Change> changes = bench.insights()
                .changes(Map.of("window", window, "component", asked.id(), "limit", "8"))
                .changes();
        return new ComponentView(
                found.health(),
                window,
                Windows.now(found.period()),
                trends.errors() == 0
                        ? ""
                        : TrendsView.chart(
                                trends.period(),
                                trends.width(),
                                List.of(new Insights.Line("Errors", trends.n(), trends.errors(), trends.series()))),
                trends.series().stream().filter(p -> p.errors() > 0).toList(),
                changes);
    }

    /** Where its form leads. */
    public String action() {
        return Windows.health(h.component(), window).split("\\?", 2)[0];
    }

    /** Its name as a part of an address. */
    public String encoded() {
        return Windows.encoded(h.component());
    }
}
