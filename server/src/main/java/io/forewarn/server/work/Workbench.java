package io.forewarn.server.work;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.scrub.DamagedKeyException;
import io.forewarn.ingest.scrub.PseudonymKey;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.errors.ErrorClassifier;
import io.forewarn.models.errors.Patterns;
import io.forewarn.models.registry.ModelRegistry;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskModelFiles;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.health.Slos;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.risk.RiskPredictor;
import io.forewarn.predictor.risk.TrackRecord;
import io.forewarn.predictor.suggest.Catalog;
import io.forewarn.predictor.suggest.LlmSettings;
import io.forewarn.predictor.suggest.MiniLm;
import io.forewarn.predictor.suggest.SimilarIssues;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The open home. Opens the database (one process at a time), the key and the current models, and keeps the track record
 * and the history of the risk model current while it is open. Safe for many threads.
 */
public final class Workbench implements AutoCloseable {
    private final Home home;
    private final Configuration configuration;
    private final Clock clock;
    private final Store store;
    private final ModelRegistry registry;
    private final Policy policy;
    private final UserClasses classes;
    private final Catalog catalog = Catalog.bundled();
    private final Ids ids = new Ids();
    private final Imports imports = new Imports(this);
    private final Predictions predictions;
    private final Reviews reviews = new Reviews(this);
    private final IssueRuling ruling = new IssueRuling(this);
    private final Learning learning = new Learning(this);
    private final Housekeeping housekeeping = new Housekeeping(this);
    private final Keys keys = new Keys(this);
    private final Exporting exporting = new Exporting(this);
    private final Anomalies anomalies = new Anomalies(this);
    private final Background background = new Background();
    private final SimilarIssues similarIssues;
    private final Insights insights;

    private volatile Pseudonyms pseudonyms;
    private volatile Scrubber scrubber;
    private volatile TrackRecord record = new TrackRecord();
    private final LogMinutes logMinutes;
    private volatile Models models = Models.none();
    private final KeptPast past;
    private final Keeping keeping = new Keeping();
    private boolean closed;

    private Workbench(
            Home home,
            Configuration configuration,
            Clock clock,
            Store store,
            Pseudonyms pseudonyms,
            Scrubber scrubber,
            ModelRegistry registry,
            Policy policy) {
        this.home = home;
        this.configuration = configuration;
        this.clock = clock;
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.scrubber = scrubber;
        this.registry = registry;
        this.policy = policy;
        this.logMinutes = new LogMinutes(store);
        this.past = new KeptPast(home, store, clock, KeptPast.LONG);
        this.classes = new UserClasses(home.config());
        this.similarIssues = new SimilarIssues(store, new MiniLm(home.nativeCode()), background);
        this.predictions = new Predictions(
                this, new Holdout(configuration.number("predict.holdout") / 100, configuration.integer("model.seed")));
        this.insights = new Insights(this, Slos.from(configuration.slo()));
    }

    /**
     * Opens a home, made where it is missing.
     *
     * @throws IllegalArgumentException where the home, its key or its configuration is not usable, with how to mend
     * @throws io.forewarn.ingest.store.StoreInUseException where another process has it open
     */
    public static Workbench open(Home home, Configuration configuration, Clock clock) {
        return open(home, configuration, clock, Store::open);
    }

    /** The same for a command that does one thing: see {@link Store#openForOne}. */
    public static Workbench openForOne(Home home, Configuration configuration, Clock clock) {
        return open(home, configuration, clock, Store::openForOne);
    }

