package io.forewarn.server.work;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.scrub.PseudonymKey;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.errors.ErrorClassifier;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.health.Slos;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.risk.RiskPredictor;
import io.forewarn.predictor.risk.TrackRecord;
import io.forewarn.predictor.suggest.Catalog;
import io.forewarn.predictor.suggest.LlmSettings;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The open home. Opens the database (one process at a time), the key and the current models, and keeps the track record
 * and the history of the risk model current while it is open. Safe for many threads.
 */
public final class Workbench implements AutoCloseable {
    private final Home home;
    private final Configuration configuration;
    private final Clock clock;
    private final Store store;
    private final Pseudonyms pseudonyms;
    private final Scrubber scrubber;
    private final ModelRegistry registry;
    private final Policy policy;
    private final Catalog catalog = Catalog.bundled();
    private final Ids ids = new Ids();
    private final Imports imports = new Imports(this);
    private final Predictions predictions = new Predictions(this);
    private final Reviews reviews = new Reviews(this);
    private final Learning learning = new Learning(this);
    private final Doctor doctor = new Doctor(this);
    private final Anomalies anomalies = new Anomalies(this);
    private final Insights insights;

    private volatile TrackRecord record = new TrackRecord();
    private volatile Models models = Models.none();

    private Workbench(
            Home home,
            Configuration configuration,
            Clock clock,
            Store store,
            Pseudonyms pseudonyms,
            Scrubber scrubber,
            ModelRegistry registry,
            Policy policy,
            Slos slos) {
        this.home = home;
        this.configuration = configuration;
        this.clock = clock;
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.scrubber = scrubber;
        this.registry = registry;
        this.policy = policy;
        this.insights = new Insights(this, slos);
    }

    /**
     * Opens a home, made where it is missing.
     *
     * @throws IllegalArgumentException where the home, its key or its configuration is not usable, with how to mend
     * @throws io.forewarn.ingest.store.StoreInUseException where another process has it open
     */
    public static Workbench open(Home home, Configuration configuration, Clock clock) {
        home.ensure();
        Policy policy = Policy.from(configuration.policy());
        Slos slos = Slos.from(configuration.slo());
        try {
            Pseudonyms pseudonyms = PseudonymKey.openOrCreate(home.key());
            Scrubber scrubber = Scrubber.of(pseudonyms);
            ModelRegistry registry = ModelRegistry.open(home.models(), clock);
            Store store = Store.open(home.database());
            Workbench bench =
                    new Workbench(home, configuration, clock, store, pseudonyms, scrubber, registry, policy, slos);
            try {
                bench.reload();
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
            return bench;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads track record and models anew: after an import, a training or a promotion. */
    synchronized void reload() {
        record = TrackRecord.of(store);
        models = Models.load(registry, store, clock);
        anomalies.reload();
    }

    /** An operation that begins: the next ones see it as pending. */
    synchronized void begin(Operation operation) {
        models.begin(operation);
    }

    /** An outcome that became known. */
    synchronized void learn(Operation operation) {
        record.learn(operation);
        models.learn(operation, clock.instant());
    }

    /** Answers what is asked of the current models. */
    RiskPredictor predictor() {
        return new RiskPredictor(record, models.scorer(), policy, catalog, ids::prediction);
    }

    ErrorClasses errorClasses() {
        return models.errorClasses();
    }

    /** The trained classifier itself. */
    ErrorClassifier classifier() {
        return models.classifier()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no error classifier is trained yet; run: forewarn train classifier"));
    }

    Optional<LlmSettings> llm() {
        String url = configuration.text("llm.base-url");
        String key = configuration.text("llm.api-key");
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new LlmSettings(
                        url, configuration.text("llm.model"), key.isBlank() ? null : key, Duration.ofSeconds(30)));
    }

    /** Text without secrets and personal data, fit to be shown or kept. */
    public String scrub(String text) {
        return scrubber.scrub(text, new Redactions());
    }

    /** A name that cannot be traced to the person without the key. */
    String pseudonym(String person) {
        return person.startsWith("<actor:") ? scrub(person) : pseudonyms.token("actor", person);
    }

    public Home home() {
        return home;
    }

    public Configuration configuration() {
        return configuration;
    }

    public Clock clock() {
        return clock;
    }

    public Store store() {
        return store;
    }

    public Scrubber scrubber() {
        return scrubber;
    }

    ModelRegistry registry() {
        return registry;
    }

    Catalog catalog() {
        return catalog;
    }

    Ids ids() {
        return ids;
    }

    public Imports imports() {
        return imports;
    }

    public Predictions predictions() {
        return predictions;
    }

    public Reviews reviews() {
        return reviews;
    }

    public Learning learning() {
        return learning;
    }

    public Doctor doctor() {
        return doctor;
    }

    Anomalies anomalies() {
        return anomalies;
    }

    public Insights insights() {
        return insights;
    }

    @Override
    public void close() {
        store.close();
    }
}
