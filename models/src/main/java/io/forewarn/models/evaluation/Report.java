package io.forewarn.models.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.models.registry.Metric;
import io.forewarn.models.risk.Contribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Table;

/** What predictions are worth, beside naive rivals: as text, JSON and one self-contained HTML page. */
public final class Report {
    private static final int EFFECTS = 20;

    private final String title;
    private final List<Prediction> predictions;
    private final Map<String, RiskMetrics> predictors;
    private final Metric lead;
    private final IntervalRecord intervals;
    private final Map<String, Table> slices;
    private final List<Contribution> effects;

    private Report(
            String title,
            List<Prediction> predictions,
            Map<String, RiskMetrics> predictors,
            Metric lead,
            List<Contribution> effects) {
        this.title = title;
        this.predictions = predictions;
        this.predictors = predictors;
        this.lead = lead;
        this.intervals = IntervalRecord.of(predictions);
        this.slices = Slices.of(predictions);
        this.effects = effects;
    }

    /** Scores a backtest; the seed draws the intervals. */
    public static Report of(String title, Backtest.Result result) {
        List<Contribution> effects = result.model().effects(result.explained());
        return of(title, result.predictions(), effects, result.settings().seed());
    }

    /** Scores predictions. */
    public static Report of(String title, List<Prediction> predictions, List<Contribution> effects, long seed) {
        boolean[] failed = new boolean[predictions.size()];
        for (int i = 0; i < failed.length; i++) {
            failed[i] = predictions.get(i).failed();
        }
        Map<String, RiskMetrics> predictors = new LinkedHashMap<>();
        predictors.put("forewarn", RiskMetrics.of(failed, values(predictions, Prediction::risk), seed));
        predictors.put("EWMA-20", RiskMetrics.of(failed, values(predictions, Prediction::ewma20), seed));
        predictors.put("last outcome", RiskMetrics.of(failed, values(predictions, Prediction::last), seed));
        predictors.put("base rate", RiskMetrics.of(failed, values(predictions, Prediction::base), seed));
        Metric lead = RiskMetrics.aucDifference(
                failed, values(predictions, Prediction::risk), values(predictions, Prediction::ewma20), seed);
        return new Report(title, predictions, predictors, lead, effects);
    }

    static double[] values(List<Prediction> predictions, ToDoubleFunction<Prediction> value) {
        return predictions.stream().mapToDouble(value).toArray();
    }

    /** Our figures. */
    public RiskMetrics metrics() {
        return predictors.values().iterator().next();
    }

    /** By how much our AUC exceeds that of EWMA-20, with the paired bootstrap's interval. */
    public Metric lead() {
        return lead;
    }

    /** How the intervals have held. */
    public IntervalRecord intervals() {
        return intervals;
    }

    /** Tables by component, kind, actor and month. */
    public Map<String, Table> slices() {
        return slices;
    }

    String title() {
        return title;
    }

    List<Prediction> predictions() {
        return predictions;
    }

    Map<String, RiskMetrics> predictors() {
        return predictors;
    }

    List<Contribution> effects() {
        return effects.subList(0, Math.min(EFFECTS, effects.size()));
    }

    /** Plain text for a terminal. */
    public String text() {
        StringBuilder out = new StringBuilder();
        RiskMetrics own = metrics();
        out.append(String.format(
                Locale.ROOT,
                "%s: %d operations, %d failed (%.1f %%). Always \"succeeds\" would be right %.1f %% of the time.%n%n",
                title,
                own.n(),
                own.failures(),
                100 * own.baseRate(),
                100 * (1 - own.baseRate())));
        out.append(String.format(
                Locale.ROOT,
                "%-14s %-22s %-8s %-10s %-10s %-8s %-7s %s%n",
                "predictor",
                "AUC [95 %]",
                "AP",
                "catch@10%",
                "prec@10%",
                "Brier",
                "ECE",
                "by chance"));
        predictors.forEach((name, m) -> out.append(String.format(
                Locale.ROOT,
                "%-14s %-22s %-8.3f %-10.3f %-10.3f %-8.4f %-7.4f %.4f%n",
                name,
                interval(m.auc()),
                m.averagePrecision().value(),
                m.catchAt10().value(),
                m.precisionAt10().value(),
                m.brier().value(),
                m.ece().value(),
                m.eceByChance().value())));
        out.append(String.format(
                Locale.ROOT,
                "%nAUC above EWMA-20: %s%n\"by chance\" is the ECE that risks like these have where each is exactly right.%n%s%n",
                interval(lead),
                intervals.words()));
        slices.values()
                .forEach(table -> out.append('\n').append(table.printAll()).append('\n'));
        return out.toString();
    }

    static String interval(Metric m) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", m.value(), m.low(), m.high());
    }

    /** The same as JSON. */
    public String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root =
                mapper.createObjectNode().put("title", title).put("n", metrics().n());
        root.put("failures", metrics().failures());
        ObjectNode all = root.putObject("predictors");
        predictors.forEach((name, m) -> {
            ObjectNode node = all.putObject(name);
            m.named().forEach((figure, metric) -> put(node.putObject(figure), metric));
        });
        put(root.putObject("auc_above_ewma20"), lead);
        root.putObject("intervals")
                .put("groups", intervals.groups())
                .put("held", intervals.held())
                .put("mean_width", intervals.meanWidth())
                .put("words", intervals.words());
        ArrayNode features = root.putArray("feature_effects");
        effects().forEach(e -> features.addObject().put("feature", e.feature()).put("mean_abs_log_odds", e.logOdds()));
        ObjectNode cuts = root.putObject("slices");
        slices.forEach((name, table) -> {
            ArrayNode rows = cuts.putArray(name);
            for (int r = 0; r < table.rowCount(); r++) {
                ObjectNode row = rows.addObject();
                for (String column : table.columnNames()) {
                    row.put(column, table.column(column).getString(r));
                }
            }
        });
        return root.toPrettyString();
    }

    private static void put(ObjectNode node, Metric metric) {
        if (Double.isNaN(metric.value())) {
            node.putNull("value");
        } else {
            node.put("value", metric.value()).put("low", metric.low()).put("high", metric.high());
        }
    }

    /** One page without any reference to elsewhere. */
    public String html() {
        return new HtmlReport(this).page();
    }

    /** Writes HTML, JSON or text, by the file's ending ({@code .html}, {@code .json}, else text). */
    public void write(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String content = name.endsWith(".html") ? html() : name.endsWith(".json") ? json() : text();
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    /** Writes {@code id,at,risk,outcome,ewma20}, a line per operation. */
    public static void writePredictions(List<Prediction> predictions, Path file) throws IOException {
        StringBuilder out = new StringBuilder(Prediction.HEADER).append('\n');
        predictions.forEach(p -> out.append(p.csv()).append('\n'));
        Files.writeString(file, out, StandardCharsets.UTF_8);
    }
}
