package io.forewarn.ingest;

import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.RecordReader;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.LogWriter;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports logs: reads records, scrubs them, mines their templates and stores them, in that order, so that nothing
 * unscrubbed reaches the store. One thread reads, some scrub, the calling one stores; the result does not depend on how
 * many. Batches are committed with the ledger's line on them: after a kill, the same import again goes on where the last
 * batch ended, and a finished one changes nothing.
 */
public final class LogImport {
    static final String KIND = "logs";
    private static final Logger LOG = LoggerFactory.getLogger(LogImport.class);

    private final Store store;
    private final Scrubber scrubber;
    private final Clock clock;
    private final ReadOptions options;
    private final int workers;
    private final int batchRecords;
    private final Window window;
    private final OperationRules rules;

    /** With the default options; scrubs on {@link #defaultWorkers} threads. */
    public LogImport(Store store, Scrubber scrubber, Clock clock) {
        this(store, scrubber, clock, ReadOptions.defaults(), defaultWorkers());
    }

    /**
     * A thread for each processor but one, at least one and at most four. The calling thread stores meanwhile, and is what all
     * wait for where more threads than processors keep it from running.
     */
    public static int defaultWorkers() {
        return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() - 1));
    }

    /** @param workers threads that scrub, at least 1 */
    public LogImport(Store store, Scrubber scrubber, Clock clock, ReadOptions options, int workers) {
        this(store, scrubber, clock, options, workers, LogWriter.ROWS);
    }

    LogImport(Store store, Scrubber scrubber, Clock clock, ReadOptions options, int workers, int batchRecords) {
        this(store, scrubber, clock, options, workers, batchRecords, Window.all(), OperationRules.none());
    }

    private LogImport(
            Store store,
            Scrubber scrubber,
            Clock clock,
            ReadOptions options,
            int workers,
            int batchRecords,
            Window window,
            OperationRules rules) {
        if (workers < 1) {
            throw new IllegalArgumentException("an import needs at least one worker");
        }
        this.store = store;
        this.scrubber = scrubber;
        this.clock = clock;
        this.options = options;
        this.workers = workers;
        this.batchRecords = batchRecords;
        this.window = window;
        this.rules = rules;
    }

    /** The same for the records of a window of time alone; what it leaves out can be imported later. */
    public LogImport within(Window other) {
        return new LogImport(store, scrubber, clock, options, workers, batchRecords, other, rules);
    }

    /** The same, and makes operations of what the logs say of them. */
    public LogImport deriving(OperationRules other) {
        return new LogImport(store, scrubber, clock, options, workers, batchRecords, window, other);
    }

    /**
     * Imports all sources, one after the other, in their order. A source that breaks off is noted and the next one
     * begins.
     *
     * @throws io.forewarn.ingest.store.StoreException where the store refuses to write; what it took before stands
     */
    public ImportSummary run(List<Source> sources, Progress progress) {
        store.imports().turn().lock();
        ExecutorService pool = Executors.newFixedThreadPool(workers + 1, Daemons.named("forewarn-import"));
        try (LogWriter writer = store.imports().writer()) {
            Tally tally = new Tally(clock.instant(), Tally.size(sources));
            TemplateBook book = TemplateBook.open(store.templates());
            for (int i = 0; i < sources.size(); i++) {
                one(sources.get(i), i + 1, sources.size(), pool, book, writer, tally, progress);
            }
            book.publish(store.templates(), clock.instant());
            tally.derived(writer.derived());
            return tally.summary(store.templates().count(), clock.instant());
        } finally {
            pool.shutdownNow();
            store.imports().turn().unlock();
        }
    }

    private void one(
            Source source,
            int file,
            int files,
            ExecutorService pool,
            TemplateBook book,
            LogWriter writer,
            Tally tally,
            Progress progress) {
        String name = scrubber.scrub(source.name(), new Redactions());
        Instant now = clock.instant();
        Intake intake;
        try {
            intake = Intake.of(store.imports(), KIND, window, source, name, now);
        } catch (IOException e) {
            tally.unreadable(name, e);
            LOG.warn("a file could not be opened: {}", e.getClass().getSimpleName());
            return;
        }
        if (intake == null) {
            tally.skipped();
            return;
        }
        LogBatch batch = new LogBatch(intake, book, writer, batchRecords, !rules.isEmpty());
        ImportRow row = intake.start();
        boolean whole = false;
        try (RecordReader reader = RecordReader.open(source.through(intake::hashed), options);
                LogPipeline pipeline = new LogPipeline(
                        reader, intake, scrubber, rules, book, store.events(), source.component(), workers, pool)) {
            for (LogPipeline.Scrubbed next = pipeline.next(); next != null; next = pipeline.next()) {
                row = batch.add(next);
                progress.at(tally.state(name, file, files, row));
            }
            whole = pipeline.whole();
        } catch (IOException e) {
            LOG.warn("a file could not be read on: {}", e.getClass().getSimpleName());
        }
        row = batch.finish(whole, clock.instant());
        if (intake.settle(row)) {
            tally.add(intake.start(), store.imports().find(row.id()).orElse(row));
        } else {
            tally.skipped();
        }
        progress.at(tally.state(name, file, files, ImportRows.none(row)));
    }
}
