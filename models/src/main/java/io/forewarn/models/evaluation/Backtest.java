package io.forewarn.models.evaluation;

import io.forewarn.features.LogContext;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.models.risk.Past;
import io.forewarn.models.risk.Recalibrator;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskTrainer;
import io.forewarn.models.risk.Score;
import io.forewarn.models.risk.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Predicts past operations from what was known when each began, and scores the predictions. */
public final class Backtest {
    /** Every fourth retraining weighs the families anew; the others keep the weights. */
    private static final int CHOOSE_EVERY = 4;

    private final Settings settings;
    private final Clock clock;
    private final LogContext logs;

    /** How to train over time. */
    public enum Mode {
        /** Train once, on everything before the scored part, with its outcomes as they ended. */
        SPLIT,
        /** Train again and again, each time on the outcomes known by then. */
        REPLAY
    }

    /**
     * How to run.
     *
     * @param mode how to train over time
     * @param scoreFrom share of the scored operations that comes before the scored part, 0 to 1
     * @param matureAfter when an operation without a stated time counts as known
     * @param retrains how often to train over the scored part; at least 1, and 1 in a split
     * @param seed of trainers and intervals
     */
    public record Settings(Mode mode, double scoreFrom, Duration matureAfter, int retrains, long seed) {
        public Settings {
            if (!(scoreFrom > 0 && scoreFrom < 1)) {
                throw new IllegalArgumentException("score from a share between 0 and 1, e.g. 0.7");
            }
            if (retrains < 1) {
                throw new IllegalArgumentException("at least one training is needed");
            }
        }

        /**
         * The same with a training after so many scored operations, whatever their number.
         *
         * @param every operations, at least 1
         */
        public Settings retrainEvery(int every, int scored) {
            if (every < 1) {
                throw new IllegalArgumentException("retrain every so many operations, at least 1");
            }
            int part = scored - (int) Math.floor(scoreFrom * scored);
            return new Settings(mode, scoreFrom, matureAfter, Math.max(1, (part + every - 1) / every), seed);
        }

        /** The first 70 % train once, the last 30 % are scored. */
        public static Settings split() {
            return new Settings(Mode.SPLIT, 0.7, Duration.ofDays(90), 1, 1);
        }

        /** Twenty trainings over the last 30 %, outcomes without a time known after 90 days. */
        public static Settings replay() {
            return new Settings(Mode.REPLAY, 0.7, Duration.ofDays(90), 20, 1);
        }
    }

    /**
     * What came of it.
     *
     * @param settings used
     * @param predictions of the scored part, in time order
     * @param model the last one trained
     * @param explained rows that the last model's feature effects are measured on
     */
    public record Result(
            Settings settings,
            List<Prediction> predictions,
            RiskModel model,
            List<io.forewarn.features.FeatureRow> explained) {
        public Result {
            predictions = List.copyOf(predictions);
            explained = List.copyOf(explained);
        }
    }

    public Backtest(Settings settings, Clock clock) {
        this(settings, clock, LogContext.NONE);
    }

    /** @param logs of the components of the operations */
    public Backtest(Settings settings, Clock clock, LogContext logs) {
        this.settings = settings;
        this.clock = clock;
        this.logs = logs;
    }

    /**
     * Runs over operations in any order.
     *
     * @throws IllegalArgumentException where fewer than 20 operations have an outcome to score
     */
    public Result run(List<Operation> operations) {
        return run(Past.of(operations));
    }

    /**
     * Runs over those operations of a past that are learned from; the others feed the history.
     *
     * @throws IllegalArgumentException where fewer than 20 operations have an outcome to score
     */
    public Result run(Past past) {
        List<Instant> starts = past.starts();
        if (starts.size() < 20) {
            throw new IllegalArgumentException(
                    "at least 20 operations with an outcome are needed; there are " + starts.size());
        }
        int first = (int) Math.floor(settings.scoreFrom() * starts.size());
        Timeline timeline = Timeline.of(past, maturity(past, starts.get(first)), null, logs);
        List<Integer> test =
                IntStream.range(first, timeline.operations().size()).boxed().toList();
        return new Run(timeline, test).go();
    }

