package io.forewarn.models.risk;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.ParameterAveraging;

/** The registry of model families that a risk model blends. Adding one is one entry here and one {@link Scorer}. */
final class Trainers {
    private Trainers() {}

    /** One family. */
    interface Family {
        String name();

        Scorer train(Sample sample, long seed, Clock clock);

        /** A scorer around a model that was saved. */
        Scorer restore(org.tribuo.Model<Label> model, int columns);
    }

    static List<Family> all() {
        return List.of(new Linear(), new Trees());
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

    private record Linear() implements Family {
        @Override
        public String name() {
            return "logistic-regression";
        }

        @Override
        public Scorer train(Sample sample, long seed, Clock clock) {
            int epochs = 8;
            var optimiser = new ParameterAveraging(new AdaGrad(0.05, 0.1));
            var trainer = new LinearSGDTrainer(new LogMulticlass(), optimiser, epochs, -1, 8, seed);
            return restore(trainer.train(sample.dataset(true, now(clock))), sample.x()[0].length);
        }

        @Override
        public Scorer restore(org.tribuo.Model<Label> model, int columns) {
            return new LinearScorer((LinearSGDModel) model, columns);
        }
    }

    private record Trees() implements Family {
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
            p.put("eta", 0.06);
            p.put("max_depth", 4);
            p.put("min_child_weight", 8);
            p.put("subsample", 0.7);
            p.put("colsample_bytree", 0.4);
            p.put("lambda", 5);
            p.put("nthread", 1);
            p.put("verbosity", 0);
            p.put("seed", seed);
            var trainer = new XGBoostClassificationTrainer(100, p);
            return restore(trainer.train(sample.dataset(false, now(clock))), sample.x()[0].length);
        }

        @Override
        public Scorer restore(org.tribuo.Model<Label> model, int columns) {
            return new TreeScorer((XGBoostModel<Label>) model, columns);
        }
    }
}
