package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of a part of the time that a log covers. */
final class WindowTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Scrubber SCRUBBER = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));

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

    /** One record a day, from the first of May; every fourth is followed by a line without a time. */
    private static String days(int n) {
        StringBuilder log = new StringBuilder();
        for (int day = 1; day <= n; day++) {
            log.append(String.format(
                    "2026-05-%02d 10:00:00,000 INFO [main] com.acme.Job - day %d of a@b%d.org%n", day, day, day));
            if (day % 4 == 0) {
                log.append("  and a line more of day ").append(day).append('\n');
            }
        }
        return log.toString();
    }

    private Path file(int n) throws IOException {
        return Files.writeString(home.resolve("days.log"), days(n));
    }

    private ImportSummary run(@Nullable String since, @Nullable String until, List<Source> sources) {
        return new LogImport(store, SCRUBBER, NOW)
                .within(Window.of(since, until, NOW))
                .run(sources, Progress.none());
    }

    private ImportSummary run(@Nullable String since, @Nullable String until, Path file) throws IOException {
        return run(since, until, Sources.find(List.of(file)));
    }

    private ImportSummary stream(@Nullable String since, @Nullable String until, int n) {
        ByteArrayInputStream in = new ByteArrayInputStream(days(n).getBytes(StandardCharsets.UTF_8));
        return run(since, until, List.of(Sources.standardInput(in, NOW.instant())));
    }

    private List<Integer> stored() {
        List<Integer> days = new ArrayList<>();
        store.events().each(EventFilter.all(), 100, batch -> batch.forEach(e -> days.add(day(e))));
        return days.stream().sorted().toList();
    }

    private static int day(Event e) {
        return java.util.Objects.requireNonNull(e.timestamp())
                .atOffset(ZoneOffset.UTC)
                .getDayOfMonth();
    }

    @Test
    void readsInstantsDaysAndTimesAgo() {
        assertThat(Window.of("7d", "90m", NOW))
                .isEqualTo(new Window(Instant.parse("2026-05-25T00:00:00Z"), Instant.parse("2026-05-31T22:30:00Z")));
        assertThat(Window.of("2026-05-01", "2026-05-01T12:00:00+02:00", NOW))
                .isEqualTo(new Window(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-05-01T10:00:00Z")));
        assertThat(Window.of("2w", "24h", NOW).since()).isEqualTo("2026-05-18T00:00:00Z");
        assertThat(Window.of("30s", null, NOW).since()).isEqualTo("2026-05-31T23:59:30Z");
        assertThat(Window.of(null, " ", NOW)).isEqualTo(Window.all());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of("some day", null, NOW))
                .withMessageContaining("--since")
                .withMessageContaining("7d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of("1d", "2d", NOW))
                .withMessageContaining("before --until");
    }

    @Test
    void readsTimesAsPeopleTypeThem() {
        for (String same : List.of(
                "2026-05-01T08:00:00Z",
                "2026-05-01 08:00",
                "2026-05-01T08:00",
                "2026-05-01 08:00:00.000",
                "2026-05-01 08:00:00,000",
                "2026-05-01 10:00 +0200",
                " 2026-05-01 08:00:00 UTC ")) {
            assertThat(Window.of(same, null, NOW).since()).as(same).isEqualTo("2026-05-01T08:00:00Z");
        }
        assertThat(Window.of("today", "now", Clock.offset(NOW, java.time.Duration.ofHours(5))))
                .isEqualTo(new Window(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-06-01T05:00:00Z")));
        assertThat(Window.of("yesterday", null, NOW).since()).isEqualTo("2026-05-31T00:00:00Z");
        assertThat(Window.of("2 days ago", "90 min", NOW)).isEqualTo(Window.of("2d", "90m", NOW));
        assertThat(Window.of("1 Week", "3H", NOW)).isEqualTo(Window.of("7d", "3h", NOW));
        for (String none : List.of("2026-02-30", "2026-05-01 25:00", "10:00", "5 months", "-5d", "1780000000")) {
            assertThatIllegalArgumentException()
                    .as(none)
                    .isThrownBy(() -> Window.of(none, null, NOW))
                    .withMessageContaining("--since must be");
        }
    }

    @Test
    void knowsWhenOthersLeaveNothingOpen() {
        Window may = Window.of("2026-05-01", "2026-06-01", NOW);
        Window early = Window.of(null, "2026-05-20", NOW);
        Window late = Window.of("2026-05-10", null, NOW);

        assertThat(may.within(List.of())).isFalse();
        assertThat(may.within(List.of(early))).isFalse();
        assertThat(may.within(List.of(late, early))).isTrue();
        assertThat(Window.all().within(List.of(late, early))).isTrue();
        assertThat(Window.all().within(List.of(may))).isFalse();
        for (Window w : List.of(may, early, late, Window.all())) {
            assertThat(Window.ofKind(w.kind())).isEqualTo(w);
        }
    }

    @Test
    void storesTheWindowAndCountsTheRest() throws IOException {
        ImportSummary summary = run("2026-05-05", "2026-05-08", file(10));

        assertThat(stored()).containsExactly(5, 6, 7);
        assertThat(summary.records()).isEqualTo(10);
        assertThat(summary.stored()).isEqualTo(3);
        assertThat(summary.rejected()).isEqualTo(Map.of(Sieve.OUTSIDE, 7L));
        assertThat(summary.redactions()).containsEntry("email", 3L);
    }

    @Test
    void storesEachRecordOnceHoweverWindowsOverlap() throws IOException {
        Path file = file(20);
        run("2026-05-05", "2026-05-10", file);
        run("2026-05-08", "2026-05-15", file);
        assertThat(stored()).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);

        assertThat(run("2026-05-06", "2026-05-14", file).skipped()).isEqualTo(1);
        assertThat(run(null, null, file).stored()).isEqualTo(10);
        assertThat(stored()).hasSize(20).doesNotHaveDuplicates();
        assertThat(run("2026-05-02", null, file).skipped()).isEqualTo(1);
        assertThat(run(null, null, file).skipped()).isEqualTo(1);
        assertThat(store.integrity().faults()).isEmpty();
    }

    @Test
    void storesEachRecordOfAStreamOnceHoweverWindowsOverlap() {
        stream("2026-05-05", "2026-05-10", 20);
        assertThat(stream("2026-05-08", "2026-05-15", 20).stored()).isEqualTo(5);
        assertThat(stored()).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(stream("2026-05-06", "2026-05-14", 20).skipped()).isEqualTo(1);
        stream(null, null, 20);

        assertThat(stored()).hasSize(20).doesNotHaveDuplicates();
        assertThat(store.integrity().faults()).isEmpty();
    }

    @Test
    void takesBackAnInterruptedImportOfAnotherWindow() throws IOException {
        Path file = file(20);
        run("2026-05-05", "2026-05-10", file);
        ImportRow done = store.imports().list().get(0);
        store.imports().record(running(done));

        run("2026-05-08", "2026-05-15", file);

        assertThat(stored()).containsExactly(8, 9, 10, 11, 12, 13, 14);
        assertThat(store.imports().list()).hasSize(1);
    }

    private static ImportRow running(ImportRow r) {
        return new ImportRow(
                r.id(),
                r.source(),
                r.contentHash(),
                r.headHash(),
                r.kind(),
                r.startedAt(),
                null,
                "running",
                r.bytes(),
                r.lines(),
                r.records(),
                r.stored(),
                r.rejectedByReason(),
                r.firstRejects(),
                r.redactions());
    }

    @Test
    void aPreviewSaysWhatTheImportThenDoes() throws IOException {
        Path file = Files.writeString(home.resolve("mixed.log"), days(12) + "\0\0\0\n");
        List<Source> sources = Sources.find(List.of(file));
        Window window = Window.of("2026-05-03", null, NOW);

        ImportSummary preview =
                new LogPreview(SCRUBBER, NOW, ReadOptions.defaults(), window, List.of()).run(sources, Progress.none());
        assertThat(store.events().count()).isZero();
        ImportSummary real = run("2026-05-03", null, sources);

        assertThat(preview).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(real);
        ImportSummary after = new LogPreview(
                        SCRUBBER,
                        NOW,
                        ReadOptions.defaults(),
                        window,
                        store.imports().list())
                .run(sources, Progress.none());
        assertThat(after.skipped()).isEqualTo(1);
        assertThat(after.stored()).isZero();
        ImportSummary rest = new LogPreview(
                        SCRUBBER,
                        NOW,
                        ReadOptions.defaults(),
                        Window.all(),
                        store.imports().list())
                .run(sources, Progress.none());
        assertThat(rest.stored()).isEqualTo(real.rejected().get(Sieve.OUTSIDE)).isEqualTo(2);
    }
}
