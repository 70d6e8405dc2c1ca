package io.forewarn.models.anomaly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.tribuo.Model;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;

/**
 * The learned way: a one-class support vector machine (Schölkopf and others 2001; Tribuo's LibSVM) that has seen usual busy
 * minutes of all components says how far a minute lies outside them.
 */
public final class SvmBursts implements BurstDetector {
    private static final String FILE = "bursts.tribuo";

    private final Model<Event> model;
    private final double limit;

    /**
     * With a limit of its own.
     *
     * @param limit how far outside the usual a minute must lie, in units of the decision function
     */
    SvmBursts(Model<Event> model, double limit) {
        this.model = model;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "one-class SVM";
    }

    double limit() {
        return limit;
    }

    SvmBursts withLimit(double other) {
        return new SvmBursts(model, other);
    }

    @Override
    public double[] scores(MinuteCounts counts) {
        Baseline[] usual = Baseline.of(counts);
        double[] scores = new double[counts.length()];
        for (int t = 0; t < scores.length; t++) {
            double now = Math.max(counts.at(t), counts.last(2, t) / 2.0);
            if (counts.at(t) >= RobustBursts.DEFAULT.fewest() && usual[t].above(counts, t, now) > 0) {
                scores[t] = Math.max(0, outside(BurstFeatures.of(counts, usual[t], t)) - limit);
            }
        }
        return scores;
    }

    /** Positive outside the usual. */
    private double outside(double[] features) {
        return -model.predict(BurstFeatures.example(features, AnomalyFactory.UNKNOWN_EVENT))
                .getOutput()
                .getScore();
    }

    @Override
    public double[] expected(MinuteCounts counts) {
        return RobustBursts.DEFAULT.expected(counts);
    }

    /** Writes it into a folder, its limit in the name of the file. */
    public void save(Path folder) throws IOException {
        model.serializeToFile(folder.resolve(FILE));
        java.nio.file.Files.writeString(folder.resolve("limit.txt"), String.format(Locale.ROOT, "%.17g%n", limit));
    }

    /** Reads what {@link #save} wrote. */
    public static SvmBursts load(Path folder) throws IOException {
        Model<Event> model = Model.deserializeFromFile(folder.resolve(FILE)).castModel(Event.class);
        return new SvmBursts(
                model,
                Double.parseDouble(java.nio.file.Files.readString(folder.resolve("limit.txt"))
                        .strip()));
    }
}
