package io.forewarn.models.monitor;

import io.forewarn.features.FeatureRow;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.Score;
import io.forewarn.models.risk.TrainingRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How far the operations since a model was trained differ from those it was trained on.
 *
 * @param outcomes known of operations that began since
 * @param rateBefore share of failures in training
 * @param rateSince share of failures since
 * @param rateZ difference of the two in standard errors
 * @param predicted mean risk the model gives the operations since, without online correction
 * @param calibrationZ failures since beyond what it predicted, in standard errors
 * @param features the features that matter most to the model, largest stability index first
 */
public record Drift(
        int outcomes,
        double rateBefore,
        double rateSince,
        double rateZ,
        double predicted,
        double calibrationZ,
        List<Moved> features) {
    /** Outcomes below which nothing is said. */
    public static final int ENOUGH = 50;

    /** From here on a distribution counts as another one, by the usual rule of thumb. */
    static final double ANOTHER = 0.25;

    /** Beyond 1 in 100. */
    private static final double SURE = 2.58;

    private static final int WATCHED = 10;
    private static final int SAMPLE = 300;

    /** A feature and its population stability index; .1 is a shift, .25 another distribution. */
    public record Moved(String feature, double index) {}

    public Drift {
        features = List.copyOf(features);
    }

    /** Compares rows of one history; both in time order. */
    public static Drift of(RiskModel model, List<TrainingRow> before, List<TrainingRow> since) {
        double then = rate(before);
        double now = rate(since);
        int n = before.size();
        int m = since.size();
        if (n == 0 || m == 0) {
            return new Drift(m, then, now, 0, Double.NaN, 0, List.of());
        }
        double pooled = (then * n + now * m) / (n + m);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / m));
        double expected = 0;
        double variance = 1e-9;
        for (Score score : model.scores(rows(since))) {
            double p = 1 / (1 + Math.exp(-score.odds()));
            expected += p;
            variance += p * (1 - p);
        }
        return new Drift(
                m,
                then,
                now,
                error > 0 ? (now - then) / error : 0,
                expected / m,
                (now * m - expected) / Math.sqrt(variance),
                moved(model, before, since));
    }

    private static List<Moved> moved(RiskModel model, List<TrainingRow> before, List<TrainingRow> since) {
        int step = Math.max(1, before.size() / SAMPLE);
        List<FeatureRow> sample = new ArrayList<>();
        for (int i = 0; i < before.size(); i += step) {
            sample.add(before.get(i).row());
        }
        List<Moved> moved = new ArrayList<>();
        model.effects(sample).stream()
                .limit(WATCHED)
                .forEach(effect -> moved.add(new Moved(
                        effect.feature(),
                        Stability.index(values(before, effect.feature()), values(since, effect.feature())))));
        moved.sort(Comparator.comparingDouble((Moved f) -> -f.index()).thenComparing(Moved::feature));
        return moved;
    }

    private static double[] values(List<TrainingRow> rows, String feature) {
        return rows.stream().mapToDouble(row -> row.row().value(feature)).toArray();
    }

    private static List<FeatureRow> rows(List<TrainingRow> rows) {
        return rows.stream().map(TrainingRow::row).toList();
    }

    private static double rate(List<TrainingRow> rows) {
        return rows.stream().mapToDouble(TrainingRow::failure).average().orElse(Double.NaN);
    }

    /** What has moved, in words with figures; empty where nothing has, or too little is known. */
    public List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        if (outcomes < ENOUGH) {
            return alarms;
        }
        if (Math.abs(rateZ) > SURE) {
            alarms.add(String.format(
                    Locale.ROOT,
                    "%.1f %% fail since, %.1f %% did in training (%.1f standard errors)",
                    100 * rateSince,
                    100 * rateBefore,
                    rateZ));
        }
        if (Math.abs(calibrationZ) > SURE) {
            alarms.add(String.format(
                    Locale.ROOT,
                    "it predicts %.1f %% failures where %.1f %% came (%.1f standard errors)",
                    100 * predicted,
                    100 * rateSince,
                    calibrationZ));
        }
        features.stream()
                .filter(f -> f.index() > ANOTHER)
                .limit(3)
                .forEach(f -> alarms.add(String.format(
                        Locale.ROOT, "%s lies elsewhere than in training (index %.2f)", f.feature(), f.index())));
        return alarms;
    }
}
