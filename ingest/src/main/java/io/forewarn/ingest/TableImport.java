package io.forewarn.ingest;

import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.format.OperationCounts;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.ImportLedger;
import io.forewarn.ingest.store.ImportRow;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What imports of operations and of repairs have in common: rows are read, scrubbed and merged by id, a batch in one
 * transaction with the ledger's line. After a kill, the rows already committed are skipped.
 *
 * @param <R> a row as written
 * @param <T> the same, scrubbed
 */
final class TableImport<R, T> {
    private static final Logger LOG = LoggerFactory.getLogger(TableImport.class);
    private static final String BROKE_OFF = "reading broke off";

    /** Rows of one file. */
    interface Rows<R> extends AutoCloseable {
        @Nullable R next() throws IOException;

        OperationCounts counts();

        @Override
        void close() throws IOException;
    }

    /** Begins to read one file. */
    interface Opener<R> {
        Rows<R> open(String name, Instant modified, InputStream in) throws IOException;
    }

    /** Makes a row safe to store. */
    interface Cleaner<R, T> {
        T scrub(R row, Redactions into);
    }

    /** Stores a batch with the ledger's line; gives the line with the new ids added to what is stored. */
    interface Committer<T> {
        ImportRow commit(ImportRow row, List<T> batch);
    }

    private static final int MOST_SAID = 1000;

    private final String kind;
    private final ImportLedger ledger;
    private final Scrubber scrubber;
    private final Clock clock;
    private final int limit;
    private final Opener<R> opener;
    private final Cleaner<R, T> cleaner;
    private final Committer<T> committer;

    TableImport(
            String kind,
            ImportLedger ledger,
            Scrubber scrubber,
            Clock clock,
            int limit,
            Opener<R> opener,
            Cleaner<R, T> cleaner,
            Committer<T> committer) {
        this.kind = kind;
        this.ledger = ledger;
        this.scrubber = scrubber;
        this.clock = clock;
        this.limit = limit;
        this.opener = opener;
        this.cleaner = cleaner;
        this.committer = committer;
    }

    ImportSummary run(List<Source> sources, Progress progress) {
        ledger.turn().lock();
        try {
            Tally tally = new Tally(clock.instant());
            for (int i = 0; i < sources.size(); i++) {
                one(sources.get(i), i + 1, sources.size(), tally, progress);
            }
            return tally.summary(0, clock.instant());
        } finally {
            ledger.turn().unlock();
        }
    }

    private void one(Source source, int file, int files, Tally tally, Progress progress) {
        String name = scrubber.scrub(source.name(), new Redactions());
        try {
            Intake intake = Intake.of(ledger, kind, source, name, clock.instant());
            if (intake == null) {
                tally.skipped();
                return;
            }
            Batch batch = new Batch(intake);
            boolean begun = false;
            try (InputStream in = intake.hashed(source.open());
                    Rows<R> rows = opener.open(name, source.modified(), in)) {
                begun = true;
                read(rows, intake, batch, state -> progress.at(tally.state(name, file, files, state)));
                tally.leftOut(rows.counts().leftOut());
            } catch (IOException e) {
                LOG.warn("a file could not be read on: {}", e.getClass().getSimpleName());
                batch.brokeOff = true;
            } finally {
                if (!begun && intake.start().records() == 0) {
                    // Wrong usage, such as an unknown column: nothing was taken, so nothing is to be remembered.
                    ledger.discard(intake.start().id());
                }
            }
            ImportRow row = batch.commit(batch.brokeOff ? "failed" : "done", true);
            if (intake.settle(row)) {
                tally.add(intake.start(), row);
            } else {
                tally.skipped();
            }
        } catch (IllegalArgumentException e) {
            throw scrubbed(e, scrubber);
        } catch (IOException e) {
            LOG.warn("a file could not be opened: {}", e.getClass().getSimpleName());
            tally.unreadable(name, e);
        }
    }

    /** The same complaint fit to be shown: where a file has no header, its first line stands for the names of columns. */
    static IllegalArgumentException scrubbed(IllegalArgumentException e, Scrubber scrubber) {
        String said = scrubber.scrub(String.valueOf(e.getMessage()), new Redactions());
        return new IllegalArgumentException(said.length() <= MOST_SAID ? said : said.substring(0, MOST_SAID) + "…");
    }

    private void read(Rows<R> rows, Intake intake, Batch batch, java.util.function.Consumer<ImportRow> told)
            throws IOException {
        long skip = intake.start().records();
        batch.counts = rows.counts();
        for (R raw = rows.next(); raw != null; raw = rows.next()) {
            if (skip-- > 0) {
                continue;
            }
            batch.rows.add(cleaner.scrub(raw, batch.redactions));
            if (batch.rows.size() == limit) {
                told.accept(batch.commit("running", false));
            }
        }
        intake.drain();
    }

    private final class Batch {
        private final Intake intake;
        private final List<T> rows = new ArrayList<>();
        private final Redactions redactions = new Redactions();
        private long records;
        private long stored;
        private boolean brokeOff;
        private @Nullable OperationCounts counts;

        Batch(Intake intake) {
            this.intake = intake;
            this.records = intake.start().records();
            this.stored = intake.start().stored();
        }

        ImportRow commit(String status, boolean finished) {
            records += rows.size();
            OperationCounts read = counts;
            Map<String, Long> rejected = read == null ? new TreeMap<>() : new TreeMap<>(read.rejected());
            List<Rejected> first = read == null ? new ArrayList<>() : new ArrayList<>(read.firstRejects());
            long lines = read == null ? 0 : read.lines();
            if (brokeOff) {
                rejected.put(BROKE_OFF, 1L);
                first.add(0, new Rejected(BROKE_OFF, "after line " + lines));
            }
            Map<String, Long> redacted = new TreeMap<>(intake.start().redactions());
            redactions.byDetector().forEach((detector, n) -> redacted.merge(detector, n, Long::sum));
            ImportRow row = intake.row(
                    status,
                    finished ? clock.instant() : null,
                    intake.mark(),
                    lines,
                    records,
                    stored,
                    rejected,
                    first,
                    redacted);
            ImportRow now = committer.commit(row, rows);
            rows.clear();
            stored = now.stored();
            return now;
        }
    }
}