    private Timeline.Maturity maturity(Past past, Instant start) {
        if (settings.mode() == Mode.REPLAY) {
            return Timeline.Maturity.after(settings.matureAfter());
        }
        // What waits for its outcome is held in memory, and there may be a million before the first that is learned
        // from.
        return past.leftOut() == 0
                ? Timeline.Maturity.at(start)
                : Timeline.Maturity.at(start, past.starts().get(0), settings.matureAfter());
    }

    /** Whether an operation has an outcome that is scored; the others only feed the history. */
    public static boolean scorable(Operation op) {
        return Past.teaches(op);
    }

    /** One pass over the scored part. */
    private final class Run {
        private final Timeline timeline;
        private final List<Integer> test;
        private final List<Prediction> predictions = new ArrayList<>();
        private final List<Score> scores = new ArrayList<>();
        private Recalibrator recalibrator = new Recalibrator();
        private final PriorityQueue<Integer> due;
        private Instant present = Instant.MIN;
        private Timeline.Doubt doubts;

        Run(Timeline timeline, List<Integer> test) {
            this.timeline = timeline;
            this.test = test;
            this.doubts = timeline.doubt(Instant.MIN);
            this.due = new PriorityQueue<>(Comparator.comparing((Integer k) -> timeline.firstKnown(test.get(k)))
                    .thenComparingInt(k -> k));
        }

        Result go() {
            RiskTrainer trainer = new RiskTrainer(settings.seed(), clock);
            int parts = settings.mode() == Mode.SPLIT ? 1 : Math.min(settings.retrains(), test.size());
            RiskModel model = null;
            for (int part = 0; part < parts; part++) {
                int low = (int) ((long) test.size() * part / parts);
                int high = (int) ((long) test.size() * (part + 1) / parts);
                Instant now = timeline.operations().get(test.get(low)).at();
                var known = timeline.known(now, test.get(low));
                model = model == null || part % CHOOSE_EVERY == 0
                        ? trainer.train(known)
                        : trainer.refresh(model, known);
                if (part == 0) {
                    recalibrator = model.recalibrator();
                }
                predict(model, low, high);
            }
            RiskModel last = java.util.Objects.requireNonNull(model, "at least one part");
            int step = Math.max(1, test.size() / 300);
            List<io.forewarn.features.FeatureRow> explained = new ArrayList<>();
            for (int k = 0; k < test.size(); k += step) {
                explained.add(timeline.row(test.get(k)));
            }
            return new Result(settings, predictions, last, explained);
        }

        private void predict(RiskModel model, int low, int high) {
            var rows = test.subList(low, high).stream().map(timeline::row).toList();
            scores.addAll(model.scores(rows));
            doubts = timeline.doubt(timeline.operations().get(test.get(low)).at());
            for (int k = low; k < high; k++) {
                Operation op = timeline.operations().get(test.get(k));
                while (!due.isEmpty()
                        && !timeline.firstKnown(test.get(due.element())).isAfter(op.at())) {
                    int known = due.remove();
                    present = op.at();
                    recalibrator.observe(
                            scores.get(known),
                            () -> timeline.failure(test.get(known), present, doubts),
                            predictions.get(known).interval());
                }
                predictions.add(prediction(op, test.get(k), scores.get(k)));
                due.add(k);
            }
        }

        private Prediction prediction(Operation op, int i, Score score) {
            double risk = recalibrator.risk(score);
            var row = timeline.row(i);
            double ewma = 1 / (1 + Math.exp(-row.value("ewma.20")));
            double base = 1 / (1 + Math.exp(-row.value("all.rate.180d")));
            return new Prediction(
                    op,
                    risk,
                    recalibrator.interval(score, risk),
                    op.outcome().filter(o -> o == Outcome.FAILED).isPresent(),
                    Math.max(0, Math.min(1, (ewma - 0.02) / 0.96)),
                    (row.value("last.1") + 1) / 2,
                    base);
        }
    }
}
