package io.forewarn.ingest;

import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.ReadCounts;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.RecordReader;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.DerivedOperations;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.template.TemplateMiner;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a {@link LogImport} of the same sources would do; stores nothing and needs no store. */
public final class LogPreview {
    private static final Logger LOG = LoggerFactory.getLogger(LogPreview.class);

    private final Scrubber scrubber;
    private final Clock clock;
    private final ReadOptions options;
    private final Window window;
    private final List<ImportRow> ledger;
    private final OperationRules rules;

    /** @param ledger what was imported before; its content would be skipped */
    public LogPreview(Scrubber scrubber, Clock clock, ReadOptions options, Window window, List<ImportRow> ledger) {
        this(scrubber, clock, options, window, ledger, OperationRules.none());
    }

    /** The same with rules for operations, which are counted. */
    public LogPreview(
            Scrubber scrubber,
            Clock clock,
            ReadOptions options,
            Window window,
            List<ImportRow> ledger,
            OperationRules rules) {
        this.rules = rules;
        this.scrubber = scrubber;
        this.clock = clock;
        this.options = options;
        this.window = window;
        this.ledger = ledger.stream()
                .filter(row -> row.status().equals("done") && row.kind().startsWith(LogImport.KIND))
                .toList();
    }

    /** Reads all sources; the templates are those of what would be stored. */
    public ImportSummary run(List<Source> sources, Progress progress) {
        Tally tally = new Tally(clock.instant(), Tally.size(sources));
        TemplateMiner miner = new TemplateMiner();
        List<OperationMark> marks = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            String name = scrubber.scrub(source.name(), new Redactions());
            try {
                one(source, name, i + 1, sources.size(), miner, marks, tally, progress);
            } catch (IOException e) {
                LOG.warn("a file could not be opened: {}", e.getClass().getSimpleName());
                tally.unreadable(name, e);
            }
        }
        long templates = miner.shapes().isEmpty() ? 0 : miner.templates().all().size();
        tally.derived(DerivedOperations.of(marks, null).size());
        return tally.summary(templates, clock.instant());
    }

    private void one(
            Source source,
            String name,
            int file,
            int files,
            TemplateMiner miner,
            List<OperationMark> marks,
            Tally tally,
            Progress progress)
            throws IOException {
        List<Sieve.Before> before = before(source);
        if (window.within(Sieve.whole(before))) {
            tally.skipped();
            return;
        }
        ContentHash[] content = new ContentHash[1];
        Source hashed = source.through(in -> content[0] = new ContentHash(in, List.of()));
        try (RecordReader records = RecordReader.open(hashed, options)) {
            Count count = new Count(name, records, content[0], new Sieve(window, before));
            boolean whole = true;
            try {
                for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
                    add(raw, count, source.component(), miner, marks);
                    if (count.records % 512 == 0) {
                        progress.at(tally.state(name, file, files, count.row(true)));
                    }
                }
            } catch (IOException e) {
                whole = false;
            }
            ImportRow row = count.row(whole);
            tally.add(ImportRows.none(row), row);
        }
    }

    private void add(RawRecord raw, Count count, String component, TemplateMiner miner, List<OperationMark> marks) {
        count.records++;
        if (!count.sieve.keeps(raw.timestamp(), raw.lastLine())) {
            count.outside++;
            return;
        }
        try {
            Event event = scrubber.event(raw, 0, count.records, component, count.redactions);
            miner.learn(event.message());
            marks.addAll(rules.marks(event, scrubber));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a record could not be scrubbed: {}", e.getClass().getName());
            count.unscrubbed++;
        }
    }

    /** What was taken of this content before, or of its beginning; standard input cannot be read twice to tell. */
    private List<Sieve.Before> before(Source source) throws IOException {
        if (ledger.isEmpty() || source.name().equals("-")) {
            return List.of();
        }
        try (ContentHash whole = new ContentHash(
                source.open(), ledger.stream().map(ImportRow::bytes).toList())) {
            boolean readable = Intake.readable(whole);
            List<Sieve.Before> before = new ArrayList<>();
            for (ImportRow row : ledger) {
                ContentHash.Mark mark = new ContentHash.Mark(row.bytes(), row.contentHash());
                if (readable && row.contentHash().equals(whole.mark().hash())) {
                    before.add(new Sieve.Before(Window.ofKind(row.kind()), Long.MAX_VALUE));
                } else if (row.bytes() > 0
                        && (row.bytes() >= ContentHash.HEAD || source.mayHaveBeen(row.source()))
                        && whole.beganAs(mark)) {
                    before.add(new Sieve.Before(Window.ofKind(row.kind()), row.lines()));
                }
            }
            return before;
        }
    }

    private static final class Count {
        private final String name;
        private final RecordReader reader;
        private final ContentHash content;
        private final Sieve sieve;
        private final Redactions redactions = new Redactions();
        private long records;
        private long outside;
        private long unscrubbed;

        Count(String name, RecordReader reader, ContentHash content, Sieve sieve) {
            this.name = name;
            this.reader = reader;
            this.content = content;
            this.sieve = sieve;
        }

        ImportRow row(boolean whole) {
            ReadCounts counts = reader.counts();
            Map<String, Long> rejected = new TreeMap<>(counts.rejected());
            put(rejected, Sieve.OUTSIDE, outside);
            put(rejected, LogPipeline.UNSCRUBBED, unscrubbed);
            put(rejected, LogBatch.BROKE_OFF, whole ? 0 : 1);
            ContentHash.Mark mark = content.mark();
            return new ImportRow(
                    0,
                    name,
                    mark.hash(),
                    mark.hash(),
                    LogImport.KIND,
                    Instant.EPOCH,
                    null,
                    whole ? "done" : "failed",
                    mark.bytes(),
                    counts.lines(),
                    records,
                    records - outside - unscrubbed,
                    rejected,
                    counts.firstRejects(),
                    redactions.byDetector());
        }

        private static void put(Map<String, Long> into, String reason, long n) {
            if (n > 0) {
                into.put(reason, n);
            }
        }
    }
}
