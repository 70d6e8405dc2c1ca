package io.forewarn.server.work;

import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.errors.Classification;
import io.forewarn.models.errors.ErrorClassifier;
import io.forewarn.models.errors.ErrorText;
import io.forewarn.models.errors.Patterns;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.models.risk.Recalibrator;
import io.forewarn.models.risk.Replay;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskModelFiles;
import io.forewarn.models.risk.Timeline;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.risk.ModelScorer;
import io.forewarn.predictor.risk.RiskScorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models in use, with the history that the risk model looks at. */
final class Models {
    private static final Logger log = LoggerFactory.getLogger(Models.class);

    /** After so long an operation whose outcome nobody dated counts as known. */
    static final Duration MATURE = Duration.ofDays(90);

    private final @Nullable RiskModel risk;
    private final String riskVersion;
    private final History history;
    private final Recalibrator recalibrator;
    private final @Nullable ErrorClassifier classifier;

    private Models(
            @Nullable RiskModel risk,
            String riskVersion,
            History history,
            Recalibrator recalibrator,
            @Nullable ErrorClassifier classifier) {
        this.risk = risk;
        this.riskVersion = riskVersion;
        this.history = history;
        this.recalibrator = recalibrator;
        this.classifier = classifier;
    }

    static Models none() {
        return new Models(null, "none", new History(), new Recalibrator(), null);
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

    /** Reads the current versions and replays what the store holds. */
    static Models load(ModelRegistry registry, Store store, Clock clock) {
        try {
            Optional<ModelRegistry.Entry> kept = registry.current("risk");
            RiskModel risk = kept.flatMap(Models::read).orElse(null);
            Optional<ModelRegistry.Entry> errors = registry.current("classifier");
            ErrorClassifier classifier =
                    errors.isPresent() ? ErrorClassifier.load(errors.get().folder()) : null;
            History history = risk == null ? new History() : replay(store, clock);
            return new Models(
                    risk,
                    risk == null
                            ? "none"
                            : kept.map(e -> "risk-" + e.card().version()).orElse("none"),
                    history,
                    risk == null ? new Recalibrator() : risk.recalibrator(),
                    classifier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static History replay(Store store, Clock clock) {
        Replay replay = new Replay(Timeline.Maturity.after(MATURE));
        store.operations().eachInOrder(replay::tell);
        return replay.until(clock.instant());
    }

    void begin(Operation operation) {
        history.begin(operation);
    }

    void learn(Operation operation, Instant now) {
        Outcome outcome = operation.outcome().orElse(Outcome.CANCELLED);
        if (risk != null && outcome != Outcome.CANCELLED && !risk.abstains()) {
            recalibrator.observe(risk.scores(List.of(history.row(operation))).get(0), outcome == Outcome.FAILED);
        }
        history.learn(operation, outcome, now);
    }

    /** Null where no risk model is trained. */
    @Nullable RiskScorer scorer() {
        return risk == null ? null : new ModelScorer(risk, history, recalibrator, riskVersion);
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
