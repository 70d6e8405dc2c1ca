package io.forewarn.ingest;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.git.CommitReader;
import io.forewarn.ingest.git.GitOptions;
import io.forewarn.ingest.git.Verdict;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Settled;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Imports the commits of a repository as operations; see {@link CommitReader} for what it finds out about them. The
 * same commits again change nothing; after new commits only these are added, and a commit that one of them found faulty
 * changes from a success nobody had dated to a failure. One that was interrupted goes on storing where it stopped.
 */
public final class GitImport {
    private static final String KIND = "git";
    private static final int BATCH = 2000;
    private static final Duration TOLD = Duration.ofMillis(500);

    private final Store store;
    private final Scrubber scrubber;
    private final Clock clock;
    private final int batch;

    public GitImport(Store store, Scrubber scrubber, Clock clock) {
        this(store, scrubber, clock, BATCH);
    }

    GitImport(Store store, Scrubber scrubber, Clock clock, int batch) {
        this.store = store;
        this.scrubber = scrubber;
        this.clock = clock;
        this.batch = batch;
    }

    /**
     * Imports one repository.
     *
     * @throws IllegalArgumentException where there is none, or it has no such revision
     */
    public GitSummary run(Path repository, GitOptions options, Progress progress) throws IOException {
        store.imports().turn().lock();
        try (CommitReader reader = CommitReader.open(repository, options)) {
            Instant began = clock.instant();
            String name = scrubber.scrub(repository.toString(), new Redactions());
            String hash = hash(reader.head() + " " + options);
            if (!store.imports().finished(KIND, hash).isEmpty()) {
                return new GitSummary(true, 0, 0, 0, 0, Map.of(), reader.isShallow(), 0, Map.of(), seconds(began));
            }
            ImportRow start = store.imports().alike(KIND, hash).stream()
                    .filter(row -> row.status().equals("running"))
                    .findFirst()
                    .orElseGet(() -> store.imports().begin(name, KIND, hash, began));
            Run run = new Run(reader, start, name, progress);
            run.read();
            long failed = settle(reader.verdicts());
            ImportRow done = run.commit("done");
            return new GitSummary(
                    false,
                    reader.position(),
                    run.operations,
                    done.stored() - start.stored(),
                    failed,
                    run.leftOut,
                    reader.isShallow(),
                    reader.forgotten(),
                    run.redactions.byDetector(),
                    seconds(began));
        } finally {
            store.imports().turn().unlock();
        }
    }

    private long settle(List<Verdict> verdicts) {
        List<Settled> settled = new ArrayList<>();
        long failed = 0;
        for (Verdict v : verdicts) {
            failed += v.failed() ? 1 : 0;
            settled.add(new Settled(v.id(), v.failed() ? Outcome.FAILED : Outcome.SUCCEEDED, v.knownAt()));
        }
        store.operations().settle(settled);
        return failed;
    }

    private double seconds(Instant began) {
        return Duration.between(began, clock.instant()).toMillis() / 1000.0;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private final class Run {
        private final CommitReader reader;
        private final ImportRow start;
        private final String name;
        private final Progress progress;
        private final List<Operation> rows = new ArrayList<>();
        private final Redactions redactions = new Redactions();
        private final TreeMap<String, Long> leftOut = new TreeMap<>();
        private long operations;
        private long stored;
        private Instant told = Instant.EPOCH;

        Run(CommitReader reader, ImportRow start, String name, Progress progress) {
            this.reader = reader;
            this.start = start;
            this.name = name;
            this.progress = progress;
            this.stored = start.stored();
        }

        void read() throws IOException {
            for (CommitReader.Step step = reader.next(); step != null; step = reader.next()) {
                RawOperation raw = step.operation();
                CommitReader.LeftOut why = step.leftOut();
                if (raw != null) {
                    operations++;
                    if (operations > start.records()) {
                        rows.add(scrubber.operation(raw, redactions));
                    }
                } else if (why != null) {
                    leftOut.merge(why.words(), 1L, Long::sum);
                }
                if (rows.size() >= batch) {
                    commit("running");
                }
                tell();
            }
        }

        ImportRow commit(String status) {
            long records = Math.max(operations, start.records());
            ImportRow row = new ImportRow(
                    start.id(),
                    start.source(),
                    start.contentHash(),
                    start.headHash(),
                    KIND,
                    start.startedAt(),
                    status.equals("done") ? clock.instant() : null,
                    status,
                    0,
                    reader.position(),
                    records,
                    stored,
                    leftOut,
                    List.of(),
                    redactions.byDetector());
            ImportRow now = store.imports().commitOperations(row, rows);
            rows.clear();
            stored = now.stored();
            return now;
        }

        private void tell() {
            Instant now = clock.instant();
            if (now.isAfter(told.plus(TOLD))) {
                told = now;
                long refused =
                        leftOut.values().stream().mapToLong(Long::longValue).sum();
                progress.at(new Progress.State(name, 1, 1, 0, -1, reader.position(), operations, refused));
            }
        }
    }
}
