package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrownLogTest {
    @TempDir
    Path home;

    private Store store;
    private Path log;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
        log = home.resolve("app.log");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void importsOnlyWhatIsNew() throws IOException {
        String text = text(5000);
        int half = text.indexOf('\n', text.length() / 2) + 1;
        ImportSummary first = write(text.substring(0, half));

        ImportSummary second = write(text);

        assertThat(first.stored() + second.stored()).isEqualTo(5000);
        assertThat(first.bytes() + second.bytes()).isEqualTo(text.length());
        assertThat(first.lines() + second.lines()).isEqualTo(text.lines().count());
        assertSameAsClean();
    }

    @Test
    void takesTheLogUpWhereverItWasCut() throws IOException {
        String text = text(60);
        // Within lines, between the lines of a stack trace, at line ends: whatever a writer had flushed.
        for (int cut = 1; cut < text.length(); cut += 97) {
            write(text.substring(0, cut));
        }

        write(text);

        assertThat(store.imports().list()).hasSize(1);
        assertSameAsClean();
    }

    @Test
    void takesUpALogThatWasCompressedSince() throws IOException {
        String text = text(3000);
        write(text.substring(0, text.length() * 2 / 3));
        Files.delete(log);
        log = home.resolve("app.log.1.gz");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(log, packed.toByteArray());

        ImportProcess.logImport(store).run(Sources.find(List.of(log)), Progress.none());

        assertThat(store.events().count()).isEqualTo(3000);
        assertThat(store.imports().list()).hasSize(1);
    }

    @Test
    void takesUpAShortLogThatWasRotatedSince() throws IOException {
        String text = text(60);
        write(text.substring(0, text.indexOf('\n', text.length() / 3) + 1));
        Files.delete(log);

        log = home.resolve("app-2026-01-01.log.1");
        write(text.substring(0, text.indexOf('\n', text.length() / 2) + 1));
        Files.delete(log);
        log = Files.createDirectory(home.resolve("old")).resolve("app.log");
        write(text);

        assertThat(store.imports().list()).hasSize(1);
        assertSameAsClean();
    }

    @Test
    void takesALogOfAnotherNameForAnotherHoweverShortItsSharedBeginning() throws IOException {
        String banner = "  Starting\n";
        write(banner);
        log = home.resolve("ledger.log");

        ImportSummary other = write(banner + text(5));

        assertThat(other.lines()).isEqualTo(1 + text(5).lines().count());
        assertThat(store.imports().list()).hasSize(2);
    }

    @Test
    void changesNothingWhenItHasNotGrown() throws IOException {
        String text = text(400);
        write(text.substring(0, 2000));
        write(text);

        assertThat(write(text).skipped()).isEqualTo(1);
        assertSameAsClean();
    }

    @Test
    void takesATruncatedLogForANewOne() throws IOException {
        write(text(300));

        ImportSummary second = write("2026-01-01 00:00:00.000 INFO  [main] com.acme.Batch - started again\n");

        assertThat(second.stored()).isEqualTo(1);
        assertThat(store.events().count()).isEqualTo(301);
        assertThat(store.imports().list()).hasSize(2).allMatch(r -> r.status().equals("done"));
    }

    private ImportSummary write(String text) throws IOException {
        Files.writeString(log, text);
        return ImportProcess.logImport(store).run(Sources.find(List.of(log)), Progress.none());
    }

    private void assertSameAsClean() throws IOException {
        try (Store clean = Store.open(home.resolve("clean.duckdb"))) {
            ImportProcess.logImport(clean).run(Sources.find(List.of(log)), Progress.none());

            assertThat(texts(store)).isEqualTo(texts(clean));
            ImportRow grown = store.imports().list().get(0);
            ImportRow whole = clean.imports().list().get(0);
            assertThat(grown.contentHash()).isEqualTo(whole.contentHash());
            assertThat(grown.headHash()).isEqualTo(whole.headHash());
            assertThat(grown.records()).isEqualTo(whole.records());
            assertThat(grown.stored()).isEqualTo(whole.stored());
            assertThat(grown.lines()).isEqualTo(whole.lines());
        }
    }

    /** Without template ids: the pieces of lines that were seen on the way are learned from as well. */
    private static List<String> texts(Store store) {
        return EventText.all(store).stream()
                .map(text -> text.replaceAll("\\|-?[0-9]{6,}\\|", "|"))
                .toList();
    }

    private static String text(int records) {
        return String.join("\n", SampleLogs.of(31, records).lines()) + "\n";
    }
}
