package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** No secret or personal datum of the input is in any byte or column that we write, nor in our log. */
final class PlantedValuesTest {
    @TempDir
    Path folder;

    @Test
    void areInNoByteAndNoColumnOfTheHome() throws Exception {
        Path home = folder.resolve("home");
        Path input = folder.resolve("input");
        SampleLogs.Planted sample = SampleLogs.of(21, 6000);
        SampleLogs.write(input.resolve("kim.lee@example.com/app.log"), sample.lines());
        List<String> values = new ArrayList<>(sample.values());
        values.add("kim.lee@example.com");
        Path operations = SampleLogs.write(
                input.resolve("operations.csv"),
                List.of(
                        "id,at,kind,component,actor,status,title,card",
                        "1,2026-03-01,deploy,billing,kim.lee@example.com,failed,for ana.ruiz@example.com of 203.0.113.77,4111111111111111"));
        values.addAll(List.of("ana.ruiz@example.com", "203.0.113.77", "4111111111111111"));
        Path repairs = SampleLogs.write(
                input.resolve("repairs.csv"),
                List.of(
                        "id,at,component,actor,action,worked",
                        "1,2026-03-01,billing,kim.lee@example.com,asked joe.doe@example.com; set password=Hunter2Zebra99,true"));
        values.addAll(List.of("joe.doe@example.com", "Hunter2Zebra99"));
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(logged);
        Clock clock = Clock.fixed(SampleLogs.WRITTEN, ZoneOffset.UTC);
        Path file = home.resolve("forewarn.duckdb");
        try (Store store = Store.open(file)) {
            ImportProcess.logImport(store)
                    .run(Sources.find(List.of(input.resolve("kim.lee@example.com"))), Progress.none());
            new OperationImport(store, ImportProcess.scrubber(), clock, OperationOptions.defaults())
                    .run(Sources.find(List.of(operations)), Progress.none());
            new RepairImport(store, ImportProcess.scrubber(), clock, OperationOptions.defaults())
                    .run(Sources.find(List.of(repairs)), Progress.none());
            assertThat(store.events().count()).isEqualTo(6000);
            assertThat(store.operations().find("1")).isPresent();

            // Before the checkpoint the rows stand in the write-ahead log, afterwards in the file.
            assertNowhere(values, bytes(home));
            store.checkpoint();
            assertNowhere(values, bytes(home));
        } finally {
            root.detachAppender(logged);
        }
        assertNowhere(values, bytes(home));
        assertNowhere(values, dump(file));
        assertNowhere(
                values,
                String.join(
                        "\n", logged.list.stream().map(ILoggingEvent::toString).toList()));
    }

    private static void assertNowhere(List<String> values, String text) {
        assertThat(text).isNotNull();
        assertThat(values.stream().filter(text::contains).toList()).isEmpty();
    }

    private static String bytes(Path home) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String dump(Path file) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement tables = c.createStatement();
                ResultSet t = tables.executeQuery("SELECT table_name FROM duckdb_tables()")) {
            while (t.next()) {
                try (Statement s = c.createStatement();
                        ResultSet r = s.executeQuery("SELECT * FROM " + t.getString(1))) {
                    while (r.next()) {
                        for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                            all.append(r.getString(i)).append('\n');
                        }
                    }
                }
            }
        }
        assertThat(all.length()).isGreaterThan(100_000);
        return all.toString();
    }
}
