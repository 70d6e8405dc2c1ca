package io.forewarn.models.evaluation;

import io.forewarn.features.Features;
import io.forewarn.models.risk.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Table;

/** A report as one HTML page with inline charts. */
final class HtmlReport {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
            table{border-collapse:collapse;margin:1rem 0}td,th{border-bottom:1px solid #ccc;padding:.2rem .7rem;text-align:right}
            td:first-child,th:first-child{text-align:left}
            .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}
            figure{margin:0}svg text{font-size:11px}figcaption{text-align:center}
            """;

    private final Report report;
    private final Scores own;
    private final Scores rival;

    HtmlReport(Report report) {
        this.report = report;
        this.own = scores(Prediction::risk);
        this.rival = scores(Prediction::ewma20);
    }

    private Scores scores(ToDoubleFunction<Prediction> value) {
        return Slices.scores(report.predictions(), Report.values(report.predictions(), value));
    }

    String page() {
        RiskMetrics m = report.metrics();
        StringBuilder out = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        out.append(Chart.escape(report.title()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>");
        out.append(Chart.escape(report.title())).append("</h1>");
        out.append(String.format(
                Locale.ROOT,
                "<p>%d operations, %d failed (%.1f&nbsp;%%). Intervals are 95&nbsp;%% bootstrap intervals. AUC above EWMA-20: %s.</p>",
                m.n(),
                m.failures(),
                100 * m.baseRate(),
                Report.interval(report.lead())));
        figures(out);
        out.append("<div class=\"charts\">");
        out.append(Chart.of(
                "ROC",
                "share of successes warned of",
                "share of failures caught",
                List.of(new Chart.Line("forewarn", roc(own)), new Chart.Line("EWMA-20", roc(rival)), diagonal())));
        out.append(Chart.of(
                "Precision and recall",
                "share of failures caught",
                "share of warnings that are right",
                List.of(new Chart.Line("forewarn", precision(own)), new Chart.Line("EWMA-20", precision(rival)))));
        out.append(Chart.of(
                "Reliability",
                "predicted risk",
                "observed share of failures",
                List.of(
                        new Chart.Line("forewarn", reliability(own)),
                        new Chart.Line("EWMA-20", reliability(rival)),
                        diagonal())));
        out.append(Chart.of(
                "Catch",
                "share of operations looked at, riskiest first",
                "share of failures caught",
                List.of(
                        new Chart.Line("forewarn", caught(own)),
                        new Chart.Line("EWMA-20", caught(rival)),
                        diagonal())));
        out.append(Chart.of(
                "Over time",
                "operations in time order",
                "mean risk and share of failures",
                List.of(
                        new Chart.Line("risk", overTime(Prediction::risk)),
                        new Chart.Line("failed", overTime(p -> p.failed() ? 1 : 0)))));
        out.append("</div>");
        effects(out);
        report.slices().forEach((name, table) -> slice(out, name, table));
        return out.append("</body></html>\n").toString();
    }

    private void figures(StringBuilder out) {
        out.append("<table><thead><tr><th>predictor</th><th>AUC</th><th>average precision</th><th>catch@10%</th>"
                + "<th>precision@10%</th><th>Brier</th><th>ECE</th>"
                + "<th>ECE by chance</th></tr></thead><tbody>");
        for (Map.Entry<String, RiskMetrics> entry : report.predictors().entrySet()) {
            out.append("<tr><td>").append(entry.getKey()).append("</td>");
            entry.getValue().named().forEach((name, metric) -> {
                if (!name.equals("base_rate")) {
                    out.append("<td>").append(Report.interval(metric)).append("</td>");
                }
            });
            out.append("</tr>");
        }
        out.append("</tbody></table><p>ECE by chance is what risks like these have where each is exactly right. ")
                .append(Chart.escape(report.intervals().words()))
                .append("</p>");
    }

    private void effects(StringBuilder out) {
        out.append(
                "<h2>Feature effects</h2><table><thead><tr><th>feature</th><th>mean effect, log-odds</th><th>says that</th></tr></thead><tbody>");
        for (Contribution effect : report.effects()) {
            out.append("<tr><td>")
                    .append(Chart.escape(effect.feature()))
                    .append("</td><td>")
                    .append(String.format(Locale.ROOT, "%.3f", effect.logOdds()))
                    .append("</td><td>")
                    .append(Chart.escape(Features.of(effect.feature()).description()))
                    .append("</td></tr>");
        }
        out.append("</tbody></table>");
    }

    private static void slice(StringBuilder out, String name, Table table) {
        out.append("<h2>By ").append(name).append("</h2><table><thead><tr>");
        table.columnNames()
                .forEach(c -> out.append("<th>").append(Chart.escape(c)).append("</th>"));
        out.append("</tr></thead><tbody>");
        for (int r = 0; r < table.rowCount(); r++) {
            out.append("<tr>");
            for (String column : table.columnNames()) {
                out.append("<td>")
                        .append(Chart.escape(table.column(column).getString(r)))
                        .append("</td>");
            }
            out.append("</tr>");
        }
        out.append("</tbody></table>");
    }

    private static Chart.Line diagonal() {
        return new Chart.Line("chance", List.of(new double[] {0, 0}, new double[] {1, 1}));
    }

    /** Points after each 1 % of the operations, riskiest first: looked at, failures, successes, each as a share. */
    private static List<double[]> sweep(Scores scores) {
        int n = scores.size();
        double failures = 0;
        for (int i = 0; i < n; i++) {
            failures += scores.failed(i) ? 1 : 0;
        }
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {0, 0, 0, 0});
        double caught = 0;
        for (int k = 1; k <= n; k++) {
            caught += scores.failed(n - k) ? 1 : 0;
            boolean tied = k < n && scores.risk(n - k - 1) == scores.risk(n - k);
            if (!tied && (k == n || k * 100L / n != (k - 1) * 100L / n)) {
                points.add(new double[] {
                    (double) k / n, caught / Math.max(1, failures), (k - caught) / Math.max(1, n - failures), caught / k
                });
            }
        }
        return points;
    }

    private static List<double[]> roc(Scores scores) {
        return sweep(scores).stream().map(p -> new double[] {p[2], p[1]}).toList();
    }

    private static List<double[]> precision(Scores scores) {
        return sweep(scores).stream()
                .skip(1)
                .map(p -> new double[] {p[1], p[3]})
                .toList();
    }

    private static List<double[]> caught(Scores scores) {
        return sweep(scores).stream().map(p -> new double[] {p[0], p[1]}).toList();
    }

    private static List<double[]> reliability(Scores scores) {
        double[][] bins = new double[Scores.BINS][3];
        for (int i = 0; i < scores.size(); i++) {
            double[] bin = bins[Math.min(Scores.BINS - 1, (int) (scores.risk(i) * Scores.BINS))];
            bin[0]++;
            bin[1] += scores.risk(i);
            bin[2] += scores.failed(i) ? 1 : 0;
        }
        List<double[]> points = new ArrayList<>();
        for (double[] bin : bins) {
            if (bin[0] > 0) {
                points.add(new double[] {bin[1] / bin[0], bin[2] / bin[0]});
            }
        }
        return points;
    }

    private List<double[]> overTime(ToDoubleFunction<Prediction> value) {
        List<Prediction> all = report.predictions();
        int parts = Math.min(40, all.size());
        List<double[]> points = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<Prediction> some = all.subList(part * all.size() / parts, (part + 1) * all.size() / parts);
            double mean = some.stream().mapToDouble(value).average().orElse(0);
            points.add(new double[] {(part + 0.5) / parts, mean});
        }
        return points;
    }
}
