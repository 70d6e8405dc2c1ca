package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.derive.OperationRule;
import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DerivedOperationsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-02T00:00:00Z"), ZoneOffset.UTC);
    private static final OperationRule LOAD = new OperationRule(
            "load",
            "bulk-load",
            "ledger",
            "load (?<id>\\d+) started by (?<actor>\\S+), rows=(?<rows>\\d+)",
            "load (?<id>\\d+) finished",
            "load (?<id>\\d+) failed",
            Duration.ofHours(2));
    private static final OperationRules RULES = OperationRules.of(List.of(LOAD));
    private static final List<String> LOG = List.of(
            "2026-05-01 10:00:00.000 INFO  [main] c.a.Load - load 1 started by jane, rows=500",
            "2026-05-01 10:01:00.000 INFO  [main] c.a.Load - load 2 started by jane, rows=9000",
            "2026-05-01 10:05:00.000 INFO  [main] c.a.Load - load 1 finished",
            "2026-05-01 10:06:00.000 ERROR [main] c.a.Load - load 2 failed",
            "2026-05-01 10:07:00.000 INFO  [main] c.a.Load - load 3 started by jane, rows=7",
            "2026-05-01 13:00:00.000 INFO  [main] c.a.Load - load 4 started by jane, rows=8");

    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void makesOperationsWithOutcomesOfWhatALogSays() {
        ImportSummary summary = run(2, write("app.log", LOG));

        assertThat(summary.operations()).isEqualTo(4);
        List<Operation> operations = Stored.operations(store);
        assertThat(operations)
                .extracting(op -> op.outcome().map(Outcome::text).orElse("open"))
                .containsExactly("succeeded", "failed", "failed", "open");
        Operation first = operations.get(0);
        assertThat(first.id()).isEqualTo("load:1@2026-05-01T10:00:00Z");
        assertThat(first.kind()).isEqualTo("bulk-load");
        assertThat(first.component()).isEqualTo("ledger");
        assertThat(first.attributes()).containsEntry("rows", new Attribute.Numeric(500));
        assertThat(first.actor()).startsWith("<actor:");
        assertThat(first.finishedAt()).isEqualTo(first.knownAt()).isEqualTo("2026-05-01T10:05:00Z");
    }

    @Test
    void countsAnOperationAsFailedAtItsTimeoutWhereTheLogGoesOnWithoutItsEnd() {
        run(100, write("app.log", LOG));

        Operation late = store.operations().find("load:3@2026-05-01T10:07:00Z").orElseThrow();
        assertThat(late.outcome()).contains(Outcome.FAILED);
        assertThat(late.knownAt()).isEqualTo("2026-05-01T12:07:00Z");
    }

    @Test
    void doesNotOverrideWhatWasReported() {
        run(100, write("start.log", LOG.subList(0, 2)));
        String id = "load:1@2026-05-01T10:00:00Z";
        store.operations().recordOutcome(id, Outcome.FAILED, NOW.instant(), NOW.instant());

        run(100, write("end.log", LOG.subList(2, 4)));

        Operation reported = store.operations().find(id).orElseThrow();
        assertThat(reported.outcome()).contains(Outcome.FAILED);
        assertThat(reported.knownAt()).isEqualTo(NOW.instant());
        assertThat(store.operations()
                        .find("load:2@2026-05-01T10:01:00Z")
                        .orElseThrow()
                        .knownAt())
                .isEqualTo("2026-05-01T10:06:00Z");
    }

    @Test
    void givesTheSameOperationsInEveryOrderOfFilesAndSizeOfBatch() {
        run(1000, write("app.log", LOG));
        List<Operation> once = Stored.operations(store);

        for (int batch : new int[] {1, 3}) {
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < LOG.size(); i++) {
                files.add(write("part" + batch + "/" + i + ".log", List.of(LOG.get(i))));
            }
            Collections.reverse(files);
            try (Store other = Store.open(home.resolve("other" + batch + ".duckdb"))) {
                for (Path file : files) {
                    importer(other, batch).run(find(file), Progress.none());
                }
                assertThat(Stored.operations(other)).isEqualTo(once);
            }
        }
    }

    @Test
    void takesATimeOutBackWhereAnotherFileHoldsTheEnd() {
        run(100, write("app.log", LOG));
        run(100, write("other.log", List.of("2026-05-01 10:30:00.000 INFO  [main] c.a.Load - load 3 finished")));

        assertThat(store.operations()
                        .find("load:3@2026-05-01T10:07:00Z")
                        .orElseThrow()
                        .outcome())
                .contains(Outcome.SUCCEEDED);
    }

    @Test
    void changesNothingWhenTheSameLogComesAgain() throws IOException {
        Path file = write("app.log", LOG);
        run(100, file);
        List<Operation> before = Stored.operations(store);

        assertThat(run(100, file).operations()).isZero();
        Path copy = home.resolve("copy.log");
        Files.writeString(copy, Files.readString(file) + LOG.get(0) + "\n");
        assertThat(run(100, copy).operations()).isZero();
        assertThat(Stored.operations(store)).isEqualTo(before);
    }

    @Test
    void countsThemInADryRunAndKeepsNothing() {
        ImportSummary would = new LogPreview(
                        ImportProcess.scrubber(), NOW, ReadOptions.defaults(), Window.all(), List.of(), RULES)
                .run(find(write("app.log", LOG)), Progress.none());

        assertThat(would.operations()).isEqualTo(4);
        assertThat(Stored.operations(store)).isEmpty();
    }

    @Test
    void followsALogThatGrows() throws IOException {
        Path file = write("app.log", LOG.subList(0, 2));
        try (Follow follow =
                new Follow(store, ImportProcess.scrubber(), NOW, ReadOptions.defaults(), List.of(file), null, RULES)) {
            follow.poll();
            Files.writeString(file, Files.readString(file) + String.join("\n", LOG.subList(2, 6)) + "\n");
            follow.poll();
            follow.finish();
        }

        assertThat(Stored.operations(store))
                .extracting(op -> op.outcome().map(Outcome::text).orElse("open"))
                .containsExactly("succeeded", "failed", "failed", "open");
    }

    @Test
    void tellsRunsUnderOneIdApart() {
        run(
                100,
                write(
                        "app.log",
                        List.of(
                                "2026-05-01 10:00:00.000 INFO  [main] c.a.Load - load 1 started by jane, rows=5",
                                "2026-05-01 10:01:00.000 INFO  [main] c.a.Load - load 1 failed",
                                "2026-05-01 10:02:00.000 INFO  [main] c.a.Load - load 1 finished",
                                "2026-05-01 10:10:00.000 INFO  [main] c.a.Load - load 1 started by jane, rows=5",
                                "2026-05-01 10:11:00.000 INFO  [main] c.a.Load - load 1 finished")));

        assertThat(Stored.operations(store))
                .extracting(op -> op.outcome().map(Outcome::text).orElse("open"))
                .containsExactly("failed", "succeeded");
    }

    @Test
    void scrubsWhatAGroupCaughtByItsName() {
        OperationRules rules = OperationRules.of(List.of(new OperationRule(
                "run",
                "run",
                null,
                "run (?<id>\\w+) for (?<password>\\w+)",
                "run (?<id>\\w+) over",
                "x(?<id>y)z",
                null)));
        importer(store, 10)
                .deriving(rules)
                .run(
                        find(write(
                                "app.log",
                                List.of("2026-05-01 10:00:00.000 INFO  [main] c.a.Load - run a1 for tr0ub4dor"))),
                        Progress.none());

        assertThat(Stored.operations(store).get(0).attributes().toString()).doesNotContain("tr0ub4dor");
    }

    @Test
    void refusesARuleThatCannotWork() {
        assertThatThrownBy(() -> OperationRules.of(
                        List.of(new OperationRule("a", "a", null, "start (?<id>\\d+)", "end (?<id>\\d+)", null, null))))
                .hasMessageContaining("nothing tells a failure");
        assertThatThrownBy(() -> OperationRules.of(
                        List.of(new OperationRule("a", "a", null, "start", "end (?<id>\\d+)", "f(?<id>.)", null))))
                .hasMessageContaining("a.start has no group (?<id>...)");
        assertThatThrownBy(() -> OperationRules.of(List.of(
                        new OperationRule("a", "a", null, "(?<id>(a+)+)b", "end (?<id>\\d+)", "f(?<id>.)", null))))
                .hasMessageContaining("backtracks badly");
    }

    private ImportSummary run(int batch, Path file) {
        return importer(store, batch).run(find(file), Progress.none());
    }

    private static LogImport importer(Store into, int batch) {
        return new LogImport(into, ImportProcess.scrubber(), NOW, ReadOptions.defaults(), 2, batch).deriving(RULES);
    }

    private Path write(String name, List<String> lines) {
        return SampleLogs.write(home.resolve(name), lines);
    }

    private static List<Source> find(Path file) {
        try {
            return Sources.find(List.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