    private static Workbench open(Home home, Configuration configuration, Clock clock, Function<Path, Store> opening) {
        home.ensure();
        Policy policy = Policy.from(configuration.policy());
        try {
            ModelRegistry registry = ModelRegistry.open(home.models(), clock);
            Store store = opening.apply(home.database());
            try {
                Pseudonyms pseudonyms = PseudonymKey.openOrCreate(home.key(), nextEpoch(store));
                store.keys().use(pseudonyms.epoch(), pseudonyms.fingerprint(), clock.instant());
                Scrubber scrubber =
                        Scrubber.of(pseudonyms, configuration.rules().scrub());
                store.operations().keyDeliveries(old -> DeliveryEvents.key(pseudonyms, old));
                Workbench bench =
                        new Workbench(home, configuration, clock, store, pseudonyms, scrubber, registry, policy);
                bench.reload();
                return bench;
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (DamagedKeyException e) {
            throw new IllegalArgumentException(e.advice(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Epoch of a key that is made now: the one after the last that made tokens of this database. */
    private static int nextEpoch(Store store) {
        return store.keys().list().stream()
                        .mapToInt(k -> Integer.parseInt(k.epoch().substring(1)))
                        .max()
                        .orElse(0)
                + 1;
    }

    /** From now on tokens are made under another key. */
    void adopt(Pseudonyms fresh) {
        store.keys().use(fresh.epoch(), fresh.fingerprint(), clock.instant());
        pseudonyms = fresh;
        scrubber = Scrubber.of(fresh, configuration.rules().scrub());
    }

    /** Reads track record and models anew: after an import, a training or a promotion. */
    synchronized void reload() {
        Models.Loaded loaded = Models.load(registry, store, past, models);
        TrackRecord fresh = loaded.record();
        models = loaded.models();
        keeping.loaded(loaded.since(), loaded.observed(), clock.instant());
        logMinutes.changed();
        models.logs(logMinutes);
        store.repairs().all().forEach(fresh::learn);
        record = fresh;
        anomalies.reload();
    }

    /** An operation that begins: the next ones see it as pending. */
    synchronized void begin(Operation operation) {
        models.begin(operation);
        changed();
    }

    private void changed() {
        if (keeping.changed(clock.instant())) {
            background.execute(() -> models.calibrated().ifPresent(now -> {
                if (past.advance(now)) {
                    keeping.kept(now.experience().calibration().observed());
                }
            }));
        }
    }

    /** An outcome that became known. */
    synchronized void learn(Operation operation) {
        record.learn(operation);
        models.learn(operation, store, clock.instant());
        changed();
    }

    /** Answers what is asked of the current models. */
    RiskPredictor predictor() {
        return new RiskPredictor(record, models.scorer(), policy, catalog, ids::prediction);
    }

    /** A version of the risk model, current or not, as predictions name it. */
    RiskModel riskModel(String version) throws IOException {
        String number = version.startsWith("risk-") ? version.substring("risk-".length()) : version;
        return RiskModelFiles.read(registry.show("risk", number).folder());
    }

    SimilarIssues similarIssues() {
        return similarIssues;
    }

    ErrorClasses errorClasses() {
        return models.errorClasses(classes.patterns());
    }

    /** The trained classifier itself. */
    ErrorClassifier classifier() {
        return models.classifier()
                .map(trained -> trained.with(classes.patterns()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no error classifier is trained yet; run: forewarn train classifier"));
    }

    /** The classifier in use, if one is trained. */
    Optional<ErrorClassifier> trainedClassifier() {
        return models.classifier().map(trained -> trained.with(classes.patterns()));
    }

    /** Our error classes and patterns with the user's, as configured at this moment. */
    public Patterns patterns() {
        return classes.patterns();
    }

    /** What is wrong with the user's classes in the configuration; empty where nothing is. */
    public String classesFault() {
        return classes.fault();
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

    /** An operation by its id as the caller knows it, which may have been scrubbed before it was kept. */
    Optional<Operation> operation(String id) {
        Optional<Operation> known = store.operations().lookUp(id);
        return known.isPresent() ? known : store.operations().lookUp(scrubber.scrubField(id, new Redactions()));
    }

    Pseudonyms pseudonyms() {
        return pseudonyms;
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

    /** Operations that are running. */
    public InFlightAnswers inFlight() {
        return new InFlightAnswers(this);
    }

    /** Events of delivery tools. */
    public DeliveryEvents deliveryEvents() {
        return new DeliveryEvents(this);
    }

    /** The question as other tools ask it. */
    public Gates gates() {
        return new Gates(this);
    }

    public Reviews reviews() {
        return reviews;
    }

    public IssueRuling ruling() {
        return ruling;
    }

    public Learning learning() {
        return learning;
    }

    public Housekeeping housekeeping() {
        return housekeeping;
    }

    public Keys keys() {
        return keys;
    }

    public Exporting exporting() {
        return exporting;
    }

    /** Whether everything is in order here. */
    public Doctor.Findings examine() {
        return new Doctor(home, clock, file -> true).examine(store, classes.fault());
    }

    /** What the gate would have caught, and what it prevented. */
    public Object gateReport() {
        return GateReport.of(this);
    }

    /** What the logs said, by component and minute. */
    LogMinutes logMinutes() {
        return logMinutes;
    }

    Anomalies anomalies() {
        return anomalies;
    }

    public Insights insights() {
        return insights;
    }

    /** From now on what no answer needs to wait for is done in the background: a server begins. */
    public void serve() {
        background.begin();
    }

    /** Keeps what was learned for the next start. */
    private void keep() {
        KeptPast.Calibrated now = models.calibrated().orElse(null);
        if (now == null || (keeping.many() && past.advance(now))) {
            return;
        }
        if (keeping.calibrationChanged(now.experience().calibration().observed())) {
            past.keepCalibration(now);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            background.close();
            keep();
        }
        store.close();
    }
}
