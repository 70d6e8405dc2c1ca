package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Rejected;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
    @TempDir
    Path home;

    @Test
    void keepsWhatWasStoredOverAReopening() {
        Path file = home.resolve("deep/er/forewarn.duckdb");
        try (Store store = Store.open(file)) {
            store.events().append(Rows.events(1, 3));
            store.checkpoint();
            assertThat(store.sizeBytes()).isPositive();
            assertThat(store.file()).isEqualTo(file);
        }
        try (Store store = Store.open(file)) {
            assertThat(store.events().count()).isEqualTo(3);
        }
        assertThat(home.resolve("deep/er")).isDirectoryNotContaining("glob:**.pid");
    }

    /** A checkpoint writes the last group of a table anew: it must not grow with the table. */
    @Test
    void keepsTheGroupsOfATableSmallAlsoAfterItWasRewritten() throws Exception {
        Path file = home.resolve("forewarn.duckdb");
        try (Store store = Store.open(file)) {
            store.events().append(Rows.events(1, 50_000));
            store.checkpoint();
        }
        assertThat(largestGroup(file)).isLessThanOrEqualTo(16_384);
        try (Database database = Opening.open(file)) {
            Rewriting.rewrite(database, file);
        }
        assertThat(largestGroup(file)).isLessThanOrEqualTo(16_384);
    }

    @Test
    void leavesTheGroupsOfWhatACommandWritesLarge() throws Exception {
        Path file = home.resolve("forewarn.duckdb");
        try (Database database = Opening.open(file, 1)) {
            new EventStore(database).append(Rows.events(1, 50_000));
        }
        assertThat(largestGroup(file)).isEqualTo(50_000);
    }

    private static long largestGroup(Path file) throws SQLException {
        try (var c = DriverManager.getConnection("jdbc:duckdb:" + file);
                var s = c.createStatement();
                var r = s.executeQuery("SELECT max(rows) FROM (SELECT sum(count) AS rows"
                        + " FROM pragma_storage_info('events') WHERE column_name = 'ordinal' AND segment_type = 'BIGINT'"
                        + " GROUP BY row_group_id)")) {
            assertThat(r.next()).isTrue();
            assertThat(r.getLong(1)).isPositive();
            return r.getLong(1);
        }
    }

    @Test
    void refusesASecondProcessAndSaysWhichOneHasTheFile() throws Exception {
        Path file = home.resolve("forewarn.duckdb");
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldStore.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("open");

            assertThatThrownBy(() -> Store.open(file))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining("in use by process " + other.pid())
                    .hasMessageContaining("FOREWARN_HOME");
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (Store store = Store.open(file)) {
            assertThat(store.events().count()).isEqualTo(2);
        }
    }

    @Test
    void refusesASecondStoreInTheSameProcess() {
        Path file = home.resolve("forewarn.duckdb");
        try (Store store = Store.open(file)) {
            assertThatThrownBy(() -> Store.open(file))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining("this process itself");
            store.events().append(Rows.events(1, 1));
            assertThat(store.events().count()).isEqualTo(1);
        }
    }

    @Test
    void leavesAFileThatIsNoDatabaseAsItIs() throws Exception {
        Path file = Files.writeString(home.resolve("forewarn.duckdb"), "not a database, but dear to me");

        assertThatThrownBy(() -> Store.open(file))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreInUseException.class)
                .hasMessageContaining("damaged or is no Forewarn database");
        assertThat(file).hasContent("not a database, but dear to me");
    }

    @Test
    void refusesAFolderInPlaceOfTheFile() {
        assertThatThrownBy(() -> Store.open(home))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it must be a file");
    }

    @Test
    void refusesAFileOfANewerProgram() throws Exception {
        Path file = home.resolve("forewarn.duckdb");
        Store.open(file).close();
        try (var c = DriverManager.getConnection("jdbc:duckdb:" + file);
                var s = c.createStatement()) {
            s.execute("INSERT INTO schema_version VALUES (999)");
        }

        assertThatThrownBy(() -> Store.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema version 999")
                .hasMessageContaining("newer Forewarn");
    }

    @Test
    void keepsTheLedgerInStepWithTheRows() {
        try (Store store = Store.open(home.resolve("forewarn.duckdb"))) {
            ImportRow begun = store.imports().begin("a.log", "logs", "head", Rows.NOON);
            ImportRow done = new ImportRow(
                    begun.id(),
                    "a.log",
                    "whole",
                    "head",
                    "logs",
                    Rows.NOON,
                    Rows.NOON.plusSeconds(1),
                    "done",
                    100,
                    5,
                    4,
                    3,
                    Map.of("not text", 1L),
                    List.of(new Rejected("not text", "line 5")),
                    Map.of("email", 2L));
            store.imports().commit(done, Rows.events(begun.id(), 3), new long[] {7, 7, 7}, Map.of(7L, "line <num>"));

            assertThat(store.imports().find(begun.id())).contains(done);
            assertThat(store.imports().finished("logs", "whole")).containsExactly(done);
            assertThat(store.imports().finished("operations", "whole")).isEmpty();
            assertThat(store.imports().alike("logs", "head")).containsExactly(done);
            assertThat(store.imports().list()).containsExactly(done);
            assertThat(store.imports()
                            .begin("b.log", "logs", "head2", Rows.NOON)
                            .id())
                    .isEqualTo(begun.id() + 1);

            store.imports().discard(begun.id());
            assertThat(store.imports().find(begun.id())).isEmpty();
            assertThat(store.events().count()).isZero();
        }
    }

    @Test
    void countsTemplatesByTheStoredEvents() {
        try (Store store = Store.open(home.resolve("forewarn.duckdb"))) {
            ImportRow line = store.imports().begin("a.log", "logs", "head", Rows.NOON);
            store.imports()
                    .commit(
                            line,
                            Rows.events(1, 4),
                            new long[] {7, 8, 7, 9},
                            Map.of(7L, "a <num>", 8L, "a b", 9L, "c"));
            assertThat(store.templates().stale()).isTrue();
            store.templates()
                    .assign(List.of(
                            new TemplateAssignment(7, 70, "a <*>"),
                            new TemplateAssignment(8, 70, "a <*>"),
                            new TemplateAssignment(9, 90, "c")));

            assertThat(store.templates().stale()).isFalse();
            assertThat(store.templates().shapes())
                    .containsExactly(new ShapeRow(7, "a <num>", 2), new ShapeRow(8, "a b", 1), new ShapeRow(9, "c", 1));
            assertThat(store.templates().page(9, 0))
                    .containsExactly(
                            new TemplateRow(70, "a <*>", 3, Rows.NOON, Rows.NOON.plusSeconds(2)),
                            new TemplateRow(90, "c", 1, Rows.NOON.plusSeconds(3), Rows.NOON.plusSeconds(3)));
            assertThat(store.templates().find(90)).isPresent();
            assertThat(store.templates().count()).isEqualTo(2);
            assertThat(store.events().find(1, 1).orElseThrow().templateId()).isEqualTo(70);
            assertThat(store.events().count(EventFilter.all().withTemplate(70L)))
                    .isEqualTo(3);
        }
    }
}
