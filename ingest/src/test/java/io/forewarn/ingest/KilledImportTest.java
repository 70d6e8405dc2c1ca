package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledImportTest {
    private static final int RECORDS = 8_000;

    @TempDir
    Path home;

    @Test
    void givesTheCountsOfACleanImportHoweverOftenItWasKilled() throws Exception {
        Path file = SampleLogs.write(
                home.resolve("app.log"), SampleLogs.of(11, RECORDS).lines());
        Path database = home.resolve("killed.duckdb");
        long last = 0;
        for (long killAt : new long[] {1, 2_500, 5_000}) {
            importAndKillAt(database, file, killAt);
            try (Store store = Store.open(database)) {
                ImportRow row = store.imports().list().get(0);
                assertThat(store.events().count()).isEqualTo(row.stored()).isEqualTo(row.records());
                assertThat(row.status()).isEqualTo("running");
                assertThat(row.records()).isGreaterThanOrEqualTo(last).isLessThan(RECORDS);
                last = row.records();
            }
        }
        assertThat(last).isPositive();

        try (Store killed = Store.open(database);
                Store clean = Store.open(home.resolve("clean.duckdb"))) {
            ImportProcess.logImport(killed).run(Sources.find(List.of(file)), Progress.none());
            ImportProcess.logImport(clean).run(Sources.find(List.of(file)), Progress.none());

            assertThat(killed.events().count()).isEqualTo(RECORDS);
            assertThat(killed.imports().list()).isEqualTo(clean.imports().list());
            assertThat(killed.templates().page(1000, 0))
                    .isEqualTo(clean.templates().page(1000, 0));
            assertThat(killed.templates().shapes()).isEqualTo(clean.templates().shapes());
            assertThat(EventText.all(killed)).isEqualTo(EventText.all(clean));
        }
    }

    private static void importAndKillAt(Path database, Path file, long records) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportProcess.class.getName(),
                        database.toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            while (line != null && !(line.matches("[0-9]+") && Long.parseLong(line) >= records)) {
                line = said.readLine();
            }
            assertThat(line).as("the import ended before it could be killed").isNotNull();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
