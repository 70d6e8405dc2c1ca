package io.forewarn.server.work;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.IssueCorrection;
import io.forewarn.ingest.store.Lessons;
import io.forewarn.models.errors.Classification;
import io.forewarn.models.errors.ErrorClass;
import io.forewarn.models.errors.ErrorClassifier;
import io.forewarn.models.errors.ErrorClassifierTrainer;
import io.forewarn.models.errors.ErrorText;
import io.forewarn.models.errors.LabelledError;
import io.forewarn.models.errors.TrainingTexts;
import io.forewarn.models.evaluation.ClassMetrics;
import io.forewarn.models.registry.Metric;
import io.forewarn.models.registry.ModelCard;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskModelFiles;
import io.forewarn.models.risk.RiskTrainer;
import io.forewarn.models.risk.Timeline;
import io.forewarn.models.risk.TrainingRow;
import io.forewarn.server.wire.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Trains, judges and keeps models. */
public final class Learning {
    static final String RISK = "risk";
    static final String CLASSIFIER = "classifier";
    private static final List<String> KINDS = List.of(CLASSIFIER, RISK, Anomalies.KIND);

    /** Outcomes below which no risk model is trained. */
    static final int ENOUGH = 50;

    /**
     * From so many operations the risk model learns itself, the newest; older ones only feed the history. More would not
     * fit beside what a server holds: see the decision record on long histories.
     */
    static final int NEWEST = 50_000;

    private final Workbench bench;
    private final int newest;
    private final ReentrantLock training = new ReentrantLock();

    Learning(Workbench bench) {
        this(bench, NEWEST);
    }

    /** @param newest how many operations to learn from */
    Learning(Workbench bench, int newest) {
        this.bench = bench;
        this.newest = newest;
    }

    /** All operations, to learn from the newest of those whose outcome was known by a time. */
    StoredPast known(Instant now) {
        return new StoredPast(bench.store().operations().lessons(newest, new Lessons.By(now, KeptPast.MATURE)));
    }

    /** All operations, to judge by the newest of those with an outcome. */
    StoredPast ended() {
        return new StoredPast(bench.store().operations().lessons(newest, null));
    }

    /**
     * What became of one training.
     *
     * @param why null where it was trained
     * @param summary figures on what the model had not seen
     * @param learnedFrom what it was trained on, in words, where that is not all there is; otherwise null
     */
    public record Outcome(
            String kind,
            boolean trained,
            @Nullable String why,
            String version,
            long rows,
            String summary,
            @Nullable String learnedFrom) {
        /** One that was not trained. */
        static Outcome not(String kind, String why, long rows) {
            return new Outcome(kind, false, why, "", rows, "", null);
        }
    }

    /** All trainings. */
    public record Report(List<Outcome> models) {}

