package io.forewarn.models.errors;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains the error classifier. Confidence, threshold and the reported figures come from folds cut between systems: each
 * answer is about a system whose messages the model of that fold had not seen.
 */
public final class ErrorClassifierTrainer {
    private static final int FOLDS = 5;
    /** A feature of a single row says nothing of other rows. */
    private static final int FEWEST_ROWS = 2;

    /** Share of words left out of a worn row. */
    private static final double LEFT_OUT = 0.3;

    private static final int EPOCHS = 8;
    private static final int BATCH = 1;
    private static final double RATE = 0.5;

    private final Patterns patterns;
    private final long seed;
    private final Clock clock;

    public ErrorClassifierTrainer(long seed, Clock clock) {
        this(Patterns.bundled(), seed, clock);
    }

    /** With other rules, such as {@link Patterns#withUsers}. */
    public ErrorClassifierTrainer(Patterns patterns, long seed, Clock clock) {
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

        /** What the answers are worth. */
        public ErrorFigures figures() {
            return ErrorFigures.of(rows.stream().map(LabelledError::label).toList(), answers);
        }
    }

    /** A row with what is read from it once. */
    private record Read(LabelledError row, int fold, List<PatternRule> matches, Set<String> tokens) {}

    /**
     * Trains on the rows and measures on folds. Rows of the system {@link LabelledError#CORRECTIONS} are what people said;
     * they weigh as much as they say.
     *
     * @throws IllegalArgumentException where fewer than two classes or systems are given
     */
    public Trained train(List<LabelledError> rows) {
        Set<String> systems = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        rows.forEach(r -> {
            systems.add(r.system());
            labels.add(patterns.errorClass(r.label()).id());
        });
        if (systems.size() < 2 || labels.size() < 2) {
            throw new IllegalArgumentException("training needs errors of at least two classes and two systems");
        }
        Map<String, Integer> foldOf = new HashMap<>();
        systems.forEach(system -> foldOf.put(system, foldOf.size() % FOLDS));
        List<Read> read = new ArrayList<>();
        for (LabelledError row : rows) {
            List<PatternRule> matches = patterns.matches(row.error());
            int fold = foldOf.getOrDefault(row.system(), 0);
            read.add(new Read(row, fold, matches, ErrorTokens.of(row.error(), matches)));
        }
        int folds = Math.min(FOLDS, systems.size());
        List<LinearSGDModel> models = new ArrayList<>();
        List<LinearWeights> weights = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int fold = f;
            models.add(fit(read, r -> r.fold() != fold));
            weights.add(new LinearWeights(models.get(f)));
        }
        List<Verdict> verdicts = read.stream()
                .map(r -> ErrorClassifier.verdict(weights.get(r.fold()), r.matches(), r.tokens()))
                .toList();
        Confidence confidence =
                Confidence.fit(verdicts, rows.stream().map(LabelledError::label).toList());
        List<ErrorClassifier> unseen = models.stream()
                .map(m -> new ErrorClassifier(m, patterns, confidence))
                .toList();
        List<Classification> answers = read.stream()
                .map(r -> unseen.get(r.fold()).classify(r.matches(), r.tokens()))
                .toList();
        return new Trained(new ErrorClassifier(fit(read, r -> true), patterns, confidence), rows, answers);
    }

    private static ArrayExample<Label> example(String label, Set<String> tokens) {
        String[] names = tokens.toArray(String[]::new);
        double[] values = new double[names.length];
        Arrays.fill(values, LinearWeights.scale(names.length));
        return new ArrayExample<>(new Label(label), names, values);
    }

    /**
     * The row once more with some of its words left out, and every other time without what the patterns say: a system that
     * is not known words things otherwise, and no pattern may know it (feature noising; van der Maaten et al. 2013).
     */
    private Set<String> worn(Read row) {
        Random random = new Random(seed * 31 + row.row().error().text().hashCode());
        boolean patterned = random.nextBoolean();
        Set<String> kept = new LinkedHashSet<>();
        for (String token : row.tokens()) {
            if (ErrorTokens.isPattern(token) ? patterned : random.nextDouble() >= LEFT_OUT) {
                kept.add(token);
            }
        }
        return kept;
    }

    private LinearSGDModel fit(List<Read> rows, Predicate<Read> chosen) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(
                new SimpleDataSourceProvenance(
                        "labelled errors", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), factory),
                factory);
        for (Read r : rows) {
            if (chosen.test(r)) {
                Set<String> worn = worn(r);
                for (int i = 0; i < r.row().weight(); i++) {
                    data.add(example(r.row().label(), r.tokens()));
                    if (!worn.isEmpty()) {
                        data.add(example(r.row().label(), worn));
                    }
                }
            }
        }
        return new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE), EPOCHS, -1, BATCH, seed)
                .train(new MinimumCardinalityDataset<>(data, FEWEST_ROWS));
    }
}
