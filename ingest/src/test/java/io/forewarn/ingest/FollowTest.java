package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowTest {
    @TempDir
    Path home;

    private final Hands clock = new Hands();
    private Store store;
    private Follow follow;
    private Path log;

    /** A clock that is moved by hand. */
    private static final class Hands extends Clock {
        private Instant now = SampleLogs.WRITTEN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
        log = home.resolve("logs/app.log");
        begin(log);
    }

    @AfterEach
    void close() throws IOException {
        follow.close();
        store.close();
    }

    private void begin(Path path) {
        follow = new Follow(store, ImportProcess.scrubber(), clock, ReadOptions.defaults(), List.of(path), null);
    }

    private void restart(Path path) throws IOException {
        follow.close();
        begin(path);
    }

    private void write(String text) throws IOException {
        write(log, text);
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Polls until everything written has settled. */
    private void settle() throws IOException {
        follow.poll();
        clock.now = clock.now.plus(Follow.SETTLED);
        follow.poll();
        follow.poll();
    }

    private List<String> messages() {
        List<String> all = new ArrayList<>();
        store.events()
                .each(
                        EventFilter.all(),
                        1000,
                        batch -> batch.stream()
                                .sorted(java.util.Comparator.comparingLong(Event::importId)
                                        .thenComparingLong(Event::ordinal))
                                .forEach(e -> all.add(e.message())));
        return all;
    }

    private static String line(int second, String text) {
        return String.format("2026-03-01 00:00:%02d INFO %s%n", second, text);
    }

    @Test
    void storesWhatIsAppendedAndHoldsTheLastRecordBackUntilItIsWhole() throws IOException {
        write(line(1, "a") + "2026-03-01 00:00:02 ERROR b\n");
        follow.poll();
        assertThat(messages()).containsExactly("a");
        write("\tat com.acme.Shop.sell(Shop.java:1)\n");
        settle();
        assertThat(messages()).containsExactly("a", "b\n\tat com.acme.Shop.sell(Shop.java:1)");
    }

    @Test
    void waitsForTheEndOfAnUnfinishedLine() throws IOException {
        write(line(1, "a") + "2026-03-01 00:00:02 INFO hal");
        settle();
        assertThat(messages()).containsExactly("a");
        write("f\n");
        settle();
        assertThat(messages()).containsExactly("a", "half");
    }

    @Test
    void waitsForAFileThatAppearsLater() throws IOException {
        follow.poll();
        write(line(1, "a"));
        settle();
        assertThat(messages()).containsExactly("a");
    }

    @Test
    void goesOnBehindARotationByRenaming() throws IOException {
        write(line(1, "a"));
        settle();
        write(line(2, "b"));
        Files.move(log, home.resolve("logs/app.log.1"));
        follow.poll();
        write(line(3, "c"));
        settle();
        settle();
        assertThat(messages()).containsExactly("a", "b", "c");
    }

    @Test
    void readsATruncatedFileFromItsBeginning() throws IOException {
        write(line(1, "a") + line(2, "b"));
        settle();
        Files.writeString(log, line(3, "c"));
        settle();
        assertThat(messages()).containsExactly("a", "b", "c");
    }

    @Test
    void noticesAFileThatWasTruncatedAndGrewLarger() throws IOException {
        write(line(1, "a"));
        settle();
        Files.writeString(log, line(3, "c") + line(4, "d"));
        settle();
        assertThat(messages()).containsExactly("a", "c", "d");
    }

    @Test
    void resumesAfterARestartWithoutCountingTwice() throws IOException {
        write(line(1, "a") + line(2, "b"));
        settle();
        restart(log);
        settle();
        assertThat(messages()).containsExactly("a", "b");
        write(line(3, "c"));
        settle();
        assertThat(messages()).containsExactly("a", "b", "c");
        ImportRow row = store.imports().list().get(0);
        assertThat(store.imports().list()).hasSize(1);
        assertThat(row.status()).isEqualTo("done");
        assertThat(row.bytes()).isEqualTo(Files.size(log));
        assertThat(row.lines()).isEqualTo(3);
    }

    @Test
    void goesOnWhereAnOrdinaryImportEnded() throws IOException {
        write(line(1, "a"));
        ImportProcess.logImport(store).run(io.forewarn.ingest.format.Sources.find(List.of(log)), s -> {});
        write(line(2, "b"));
        settle();
        assertThat(messages()).containsExactly("a", "b");
    }

    @Test
    void anImportOfTheFollowedFileStoresNothingMore() throws IOException {
        write(line(1, "a"));
        settle();
        ImportSummary again =
                ImportProcess.logImport(store).run(io.forewarn.ingest.format.Sources.find(List.of(log)), s -> {});
        assertThat(again.skipped()).isEqualTo(1);
        assertThat(messages()).containsExactly("a");
    }

    @Test
    void followsAFolderThroughRenamesAndLeavesArchivesAlone() throws IOException {
        Path folder = home.resolve("logs");
        restart(folder);
        write(line(1, "a"));
        settle();
        Files.move(log, folder.resolve("app.log.1"));
        write(line(2, "b"));
        write(folder.resolve("web.log"), line(3, "c"));
        try (GZIPOutputStream gz = new GZIPOutputStream(Files.newOutputStream(folder.resolve("old.log.gz")))) {
            gz.write(line(1, "a").getBytes(StandardCharsets.UTF_8));
        }
        settle();
        settle();
        assertThat(messages()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void knowsTheColumnsOfAHeaderThatWasReadBefore() throws IOException {
        write("timestamp,level,message\n2026-03-01T00:00:01Z,INFO,a\n");
        settle();
        restart(log);
        write("2026-03-01T00:00:02Z,ERROR,b\n");
        settle();
        assertThat(messages()).contains("a", "b");
        assertThat(store.events().count(EventFilter.all().withSeverity(io.forewarn.ingest.event.Severity.ERROR)))
                .isEqualTo(1);
    }

    @Test
    void finishingStoresWhatWasHeldBack() throws IOException {
        write(line(1, "a"));
        follow.poll();
        assertThat(messages()).isEmpty();
        follow.finish();
        assertThat(messages()).containsExactly("a");
        assertThat(store.templates().count()).isEqualTo(1);
    }
}
