package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.TemplateRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class LogImportTest {
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
    void storesEveryRecordWithItsTemplateAndCountsEveryLine() {
        SampleLogs.Planted sample = SampleLogs.of(1, 3000);
        Path file = SampleLogs.write(home.resolve("logs/billing/app.log"), sample.lines());

        List<Long> seen = new ArrayList<>();
        ImportSummary summary = ImportProcess.logImport(store).run(find(file), s -> seen.add(s.lines()));

        assertThat(summary.files()).isEqualTo(1);
        assertThat(summary.lines()).isEqualTo(sample.lines().size());
        assertThat(summary.records()).isEqualTo(3000).isEqualTo(summary.stored());
        assertThat(summary.rejected()).isEmpty();
        assertThat(summary.bytes()).isEqualTo(bytes(sample.lines()).length);
        assertThat(summary.redactions()).isNotEmpty();
        assertThat(seen).isSorted().isNotEmpty();
        assertThat(store.events().count()).isEqualTo(3000);
        assertThat(store.events().count(EventFilter.all().withComponent("billing")))
                .isEqualTo(3000);
        assertThat(store.events().count(EventFilter.all().withSeverity(Severity.ERROR)))
                .isPositive();
        assertThat(store.events().anyUngrouped()).isTrue();
        assertThat(summary.templates()).isBetween(4L, 40L);
        assertThat(store.templates().page(100, 0).stream()
                        .mapToLong(TemplateRow::count)
                        .sum())
                .isEqualTo(3000);
        List<Long> ordinals = new ArrayList<>();
        store.events().each(EventFilter.all(), 1000, batch -> batch.forEach(e -> ordinals.add(e.ordinal())));
        assertThat(ordinals).hasSize(3000).isSorted().doesNotHaveDuplicates();
        Event first = store.events().find(1, 0).orElseThrow();
        assertThat(store.templates().find(first.templateId())).isPresent();
    }

    @Test
    void changesNothingWhenTheSameContentComesAgain() throws IOException {
        List<String> lines = SampleLogs.of(2, 2000).lines();
        Path file = SampleLogs.write(home.resolve("app.log"), lines);
        Path packed = home.resolve("copy.log.gz");
        Files.write(packed, gzip(bytes(lines)));
        ImportProcess.logImport(store).run(find(file), Progress.none());
        List<TemplateRow> templates = store.templates().page(100, 0);

        ImportSummary again = ImportProcess.logImport(store).run(find(file, packed), Progress.none());

        assertThat(again.skipped()).isEqualTo(2);
        assertThat(again.files()).isZero();
        assertThat(again.stored()).isZero();
        assertThat(store.events().count()).isEqualTo(2000);
        assertThat(store.templates().page(100, 0)).isEqualTo(templates);
        assertThat(store.imports().list()).hasSize(1);
    }

    @Test
    void importsAnotherFileWithTheSameHead() {
        List<String> lines = SampleLogs.of(3, 3000).lines();
        Path file = SampleLogs.write(home.resolve("app.log"), lines);
        Path longer = home.resolve("longer.log");
        ImportProcess.logImport(store).run(find(file), Progress.none());
        List<String> more = new ArrayList<>(lines);
        more.add(lines.size() - 1, "2026-03-01 10:00:00.000 INFO  [main] com.acme.Batch - one between");
        SampleLogs.write(longer, more);

        assertThat(ImportProcess.logImport(store)
                        .run(find(longer), Progress.none())
                        .stored())
                .isEqualTo(3001);
    }

    @Test
    void keepsWhatChangedInTheTemplatesAfterTheFirstImport() {
        Path first =
                SampleLogs.write(home.resolve("a.log"), SampleLogs.of(5, 500).lines());
        Path second = SampleLogs.write(
                home.resolve("b.log"),
                List.of(
                        "2026-03-01 10:00:00.000 INFO  [main] com.acme.Cache - evicted 7 entries of the session cache"));

        ImportProcess.logImport(store).run(find(first), Progress.none());
        assertThat(store.templates().drift(10, 0)).isEmpty();
        ImportProcess.logImport(store).run(find(second), Progress.none());
        ImportProcess.logImport(store).run(find(second), Progress.none());

        assertThat(store.templates().drift(10, 0)).singleElement().satisfies(d -> {
            assertThat(d.change()).isEqualTo("appeared");
            assertThat(d.text()).isEqualTo("evicted <num> entries of the session cache");
            assertThat(store.templates().find(d.templateId())).isPresent();
        });
    }

    @Test
    void givesTheSameRowsWhateverTheNumberOfWorkers() {
        Path file =
                SampleLogs.write(home.resolve("app.log"), SampleLogs.of(4, 4000).lines());
        Path otherHome = home.resolve("other.duckdb");
        try (Store other = Store.open(otherHome)) {
            ImportProcess.logImport(store).run(find(file), Progress.none());
            new LogImport(
                            other,
                            ImportProcess.scrubber(),
                            Clock.fixed(SampleLogs.WRITTEN, ZoneOffset.UTC),
                            ReadOptions.defaults(),
                            1)
                    .run(find(file), Progress.none());

            assertThat(other.imports().list()).isEqualTo(store.imports().list());
            assertThat(EventText.all(other)).isEqualTo(EventText.all(store));
            assertThat(other.templates().page(1000, 0))
                    .isEqualTo(store.templates().page(1000, 0));
        }
    }

    @Test
    @Timeout(120)
    void storesMoreThanMayWaitAtOnce() {
        String payload = "retry of the upstream, ".repeat(40_000);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            lines.add("2026-03-01 10:00:" + (10 + i) + ".000 WARN  [main] com.acme.Batch - " + payload);
        }
        Path file = SampleLogs.write(home.resolve("app.log"), lines);

        ImportSummary summary = ImportProcess.logImport(store).run(find(file), Progress.none());

        assertThat(summary.stored()).isEqualTo(summary.records()).isGreaterThanOrEqualTo(24);
        assertThat(summary.lines()).isEqualTo(24);
    }

    @Test
    void takesBackAStreamThatWasImportedBefore() {
        List<String> lines = SampleLogs.of(5, 2500).lines();
        Path file = SampleLogs.write(home.resolve("app.log"), lines);
        ImportProcess.logImport(store).run(find(file), Progress.none());

        ImportSummary piped = ImportProcess.logImport(store).run(List.of(stream(bytes(lines))), Progress.none());

        assertThat(piped.skipped()).isEqualTo(1);
        assertThat(store.events().count()).isEqualTo(2500);
        assertThat(store.imports().list()).hasSize(1);
    }

    @Test
    void replacesAnInterruptedStreamByTheWholeOne() {
        byte[] text = bytes(SampleLogs.of(6, 3000).lines());
        LogImport logImport = ImportProcess.logImport(store);

        assertThatThrownBy(() -> logImport.run(List.of(stream(text)), state -> {
                    if (state.records() > 1500) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(store.events().count()).isBetween(1L, 2999L);

        ImportProcess.logImport(store).run(List.of(stream(text)), Progress.none());

        assertThat(store.events().count()).isEqualTo(3000);
        assertThat(store.imports().list()).extracting(ImportRow::status).containsExactly("done");
        assertThat(store.templates().page(100, 0).stream()
                        .mapToLong(TemplateRow::count)
                        .sum())
                .isEqualTo(3000);
    }

    @Test
    void keepsWhatCameBeforeTheDamageOfAnArchiveAndCountsItOnce() throws IOException {
        byte[] whole = gzip(bytes(SampleLogs.of(7, 5000).lines()));
        Path damaged = home.resolve("app.log.gz");
        Files.write(damaged, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));
        Path fine =
                SampleLogs.write(home.resolve("fine.log"), SampleLogs.of(8, 10).lines());

        ImportSummary first = ImportProcess.logImport(store).run(find(damaged, fine), Progress.none());
        long stored = store.events().count();
        ImportSummary again = ImportProcess.logImport(store).run(find(damaged, fine), Progress.none());

        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.rejected()).containsEntry("reading broke off", 1L);
        assertThat(first.firstRejects().get(0).place()).contains("app.log.gz").contains("after line");
        assertThat(stored).isGreaterThan(1000).isEqualTo(first.stored());
        ImportRow row = store.imports().list().stream()
                .filter(r -> r.source().endsWith("app.log.gz"))
                .findFirst()
                .orElseThrow();
        assertThat(store.events()
                        .find(row.id(), row.records() - 1)
                        .orElseThrow()
                        .lastLine())
                .as("no line that was read is lost")
                .isEqualTo(row.lines());
        assertThat(again.stored()).isZero();
        assertThat(again.failed()).isEqualTo(1);
        assertThat(store.events().count()).isEqualTo(stored);
    }

    @Test
    void countsAFileThatIsNoTextAsRejectedAndGoesOn() throws IOException {
        byte[] garbage = new byte[200_000];
        new java.util.Random(1).nextBytes(garbage);
        Files.write(home.resolve("garbage.bin"), garbage);
        Path empty = SampleLogs.write(home.resolve("empty.log"), List.of());
        Path fine =
                SampleLogs.write(home.resolve("fine.log"), SampleLogs.of(9, 10).lines());
        List<Source> sources = find(home.resolve("garbage.bin"), empty, fine);

        ImportSummary summary = ImportProcess.logImport(store).run(sources, Progress.none());

        assertThat(summary.files()).isEqualTo(3);
        assertThat(summary.stored()).isEqualTo(10);
        assertThat(summary.rejectedTotal()).isPositive();
        assertThat(summary.firstRejects()).extracting(Rejected::place).allMatch(p -> p.contains("garbage.bin"));
        assertThat(ImportProcess.logImport(store).run(sources, Progress.none()).skipped())
                .isEqualTo(3);
    }

    @Test
    void notesAFileThatVanishesBetweenFindingAndReading() throws IOException {
        Path gone =
                SampleLogs.write(home.resolve("gone.log"), SampleLogs.of(1, 10).lines());
        List<Source> sources = find(gone);
        Files.delete(gone);

        ImportSummary summary = ImportProcess.logImport(store).run(sources, Progress.none());

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.rejected()).containsEntry("file is gone", 1L);
    }

    private static List<Source> find(Path... paths) {
        try {
            return Sources.find(List.of(paths));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Source stream(byte[] content) {
        return Sources.standardInput(new ByteArrayInputStream(content), SampleLogs.WRITTEN);
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(content);
        }
        return out.toByteArray();
    }
}
