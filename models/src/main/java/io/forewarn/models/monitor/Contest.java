package io.forewarn.models.monitor;

import io.forewarn.features.FeatureRow;
import io.forewarn.models.evaluation.RiskMetrics;
import io.forewarn.models.registry.Metric;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.Score;
import io.forewarn.models.risk.TrainingRow;
import java.util.List;
import java.util.Locale;

/**
 * Two models on operations that neither was trained on, without online correction.
 *
 * @param n operations
 * @param failures among them
 * @param extraLoss by how much the challenger's log loss exceeds the champion's, in nats an operation, with the interval of
 *     the paired bootstrap
 * @param extraAuc by how much its AUC exceeds the champion's
 */
public record Contest(int n, int failures, Metric extraLoss, Metric extraAuc) {
    /** Operations below which two models are not compared. */
    public static final int ENOUGH = 30;

    /** A loss that nobody notices. */
    private static final double MARGIN = 0.01;

    /** Lets both predict a slice in time order. */
    public static Contest of(RiskModel champion, RiskModel challenger, List<TrainingRow> slice, long seed) {
        boolean[] failed = new boolean[slice.size()];
        int failures = 0;
        for (int i = 0; i < failed.length; i++) {
            failed[i] = slice.get(i).failure() >= 0.5;
            failures += failed[i] ? 1 : 0;
        }
        double[] theirs = risks(champion, slice);
        double[] ours = risks(challenger, slice);
        return new Contest(
                failed.length,
                failures,
                RiskMetrics.lossDifference(failed, ours, theirs, seed),
                RiskMetrics.aucDifference(failed, ours, theirs, seed));
    }

    private static double[] risks(RiskModel model, List<TrainingRow> slice) {
        List<FeatureRow> rows = slice.stream().map(TrainingRow::row).toList();
        return model.scores(rows).stream()
                .mapToDouble(Score::odds)
                .map(odds -> 1 / (1 + Math.exp(-odds)))
                .toArray();
    }

    /** Whether the challenger is no worse: by no more than the margin on average, and not shown to be worse at all. */
    public boolean noWorse() {
        return n >= ENOUGH && extraLoss.value() <= MARGIN && extraLoss.low() <= 0;
    }

    /** The figures in words. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "on the newest %d operations (%d failed) its log loss is %+.4f [%+.4f, %+.4f] and its AUC %+.3f [%+.3f, %+.3f]"
                        + " beside that of the model in use",
                n,
                failures,
                extraLoss.value(),
                extraLoss.low(),
                extraLoss.high(),
                extraAuc.value(),
                extraAuc.low(),
                extraAuc.high());
    }
}
