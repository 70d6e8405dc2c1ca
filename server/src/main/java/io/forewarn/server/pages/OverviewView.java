package io.forewarn.server.pages;

import io.forewarn.ingest.store.DailyCount;
import io.forewarn.models.registry.Metric;
import io.forewarn.predictor.Proportion;
import io.forewarn.server.work.Learning;
import io.forewarn.server.work.Overview;
import io.forewarn.server.work.Workbench;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param empty true where nothing was imported yet
 * @param weeks chart of operations
 * @param days chart of error events
 * @param components worst rate first
 * @param redactions most frequent detector first
 * @param redacted values replaced in all
 * @param figures of the current risk model
 */
public record OverviewView(
        Overview o,
        boolean empty,
        String weeks,
        String days,
        List<Bar> components,
        List<Count> redactions,
        long redacted,
        List<PredictionLine> predictions,
        List<Figure> figures) {

    /** A rate with its interval. */
    public record Bar(String name, Proportion rate) {}

    /** A name and how often. */
    public record Count(String name, long n, double share) {}

    /**
     * One figure of a model.
     *
     * @param note what it is to be compared with
     */
    public record Figure(String name, String value, String interval, String note) {}

    static OverviewView of(Workbench bench, Asked asked) {
        Overview o = bench.reviews().overview();
        long redacted =
                o.redactions().values().stream().mapToLong(Long::longValue).sum();
        long most = o.redactions().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        return new OverviewView(
                o,
                o.events() == 0 && o.operations() == 0 && o.predictions() == 0,
                Charts.weeks(o.weeks()),
                Charts.days(
                        "Error events",
                        o.errorDays().stream()
                                .map(d -> new DailyCount(d.day(), d.errors()))
                                .toList()),
                o.components().stream()
                        .limit(8)
                        .map(r -> new Bar(r.component(), new Proportion(r.failed(), r.operations())))
                        .toList(),
                o.redactions().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(e -> new Count(e.getKey(), e.getValue(), (double) e.getValue() / Math.max(1, most)))
                        .toList(),
                redacted,
                o.latestPredictions().stream().map(PredictionLine::of).toList(),
                figures(o.riskModel()));
    }

    private static List<Figure> figures(Learning.@Nullable ModelView model) {
        List<Figure> figures = new ArrayList<>();
        if (model == null) {
            return figures;
        }
        Map<String, Metric> m = model.metrics();
        Metric auc = m.get("auc");
        Metric lead = m.get("auc_above_ewma20");
        if (auc != null) {
            figures.add(figure("AUC", auc, "0.5 is chance"));
        }
        if (auc != null && lead != null) {
            figures.add(new Figure(
                    "AUC of EWMA-20",
                    Show.figure(auc.value() - lead.value()),
                    "",
                    "the rate of the last 20 outcomes, the rival to beat"));
            figures.add(
                    figure("Lead over EWMA-20", lead, lead.low() > 0 ? "the interval excludes zero" : "not proven"));
        }
        add(figures, m, "average_precision", "Average precision");
        add(figures, m, "catch_at_10", "Failures caught in riskiest 10 %");
        add(figures, m, "ece", "Calibration error (ECE)");
        add(figures, m, "base_rate", "Base rate");
        return figures;
    }

    private static void add(List<Figure> figures, Map<String, Metric> metrics, String key, String name) {
        Metric metric = metrics.get(key);
        if (metric != null) {
            figures.add(figure(name, metric, Show.chance(key)));
        }
    }

    private static Figure figure(String name, Metric m, String note) {
        boolean wide = m.low() != m.high() && Double.isFinite(m.low());
        return new Figure(
                name, Show.figure(m.value()), wide ? Show.figure(m.low()) + " to " + Show.figure(m.high()) : "", note);
    }
}