    /**
     * Trains models from what is stored and puts them into use.
     *
     * @param kinds none: all
     * @throws IllegalArgumentException where a kind is unknown
     */
    public Report train(List<String> kinds) throws IOException {
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException("unknown kind of model; use " + String.join(" or ", KINDS));
            }
        }
        return alone(() -> {
            List<Outcome> done = new ArrayList<>();
            for (String kind : kinds.isEmpty() ? KINDS : kinds) {
                done.add(
                        switch (kind) {
                            case RISK -> trainRisk();
                            case CLASSIFIER -> trainClassifier();
                            default -> bench.anomalies().train();
                        });
            }
            bench.reload();
            if (kinds.isEmpty() || kinds.contains(CLASSIFIER)) {
                bench.reviews().classifyAnew();
            }
            return new Report(done);
        });
    }

    /**
     * Looks for drift since the risk model was trained, trains a challenger where there is reason to, and puts it into use
     * where it is no worse on the newest operations.
     *
     * @param dryRun decides, but saves nothing and puts nothing into use
     */
    public Object learn(boolean dryRun) throws IOException {
        return alone(() -> {
            Relearning.Learned learned = new Relearning(bench, this).learn(dryRun);
            if (!dryRun && !learned.decision().equals("kept")) {
                bench.reload();
            }
            return learned;
        });
    }

    /** Work on models, which may fail with what reading and writing them fails with. */
    private interface Work<T> {
        T run() throws IOException;
    }

    /** Two trainings at once would overwrite each other's decisions. */
    private <T> T alone(Work<T> work) throws IOException {
        if (!training.tryLock()) {
            throw new IllegalArgumentException("a training is under way; try again when it has ended");
        }
        try {
            return work.run();
        } finally {
            training.unlock();
        }
    }

    private Outcome trainRisk() throws IOException {
        Instant now = bench.clock().instant();
        StoredPast past = known(now);
        List<TrainingRow> rows = rows(past, now);
        if (rows.size() < ENOUGH) {
            return Outcome.not(RISK, tooFew(past, rows.size()), rows.size());
        }
        return keep(new RiskTrainer(seed(), bench.clock()).train(rows), past, "");
    }

    /** What can be learned from the past at a time. */
    List<TrainingRow> rows(StoredPast past, Instant now) {
        Timeline timeline = Timeline.of(past, Timeline.Maturity.after(KeptPast.MATURE), now, bench.logMinutes());
        return timeline.known(now, timeline.operations().size());
    }

    /** Saves a risk model with its figures and puts it into use. */
    Outcome keep(RiskModel model, StoredPast past, String note) throws IOException {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        Evaluation.heldOut(ended(), seed(), bench.clock(), bench.logMinutes()).ifPresent(report -> {
            metrics.putAll(report.metrics().named());
            metrics.put("auc_above_ewma20", report.lead());
            if (report.intervals().groups() > 0) {
                metrics.put("interval_coverage", report.intervals().coverage());
            }
        });
        String share = past.share();
        ModelCard card = ModelCard.of(
                RISK,
                model.provenance().fingerprint(),
                seed(),
                model.provenance().rows(),
                model.provenance().from(),
                model.provenance().to(),
                model.provenance().versions(),
                metrics,
                "Risk of failure of an operation before it starts. The figures are those of the same recipe trained on the first"
                        + " 70 % by time and judged on the last 30 %; this model is trained on all"
                        + (share.isEmpty() ? "." : " of these: " + share + "; older ones are only part of its history.")
                        + (note.isEmpty() ? "" : " " + note));
        ModelRegistry.Entry saved = bench.registry().save(RISK, folder -> RiskModelFiles.write(model, folder), card);
        bench.registry().promote(RISK, saved.card().version());
        return outcome(saved.card(), share.isEmpty() ? null : share);
    }

    static String tooFew(StoredPast past, int known) {
        long told = past.lessons().told();
        return "only " + known + " operations with a known outcome are stored and 50 are needed; "
                + (told < 50
                        ? "forewarn import operations"
                        : told + " have an outcome that nobody dated and that counts as known only after "
                                + KeptPast.MATURE.toDays() + " days: import them with finished_at or known_at");
    }

    private Outcome trainClassifier() throws IOException {
        List<LabelledError> rows = new ArrayList<>(TrainingTexts.bundled());
        List<LabelledError> corrected = corrections();
        rows.addAll(corrected);
        ErrorClassifierTrainer.Trained trained =
                new ErrorClassifierTrainer(bench.patterns(), seed(), bench.clock()).train(rows);
        List<ClassMetrics.Case> cases = new ArrayList<>();
        for (int i = 0; i < trained.rows().size(); i++) {
            Classification answer = trained.answers().get(i);
            cases.add(new ClassMetrics.Case(trained.rows().get(i).label(), answer.errorClass(), answer.confidence()));
        }
        ClassMetrics judged = ClassMetrics.of(cases);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", Metric.of(judged.accuracy()));
        metrics.put("macro_f1", Metric.of(judged.macroF1()));
        metrics.put("ece", Metric.of(judged.ece()));
        Optional<ModelView> last = Optional.ofNullable(current(CLASSIFIER));
        if (!corrected.isEmpty()) {
            bench.trainedClassifier()
                    .ifPresent(before -> metrics.put("corrected_before", Metric.of(right(before, corrected))));
            metrics.put("corrected_after", Metric.of(right(trained.classifier(), corrected)));
            metrics.put("corrected_rows", Metric.of(corrected.size()));
            last.map(view -> view.metrics().get("accuracy"))
                    .ifPresent(accuracy -> metrics.put("accuracy_before", accuracy));
        }
        ModelCard card = ModelCard.of(
                CLASSIFIER,
                Evaluation.fingerprint(rows),
                seed(),
                rows.size(),
                Instant.EPOCH,
                bench.clock().instant(),
                Map.of("java", Runtime.version().toString()),
                metrics,
                "Class of an error text. The figures come from folds cut between systems: every answer is about a system whose"
                        + " messages the model of that fold had not seen.");
        ModelRegistry.Entry saved =
                bench.registry().save(CLASSIFIER, folder -> trained.classifier().save(folder), card);
        bench.registry().promote(CLASSIFIER, saved.card().version());
        return outcome(saved.card());
    }

    /** The share of texts that a classifier gives the class that people gave them. */
    private static double right(ErrorClassifier classifier, List<LabelledError> corrected) {
        return corrected.stream()
                        .filter(row ->
                                classifier.classify(row.error()).errorClass().equals(row.label()))
                        .count()
                / (double) corrected.size();
    }

    /** What people said about issues, as labelled examples; of two words on one issue the later counts. */
    private List<LabelledError> corrections() {
        Map<String, IssueCorrection> latest = new LinkedHashMap<>();
        bench.store().issues().corrections().forEach(correction -> latest.put(correction.issueId(), correction));
        List<String> known =
                bench.patterns().classes().stream().map(ErrorClass::id).toList();
        latest.values().removeIf(correction -> !known.contains(correction.errorClass()));
        List<LabelledError> rows = new ArrayList<>();
        for (IssueCorrection correction : latest.values()) {
            for (Event event : bench.store().issues().events(correction.issueId(), 3, 0)) {
                rows.add(new LabelledError(
                        new ErrorText(
                                event.message(),
                                event.severity(),
                                event.exceptionType(),
                                event.logger(),
                                event.frames()),
                        correction.errorClass(),
                        LabelledError.CORRECTIONS));
            }
        }
        return rows;
    }

    static Outcome outcome(ModelCard card) {
        return outcome(card, null);
    }

    private static Outcome outcome(ModelCard card, @Nullable String learnedFrom) {
        return new Outcome(
                card.kind(),
                true,
                null,
                card.kind() + "-" + card.version(),
                card.rows(),
                summary(card.metrics()),
                learnedFrom);
    }

    static String summary(Map<String, Metric> metrics) {
        List<String> parts = new ArrayList<>();
        metrics.forEach((name, m) -> {
            String label = switch (name) {
                case "auc" -> "AUC";
                case "auc_above_ewma20" -> "AUC above EWMA-20 by";
                case "average_precision" -> "AP";
                case "catch_at_10" -> "catch@10%";
                case "ece" -> "ECE";
                case "ece_by_chance" -> "by chance";
                case "interval_coverage" -> "intervals held";
                case "accuracy" -> "accuracy";
                case "macro_f1" -> "macro-F1";
                case "recall_2min" -> "bursts found within 2 minutes";
                case "precision" -> "precision";
                case "precision_with_failures" -> "with real failures";
                case "false_per_component_day" -> "false alarms a component-day";
                case "three_sigma_precision" -> "precision of 3-sigma";
                case "three_sigma_false_per_component_day" -> "its false alarms a component-day";
                default -> "";
            };
            if (!label.isEmpty()) {
                parts.add(label + " " + String.format(Locale.ROOT, "%.3f", m.value()));
            }
        });
        Metric after = metrics.get("corrected_after");
        if (after != null) {
            Metric before = metrics.get("corrected_before");
            Metric overall = metrics.get("accuracy_before");
            Metric rows = metrics.get("corrected_rows");
            parts.add(String.format(
                    Locale.ROOT,
                    "of what people corrected (n = %.0f) right %s before, %.3f now, having learned from it%s",
                    rows == null ? 0 : rows.value(),
                    before == null ? "none" : String.format(Locale.ROOT, "%.3f", before.value()),
                    after.value(),
                    overall == null ? "" : String.format(Locale.ROOT, "; accuracy %.3f before", overall.value())));
        }
        return String.join(", ", parts);
    }

    /** The current models on what they have not seen. */
    public Object evaluate() {
        return Evaluation.of(bench, ended());
    }

    /** One line of the registry. */
    public record ModelView(
            String kind,
            String version,
            boolean current,
            Instant trainedAt,
            long rows,
            String summary,
            Map<String, Metric> metrics,
            String notes) {}

    /** The registry. */
    public record ModelList(List<ModelView> models) {}

    public ModelList models() throws IOException {
        List<ModelView> views = new ArrayList<>();
        for (String kind : KINDS) {
            String current =
                    bench.registry().current(kind).map(e -> e.card().version()).orElse("");
            for (ModelCard card : bench.registry().list(kind)) {
                views.add(view(card, card.version().equals(current)));
            }
        }
        return new ModelList(views);
    }

    /** The current model of a kind; null where there is none. */
    @Nullable ModelView current(String kind) {
        try {
            return bench.registry().current(kind).map(e -> view(e.card(), true)).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelView view(ModelCard card, boolean current) {
        return new ModelView(
                card.kind(),
                card.kind() + "-" + card.version(),
                current,
                card.savedAt(),
                card.rows(),
                summary(card.metrics()),
                card.metrics(),
                card.notes());
    }

    /** The whole card. */
    public ModelCard model(String name) throws IOException {
        return bench.registry().show(kind(name), version(name)).card();
    }

    public ModelView promote(String name) throws IOException {
        ModelCard card = model(name);
        bench.registry().promote(card.kind(), card.version());
        bench.reload();
        return view(card, true);
    }

    public ModelView rollback(String kind) throws IOException {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("unknown kind of model; use " + String.join(" or ", KINDS));
        }
        ModelCard card;
        try {
            card = bench.registry().rollback(kind).card();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("there is no earlier " + kind + " model to go back to", e);
        }
        bench.reload();
        return view(card, true);
    }

    private static String kind(String name) {
        return Optional.of(name)
                .filter(n -> n.contains("-"))
                .map(n -> n.substring(0, n.indexOf('-')))
                .filter(KINDS::contains)
                .orElseThrow(() -> new NotFoundException("no model of that name; forewarn models lists them"));
    }

    private static String version(String name) {
        return name.substring(name.indexOf('-') + 1);
    }

    long seed() {
        return bench.configuration().integer("model.seed");
    }
}
