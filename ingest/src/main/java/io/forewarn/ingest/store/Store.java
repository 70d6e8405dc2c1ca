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
    private final Database database;
    private final EventStore events;
    private final IssueStore issues;
    private final IssueRuleStore issueRules;
    private final OperationStore operations;
    private final RepairStore repairs;
    private final PredictionStore predictions;
    private final SuggestionStore suggestions;
    private final ImportLedger imports;
    private final TemplateStore templates;

    private Store(Path file, Database database) {
        this.file = file;
        this.database = database;
        this.events = new EventStore(database);
        this.issues = new IssueStore(database);
        this.issueRules = new IssueRuleStore(database);
        this.operations = new OperationStore(database);
        this.repairs = new RepairStore(database);
        this.predictions = new PredictionStore(database);
        this.suggestions = new SuggestionStore(database);
        this.imports = new ImportLedger(database);
        this.templates = new TemplateStore(database);
    }

    /**
     * Opens the file, creates it where missing (its folder too), and brings its tables to the newest version.
     * Temporary data goes into {@code FILE.tmp/} beside it.
     *
     * @throws StoreInUseException where another process, or another store of this one, has it open
     * @throws StoreException where it is no database, damaged, or newer than this program
     */
    public static Store open(Path databaseFile) {
        Path file = databaseFile.toAbsolutePath().normalize();
        Database database = Opening.open(file);
        return new Store(file, database);
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

    public OperationStore operations() {
        return operations;
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
        database.close();
        Opening.forgetHolder(file);
    }
}
