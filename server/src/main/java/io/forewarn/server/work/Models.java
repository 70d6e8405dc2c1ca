package io.forewarn.server.work;

import io.forewarn.features.History;
import io.forewarn.features.LogContext;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.errors.Classification;
import io.forewarn.models.errors.ErrorClassifier;
import io.forewarn.models.errors.ErrorText;
import io.forewarn.models.errors.Patterns;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskModelFiles;
import io.forewarn.models.risk.Snapshot;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.risk.ModelScorer;
import io.forewarn.predictor.risk.RiskScorer;
import io.forewarn.predictor.risk.TrackRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models in use, with the history that the risk model looks at. */
final class Models {
    private static final Logger log = LoggerFactory.getLogger(Models.class);

    private final @Nullable RiskModel risk;
    private final String riskVersion;
    private final History history;
    private final Experience experience;
    private final @Nullable ErrorClassifier classifier;

    private Models(
            @Nullable RiskModel risk,
            String riskVersion,
            History history,
            Experience experience,
            @Nullable ErrorClassifier classifier) {
        this.risk = risk;
        this.riskVersion = riskVersion;
        this.history = history;
        this.experience = experience;
        this.classifier = classifier;
    }

    static Models none() {
        return new Models(null, "none", new History(), Experience.none(), null);
    }

    /** A saved risk model; empty where another version of Forewarn wrote it, so that the home stays usable. */
    static Optional<RiskModel> read(ModelRegistry.Entry entry) {
        try {
            return Optional.of(RiskModelFiles.read(entry.folder()));
        } catch (IOException e) {
            log.warn(
                    "risk model {} cannot be read; train anew with: forewarn train risk",
                    entry.card().version());
            return Optional.empty();
        }
    }

    /**
     * Models, and what people are told of the past.
     *
     * @param since how many operations came after what is kept of it; negative where nothing is
     * @param observed how many outcomes the calibration that is kept has seen
     */
    record Loaded(Models models, TrackRecord record, long since, long observed) {}

    /**
     * Reads the current versions, and brings what was kept of the past up to the present.
     *
     * @param before those in use until now: while the model stays, so does what its predictions came to
     */
    static Loaded load(ModelRegistry registry, Store store, KeptPast kept, Models before) {
        try {
            Optional<ModelRegistry.Entry> current = registry.current("risk");
            RiskModel risk = current.flatMap(Models::read).orElse(null);
            Optional<ModelRegistry.Entry> errors = registry.current("classifier");
            ErrorClassifier classifier =
                    errors.isPresent() ? ErrorClassifier.load(errors.get().folder()) : null;
            if (risk == null) {
                TrackRecord record = new TrackRecord();
                store.operations().eachInOrder(record::learn);
                return new Loaded(
                        new Models(null, "none", new History(), Experience.none(), classifier), record, -1, 0);
            }
            String version = current.map(e -> "risk-" + e.card().version()).orElse("none");
            Optional<Snapshot> saved = kept.saved();
            Experience experience = before.riskVersion.equals(version)
                    ? before.experience
                    : saved.filter(s -> s.model().equals(version))
                            .map(s -> new Experience(s.calibration(), s.until()))
                            .orElseGet(() -> new Experience(risk.recalibrator(), null));
            long observed = saved.filter(s -> s.model().equals(version))
                    .map(s -> s.calibration().observed())
                    .orElse(0L);
            experience.catchUp(store, risk, version);
            KeptPast.Now past = kept.load(saved.orElse(null), new KeptPast.Calibrated(version, experience));
            return new Loaded(
                    new Models(risk, version, past.history(), experience, classifier),
                    past.record(),
                    past.since(),
                    past.written() ? experience.calibration().observed() : observed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the predictions of the model in use came to; empty where there is none. */
    Optional<KeptPast.Calibrated> calibrated() {
        return risk == null ? Optional.empty() : Optional.of(new KeptPast.Calibrated(riskVersion, experience));
    }

    /** Looks at these logs when asked about an operation. */
    void logs(LogContext logs) {
        history.logs(logs);
    }

    void begin(Operation operation) {
        history.begin(operation);
    }

    void learn(Operation operation, Store store, Instant now) {
        Outcome outcome = operation.outcome().orElse(Outcome.CANCELLED);
        if (risk != null && outcome != Outcome.CANCELLED) {
            experience.learn(store, risk, riskVersion, operation);
        }
        history.learn(operation, outcome, now);
    }

    /** Null where no risk model is trained. */
    @Nullable RiskScorer scorer() {
        return risk == null ? null : new ModelScorer(risk, history, experience.calibration(), riskVersion);
    }

    Optional<ErrorClassifier> classifier() {
        return Optional.ofNullable(classifier);
    }

    ErrorClasses errorClasses(Patterns patterns) {
        ErrorClassifier own = classifier;
        if (own == null) {
            return ErrorClasses.untrained();
        }
        ErrorClassifier trained = own.with(patterns);
        return sample -> {
            Classification c = trained.classify(new ErrorText(
                    sample.text(), sample.severity(), sample.exceptionType(), sample.logger(), sample.frames()));
            return new ErrorClasses.Label(c.errorClass(), c.confidence(), c.transience(), c.because());
        };
    }
}
