package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.features.LogContext;
import io.forewarn.ingest.store.JudgedRisk;
import io.forewarn.models.errors.LabelledError;
import io.forewarn.models.evaluation.Backtest;
import io.forewarn.models.evaluation.Report;
import io.forewarn.models.evaluation.RiskMetrics;
import io.forewarn.models.registry.Metric;
import io.forewarn.server.wire.Json;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the models on what they have not seen. */
final class Evaluation {
    private static final int ENOUGH = 20;

    private Evaluation() {}

    /**
     * An evaluation in all its forms.
     *
     * @param report the figures
     * @param text for a terminal
     * @param html a page of its own; empty where there are too few operations
     * @param slices CSV by name: component, kind, actor, month
     */
    record Answer(JsonNode report, String text, String html, Map<String, String> slices) {}

    static Answer of(Workbench bench, StoredPast past) {
        long seed = bench.configuration().integer("model.seed");
        Optional<Report> risk = heldOut(past, seed, bench.clock(), bench.logMinutes());
        RiskMetrics live = live(bench, seed);
        Learning.ModelView classifier = bench.learning().current(Learning.CLASSIFIER);

        ObjectNode report = Json.mapper().createObjectNode();
        report.set("risk", risk.map(r -> Json.parse(r.json())).orElse(null));
        report.set("live", live == null ? null : Json.tree(live.named()));
        report.set("classifier", classifier == null ? null : Json.tree(classifier));

        StringBuilder text = new StringBuilder(risk.map(Report::text)
                .orElse("Risk: not enough operations with an outcome to judge; 40 are needed.\n"));
        text.append(
                live == null
                        ? "\nLive predictions: fewer than 20 have an outcome yet.\n"
                        : String.format(
                                Locale.ROOT,
                                "%nLive predictions with an outcome (n = %,d): AUC %s, ECE %s%n",
                                live.n(),
                                figure(live.auc()),
                                figure(live.ece())));
        text.append(
                classifier == null
                        ? "\nError classifier: not trained.\n"
                        : "\nError classifier " + classifier.version() + ", on systems it had not seen (n = "
                                + classifier.rows() + "): " + classifier.summary() + "\n");

        Map<String, String> slices = new LinkedHashMap<>();
        risk.ifPresent(r -> r.slices().forEach((name, table) -> {
            StringWriter csv = new StringWriter();
            table.write().csv(csv);
            slices.put(name, csv.toString());
        }));
        return new Answer(report, text.toString(), risk.map(Report::html).orElse(""), slices);
    }

    /** The last 30 % by time, by the recipe trained on the first 70 %; empty where there are too few. */
    static Optional<Report> heldOut(StoredPast past, long seed, Clock clock, LogContext logs) {
        if (past.starts().size() < 2 * ENOUGH) {
            return Optional.empty();
        }
        String of = past.leftOut() == 0 ? "the operations" : past.share();
        Backtest.Settings settings = new Backtest.Settings(Backtest.Mode.SPLIT, 0.7, Duration.ofDays(90), 1, seed);
        return Optional.of(Report.of(
                "The last 30 % of " + of + " by time, by a model trained on those before",
                new Backtest(settings, clock, logs).run(past)));
    }

    private static @Nullable RiskMetrics live(Workbench bench, long seed) {
        List<JudgedRisk> judged = bench.store().predictions().judgedRisks();
        if (judged.size() < ENOUGH) {
            return null;
        }
        boolean[] failed = new boolean[judged.size()];
        double[] risk = new double[judged.size()];
        for (int i = 0; i < failed.length; i++) {
            failed[i] = judged.get(i).failed();
            risk[i] = judged.get(i).risk();
        }
        return RiskMetrics.of(failed, risk, seed);
    }

    private static String figure(Metric m) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", m.value(), m.low(), m.high());
    }

    /** SHA-256 over the training texts, so that a model can be traced to them. */
    static String fingerprint(List<LabelledError> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            rows.forEach(row -> {
                digest.update(row.label().getBytes(StandardCharsets.UTF_8));
                digest.update(row.error().text().getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
