package io.forewarn.server.pages;

import io.forewarn.ingest.store.JudgedRisk;
import io.forewarn.predictor.Proportion;
import io.forewarn.server.work.Learning;
import io.forewarn.server.work.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The registry of models, and how live predictions fared.
 *
 * @param matured live predictions with an outcome
 * @param bins what was predicted beside what happened, by tenths of risk
 * @param chart of the bins; empty where too few predictions have an outcome
 * @param notice what a form just did
 */
public record ModelsView(List<Learning.ModelView> models, long matured, List<Bin> bins, String chart, Notice notice) {
    /** So many outcomes are needed before a comparison is shown. */
    static final int ENOUGH = 20;

    private static final int BINS = 10;

    /**
     * Predictions of one tenth of the scale.
     *
     * @param predicted mean risk
     * @param failed how many of them failed
     */
    public record Bin(String range, double predicted, Proportion failed) {}

    static ModelsView of(Workbench bench, Asked asked) throws Exception {
        List<JudgedRisk> matured = bench.store().predictions().judgedRisks();
        List<Bin> bins = bins(matured);
        return new ModelsView(
                bench.learning().models().models().stream()
                        .sorted((a, b) -> {
                            int kind = b.kind().compareTo(a.kind());
                            return kind != 0 ? kind : b.trainedAt().compareTo(a.trainedAt());
                        })
                        .toList(),
                matured.size(),
                bins,
                matured.size() < ENOUGH ? "" : chart(bins),
                Notice.of(asked));
    }

    private static List<Bin> bins(List<JudgedRisk> matured) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            int bin = i;
            List<JudgedRisk> in = matured.stream()
                    .filter(j -> Math.min(BINS - 1, (int) (j.risk() * BINS)) == bin)
                    .toList();
            if (!in.isEmpty()) {
                double sum = in.stream().mapToDouble(JudgedRisk::risk).sum();
                long failed = in.stream().filter(JudgedRisk::failed).count();
                bins.add(new Bin(
                        bin * 10 + " to " + (bin + 1) * 10 + " %", sum / in.size(), new Proportion(failed, in.size())));
            }
        }
        return bins;
    }

    private static String chart(List<Bin> bins) {
        return Charts.of(
                "bar",
                bins.stream().map(Bin::range).toList(),
                List.of(
                        new Charts.Series(
                                "Failed in fact",
                                "red",
                                bins.stream().map(b -> b.failed().rate()).toList(),
                                Map.of()),
                        new Charts.Series(
                                "Predicted",
                                "blue",
                                bins.stream().map(Bin::predicted).toList(),
                                Map.of("type", "line", "points", true))),
                Map.of("percent", true, "max", 1, "x", "Predicted risk"));
    }

    /** Whether an earlier version of that kind exists, so that one can go back. */
    public boolean canGoBack(String kind) {
        return models.stream().filter(m -> m.kind().equals(kind)).count() > 1;
    }
}
