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
import io.forewarn.models.risk.Replay;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskModelFiles;
import io.forewarn.models.risk.Snapshot;
import io.forewarn.models.risk.Timeline;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.risk.ModelScorer;
import io.forewarn.predictor.risk.RecordFile;
import io.forewarn.predictor.risk.RiskScorer;
import io.forewarn.predictor.risk.TrackRecord;
import io.forewarn.server.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models in use, with the history that the risk model looks at. */
final class Models {
    private static final Logger log = LoggerFactory.getLogger(Models.class);

    /** After so long an operation whose outcome nobody dated counts as known. */
    static final Duration MATURE = Duration.ofDays(90);

    /** A history of fewer outcomes is replayed as fast as it is read. */
    private static final long LONG = 10_000;

    private final @Nullable RiskModel risk;
    private final String riskVersion;
    private final Past past;
    private final History history;
    private final Experience experience;
    private final @Nullable ErrorClassifier classifier;

    private Models(
            @Nullable RiskModel risk,
            String riskVersion,
            Past past,
            Experience experience,
            @Nullable ErrorClassifier classifier) {
        this.risk = risk;
        this.riskVersion = riskVersion;
        this.past = past;
        this.history = past.history;
        this.experience = experience;
        this.classifier = classifier;
    }

    static Models none() {
        return new Models(null, "none", Past.none(), Experience.none(), null);
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
     * The history of the risk model.
     *
     * @param whole whether it is all that the store holds, with no outcome still to mature
     * @param operations fingerprint of what it was read for; null where it was replayed
     */
    private record Past(
            History history, boolean whole, @Nullable String operations) {
        static Past none() {
            return new Past(new History(), false, null);
        }
    }

    /** Models, and what people are told of the past. */
    record Loaded(Models models, TrackRecord record) {}

    /**
     * Reads the current versions, and the history as it was kept or, where the store holds something else by now, by a
     * replay of what it holds.
     *
     * @param before those in use until now: while the model stays, so does what its predictions came to
     */
    static Loaded load(ModelRegistry registry, Store store, Clock clock, Home home, Models before) {
        try {
            Optional<ModelRegistry.Entry> kept = registry.current("risk");
            RiskModel risk = kept.flatMap(Models::read).orElse(null);
            Optional<ModelRegistry.Entry> errors = registry.current("classifier");
            ErrorClassifier classifier =
                    errors.isPresent() ? ErrorClassifier.load(errors.get().folder()) : null;
            TrackRecord record = new TrackRecord();
            if (risk == null) {
                store.operations().eachInOrder(record::learn);
                return new Loaded(new Models(null, "none", Past.none(), Experience.none(), classifier), record);
            }
            String version = kept.map(e -> "risk-" + e.card().version()).orElse("none");
            Optional<Snapshot> saved = saved(home.snapshot(), store);
            Experience experience = before.riskVersion.equals(version)
                    ? before.experience
                    : saved.filter(s -> s.model().equals(version))
                            .map(s -> new Experience(s.calibration(), s.until()))
                            .orElseGet(() -> new Experience(risk.recalibrator(), null));
            experience.catchUp(store, risk, version);
            History history = saved.map(Snapshot::history).orElse(null);
            Past past;
            if (history == null) {
                past = replay(store, clock, record::learn);
            } else {
                String operations = saved.orElseThrow().operations();
                Optional<TrackRecord> told = told(home.trackRecord(), operations);
                if (told.isEmpty()) {
                    store.operations().eachInOrder(record::learn);
                }
                record = told.orElse(record);
                past = new Past(history, true, told.isEmpty() ? null : operations);
            }
            return new Loaded(new Models(risk, version, past, experience, classifier), record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Snapshot> saved(Path file, Store store) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Snapshot.read(file, store.operations().fingerprint()));
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "{} cannot be used ({}); the history is worked out anew",
                    file,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Optional<TrackRecord> told(Path file, String operations) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordFile.read(file, operations));
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "{} cannot be used ({}); the track record is read from the operations",
                    file,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Past replay(Store store, Clock clock, Consumer<Operation> also) {
        Replay replay = new Replay(Timeline.Maturity.after(MATURE));
        store.operations().eachInOrder(operation -> {
            replay.tell(operation);
            also.accept(operation);
        });
        History history = replay.until(clock.instant());
        return new Past(history, replay.waiting() == 0, null);
    }

    /** Keeps what was learned for the next start, where working it out anew would take longer. */
    void keep(Home home, Store store, TrackRecord record) {
        boolean wanted = past.whole && history.learned() >= LONG;
        if (risk == null || !(wanted || experience.calibration().observed() > 0)) {
            return;
        }
        Path file = home.snapshot();
        try {
            String operations = store.operations().fingerprint();
            if (!operations.equals(past.operations)) {
                if (wanted) {
                    RecordFile.write(record, operations, home.trackRecord());
                }
                new Snapshot(
                                operations,
                                riskVersion,
                                experience.calibration(),
                                experience.until(),
                                wanted ? history : null)
                        .write(file);
            }
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "{} could not be written ({}); the next start will take longer",
                    file,
                    e.getClass().getSimpleName());
        }
    }

    void begin(Operation operation) {
        history.begin(operation);
    }

    void learn(Operation operation, Store store, Instant now) {
        Outcome outcome = operation.outcome().orElse(Outcome.CANCELLED);
        if (risk != null && outcome != Outcome.CANCELLED) {
            experience.learn(store, risk, riskVersion, operation.id());
        }
        history.learn(operation, outcome, now);
    }

    /** Null where no risk model is trained. */
    @Nullable
    RiskScorer scorer() {
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
