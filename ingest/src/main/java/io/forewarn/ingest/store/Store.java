package io.forewarn.ingest.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The database file, opened: one object a process, safe for many threads. Each accessor gives the same small object
 * every time. Everything handed in must have been scrubbed.
 */
public final class Store implements AutoCloseable {
    private final Path file;
    private final boolean holder;
    private final Database database;
    private final PredictionJournal journal;
    private final EventStore events;
    private final IssueStore issues;
    private final IssueRuleStore issueRules;
    private final IssueVectorStore issueVectors;
    private final OperationStore operations;
    private final RepairStore repairs;
    private final PredictionStore predictions;
    private final SuggestionStore suggestions;
    private final ImportLedger imports;
    private final TemplateStore templates;
    private final Rates rates;

    private Store(Path file, Database database, boolean holder) {
        this.file = file;
        this.holder = holder;
        this.database = database;
        this.journal = new PredictionJournal(database, Opening.journal(file));
        this.events = new EventStore(database);
        this.issues = new IssueStore(database);
        this.issueRules = new IssueRuleStore(database);
        this.issueVectors = new IssueVectorStore(database);
        this.operations = new OperationStore(database, journal);
        this.repairs = new RepairStore(database);
        this.predictions = new PredictionStore(database, journal);
        this.suggestions = new SuggestionStore(database);
        this.imports = new ImportLedger(database);
        this.templates = new TemplateStore(database);
        this.rates = new Rates(database);
    }

    /**
     * Opens the file, creates it where missing (its folder too), and brings its tables to the newest version.
     * Temporary data goes into {@code FILE.tmp/} beside it, and predictions for a moment into {@code FILE.journal/}.
     *
     * @throws StoreInUseException where another process, or another store of this one, has it open
     * @throws StoreException where it is no database, damaged, or newer than this program
     */
    public static Store open(Path databaseFile) {
        Path file = databaseFile.toAbsolutePath().normalize();
        return open(file, Opening.open(file));
    }

    /**
     * The same for a program of one user at a time: the database works on the thread that asks. With a second thread it
     * answers long questions sooner, but whoever asks waits at full speed for what that one does, and stores for twice
     * the price.
     */
    public static Store openForOne(Path databaseFile) {
        Path file = databaseFile.toAbsolutePath().normalize();
        return open(file, Opening.open(file, 1));
    }

    private static Store open(Path file, Database database) {
        Store store = new Store(file, database, true);
        try {
            JournalRecovery.recover(database, Opening.journal(file));
            database.settledBy(store.journal::settle);
            return store;
        } catch (RuntimeException e) {
            database.close();
            Opening.forgetHolder(file);
            throw e;
        }
    }

    /**
     * Opens an existing file only to look: nothing of it, and nothing beside it, is changed. Several processes may do so
     * at once, but none while another writes.
     *
     * @throws StoreInUseException where another process, or another store of this one, has it open for writing
     * @throws StoreException where it is missing, no database, damaged, or of another version than this program's
     */
    public static Store openToRead(Path databaseFile) {
        Path file = databaseFile.toAbsolutePath().normalize();
        return new Store(file, Opening.openToRead(file), false);
    }

    public EventStore events() {
        return events;
    }

    public IssueStore issues() {
        return issues;
    }

    public IssueRuleStore issueRules() {
        return issueRules;
    }

    public IssueVectorStore issueVectors() {
        return issueVectors;
    }

    public OperationStore operations() {
        return operations;
    }

    public OperationCounts operationCounts() {
        return new OperationCounts(database);
    }

    public RepairStore repairs() {
        return repairs;
    }

    public PredictionStore predictions() {
        return predictions;
    }

    public SuggestionStore suggestions() {
        return suggestions;
    }

    public ImportLedger imports() {
        return imports;
    }

    public TemplateStore templates() {
        return templates;
    }

    public Exports exports() {
        return new Exports(database, file);
    }

    public Retention retention() {
        return new Retention(database, file);
    }

    public KeyLedger keys() {
        return new KeyLedger(database);
    }

    public Integrity integrity() {
        return new Integrity(database);
    }

    /** Version of the tables. */
    public long schemaVersion() {
        return database.read(s -> s.number("SELECT max(version) FROM schema_version"));
    }

    public Rates rates() {
        return rates;
    }

    public Path file() {
        return file;
    }

    /** Bytes of the file and its write-ahead log on disk. */
    public long sizeBytes() {
        try {
            Path log = Opening.writeAheadLog(file);
            return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            throw new StoreException("cannot read the size of " + file, e);
        }
    }

    /** Moves the write-ahead log into the file; waits for open readers to end. */
    public void checkpoint() {
        database.alone("CHECKPOINT");
    }

    @Override
    public void close() {
        if (holder) {
            journal.close();
        }
        database.close();
        if (holder) {
            Opening.forgetHolder(file);
        }
    }
}
