package io.forewarn.models.risk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;

/** The registry of model families that a risk model blends. Adding one is one entry here and one {@link Scorer}. */
final class Trainers {
    private Trainers() {}

    /** One family. */
    interface Family {
        String name();

        Scorer train(Sample sample, long seed, Clock clock);

        /** A scorer that was saved. */
        Scorer read(Path file, int columns) throws IOException;
    }

    static List<Family> all() {
        return List.of(new Logistic(), new Trees());
    }

    static Family named(String name) {
        return all().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model family is named " + name));
    }

    private static OffsetDateTime now(Clock clock) {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * The penalty is the inverse of the variance that each coefficient has before anything is known. As many as there are
     * columns expect log-odds with a variance of one, whether few columns tell them or many; more than {@value #MOST} was
     * no better where there are more columns than that.
     */
    private record Logistic() implements Family {
        private static final double MOST = 100;
        private static final double SHORTEST = 1000;

        @Override
        public String name() {
            return "recent-logistic-regression";
        }

        @Override
        public Scorer train(Sample sample, long seed, Clock clock) {
            double penalty = Math.min(MOST, sample.x()[0].length);
            return LogisticScorer.fit(sample, penalty, Math.max(SHORTEST, sample.size() / 4.0));
        }

        @Override
        public Scorer read(Path file, int columns) throws IOException {
            return LogisticScorer.read(file);
        }
    }

    /**
     * What more rows could teach in more rounds they teach by longer steps, which take no more time: from
     * {@value #FEW} rows on the step grows with the root of their number, to twice its length.
     */
    private record Trees() implements Family {
        private static final double STEP = 0.06;
        private static final double FEW = 5000;

        @Override
        public String name() {
            return "boosted-trees";
        }

        @Override
        public Scorer train(Sample sample, long seed, Clock clock) {
            Map<String, Object> p = new TreeMap<>();
            p.put("objective", "multi:softprob");
            p.put("tree_method", "hist");
            p.put("max_bin", 64);
            p.put("eta", STEP * Math.min(2, Math.max(1, Math.sqrt(sample.size() / FEW))));
            p.put("max_depth", 4);
            p.put("min_child_weight", 8);
            p.put("subsample", 0.7);
            p.put("colsample_bytree", 0.4);
            p.put("lambda", 5);
            p.put("nthread", 1);
            p.put("verbosity", 0);
            p.put("seed", seed);
            var trainer = new XGBoostClassificationTrainer(100, p);
            return scorer(onNewThread(() -> trainer.train(sample.dataset(now(clock)))), sample.x()[0].length);
        }

        /**
         * XGBoost notes for each thread, by the address of a model, what data it was made for. The note of a model that is
         * collected stays, for that happens on another thread, and the next one at its address would take it for its own: it
         * then refuses its data for having other columns. A new thread has no notes.
         */
        private static <T> T onNewThread(Callable<T> training) {
            FutureTask<T> task = new FutureTask<>(training);
            Thread thread = new Thread(task, "forewarn-trees");
            thread.setDaemon(true);
            thread.start();
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while training", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the trees could not be trained", e.getCause());
            }
        }

        @Override
        public Scorer read(Path file, int columns) throws IOException {
            return scorer(org.tribuo.Model.deserializeFromFile(file).castModel(Label.class), columns);
        }

        private static Scorer scorer(org.tribuo.Model<Label> model, int columns) {
            return new TreeScorer((XGBoostModel<Label>) model, columns);
        }
    }
}
