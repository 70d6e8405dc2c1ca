package io.forewarn.models.errors;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains the error classifier. Confidence, threshold and the reported figures come from folds cut between systems: each
 * answer is about a system whose messages the model of that fold had not seen.
 */
public final class ErrorClassifierTrainer {
    private static final int FOLDS = 5;
    private static final int EPOCHS = 12;
    private static final int BATCH = 1;

    private final Patterns patterns;
    private final long seed;
    private final Clock clock;

    public ErrorClassifierTrainer(long seed, Clock clock) {
        this(Patterns.bundled(), seed, clock);
    }

    ErrorClassifierTrainer(Patterns patterns, long seed, Clock clock) {
        this.patterns = patterns;
        this.seed = seed;
        this.clock = clock;
    }

    /**
     * A trained classifier with what it scored on systems it had not seen.
     *
     * @param answers one for each row, in order
     */
    public record Trained(ErrorClassifier classifier, List<LabelledError> rows, List<Classification> answers) {
        public Trained {
            rows = List.copyOf(rows);
            answers = List.copyOf(answers);
        }
    }

    /**
     * Trains on the rows and measures on folds.
     *
     * @throws IllegalArgumentException where fewer than two classes or systems are given
     */
    public Trained train(List<LabelledError> rows) {
        Set<String> systems = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        rows.forEach(r -> {
            systems.add(r.system());
            labels.add(ErrorClasses.of(r.label()).id());
        });
        if (systems.size() < 2 || labels.size() < 2) {
            throw new IllegalArgumentException("training needs errors of at least two classes and two systems");
        }
        Map<String, Integer> foldOf = new HashMap<>();
        for (String system : systems) {
            foldOf.put(system, foldOf.size() % FOLDS);
        }
        Confidence plain = new Confidence(1, 0, 0, 0.9, 0);
        ErrorClassifier[] folds = new ErrorClassifier[FOLDS];
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            folds[f] = new ErrorClassifier(
                    fit(rows.stream()
                            .filter(r -> foldOf.getOrDefault(r.system(), 0) != fold)
                            .toList()),
                    patterns,
                    plain);
        }
        List<Classification> raw = rows.stream()
                .map(r -> folds[foldOf.getOrDefault(r.system(), 0)].classify(r.error()))
                .toList();
        Confidence confidence = confidence(rows, raw);
        for (int f = 0; f < FOLDS; f++) {
            folds[f] = folds[f].with(confidence);
        }
        List<Classification> answers = rows.stream()
                .map(r -> folds[foldOf.getOrDefault(r.system(), 0)].classify(r.error()))
                .toList();
        return new Trained(new ErrorClassifier(fit(rows), patterns, confidence), rows, answers);
    }

    private Confidence confidence(List<LabelledError> rows, List<Classification> raw) {
        List<Double> p = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        List<Boolean> other = new ArrayList<>();
        int certain = 0;
        int certainRight = 0;
        for (int i = 0; i < rows.size(); i++) {
            boolean good = raw.get(i).errorClass().equals(rows.get(i).label());
            if (patterns.matches(rows.get(i).error()).stream().anyMatch(PatternRule::isCertain)) {
                certain++;
                certainRight += good ? 1 : 0;
            } else {
                p.add(raw.get(i).confidence());
                right.add(good);
                other.add(rows.get(i).label().equals(ErrorClasses.OTHER));
            }
        }
        double[] x = p.stream().mapToDouble(d -> d).toArray();
        boolean[] y = new boolean[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = right.get(i);
        }
        double[] platt = Confidence.fit(x, y);
        double certainShare = (certainRight + 1.0) / (certain + 2.0);
        Confidence scaled = new Confidence(platt[0], platt[1], 0, certainShare, 0);
        double best = 0;
        int bestRight = -1;
        double abstained = 0;
        for (double threshold = 0; threshold < 0.6; threshold += 0.02) {
            int hits = 0;
            int silent = 0;
            int silentRight = 0;
            for (int i = 0; i < x.length; i++) {
                if (scaled.of(x[i]) >= threshold) {
                    hits += y[i] ? 1 : 0;
                } else {
                    silent++;
                    silentRight += other.get(i) ? 1 : 0;
                }
            }
            if (hits + silentRight > bestRight) {
                bestRight = hits + silentRight;
                best = threshold;
                abstained = (silentRight + 1.0) / (silent + 2.0);
            }
        }
        return new Confidence(platt[0], platt[1], best, certainShare, abstained);
    }

    private LinearSGDModel fit(List<LabelledError> rows) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(
                new SimpleDataSourceProvenance(
                        "labelled errors", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), factory),
                factory);
        for (LabelledError row : rows) {
            Set<String> tokens = ErrorTokens.of(row.error(), patterns.matches(row.error()));
            String[] names = tokens.toArray(String[]::new);
            double[] values = new double[names.length];
            java.util.Arrays.fill(values, scale(names.length));
            data.add(new ArrayExample<>(new Label(row.label()), names, values));
        }
        return new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.5), EPOCHS, -1, BATCH, seed).train(data);
    }

    /** Long texts must not weigh more than short ones: rows have length one. */
    static double scale(int tokens) {
        return tokens == 0 ? 0 : 1 / Math.sqrt(tokens);
    }
}
