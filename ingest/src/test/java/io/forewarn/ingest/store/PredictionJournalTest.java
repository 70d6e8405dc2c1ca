package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once. */
final class PredictionJournalTest {
    private static final int CALLERS = 16;
    private static final int EACH = 20;

    @TempDir
    Path home;

    @Test
    void keepsWhatEachOfManyCallersWasToldAndOfTwoWithOneIdTheFirst() throws Exception {
        try (Store store = Store.open(home.resolve("forewarn.duckdb"))) {
            store.predictions().append(Rows.prediction("p-3-7", null, "warn"));
            ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < CALLERS; c++) {
                int caller = c;
                running.add(pool.submit(() -> record(store, caller)));
            }
            for (Future<?> each : running) {
                each.get();
            }
            pool.shutdown();

            for (int c = 0; c < CALLERS; c++) {
                for (int i = 0; i < EACH; i++) {
                    String id = c + "-" + i;
                    assertThat(store.predictions().find("p-" + id)).isPresent();
                    if (!id.equals("3-7")) {
                        assertThat(store.operations()
                                        .find("op-" + id)
                                        .orElseThrow()
                                        .attributes())
                                .isEqualTo(attributes(c, i));
                    }
                }
            }
            assertThat(store.predictions()
                            .find("p-3-7")
                            .orElseThrow()
                            .prediction()
                            .verdict())
                    .isEqualTo("warn");
            assertThat(store.operations().find("op-all")).isPresent();
            assertThat(store.predictions().count(PredictionFilter.all())).isEqualTo(2L * CALLERS * EACH);
        }
    }

    private static void record(Store store, int caller) {
        for (int i = 0; i < EACH; i++) {
            String id = caller + "-" + i;
            record(store, "op-" + id, "p-" + id, attributes(caller, i));
            record(store, "op-all", "again-" + id, Map.of());
        }
    }

    private static Map<String, Attribute> attributes(int caller, int i) {
        return Map.of("n", new Attribute.Numeric(1000.0 * caller + i));
    }

    private static void record(Store store, String operation, String id, Map<String, Attribute> attributes) {
        Operation op = Rows.operation(operation).attributes(attributes).build();
        store.predictions().record(op, Rows.prediction(id, operation, "pass"));
    }

    @Test
    void showsWhatIsNotYetMovedToWhoeverLooks() {
        try (Store store = open()) {
            record(store, "op-1", "p-1", Map.of("n", new Attribute.Numeric(1)));

            assertThat(store.operations().lookUp("op-1")).isPresent();
            assertThat(store.predictions().find("p-1")).isPresent();
            record(store, "op-2", "p-2", Map.of());
            assertThat(store.operations().page(OperationFilter.all(), 9, 0)).hasSize(2);
            record(store, "op-3", "p-3", Map.of());
            assertThat(store.operations()
                            .recordOutcome("op-3", Outcome.FAILED, Rows.NOON, Rows.NOON)
                            .status())
                    .isEqualTo(OutcomeReceipt.Status.RECORDED);
            assertThat(store.operations().lookUp("op-3").orElseThrow().outcome())
                    .contains(Outcome.FAILED);
            assertThat(store.operations().lookUp("op-4")).isEmpty();
        }
    }

    @Test
    void holdsTheLastOfWhatWasAskedAboutAnOperationUntilThatIsInTheDatabase() {
        try (Store store = open()) {
            record(store, "op", "p-1", Map.of("n", new Attribute.Numeric(1)));
            record(store, "op", "p-2", Map.of("n", new Attribute.Numeric(2)));
            assertThat(store.operations().lookUp("op").orElseThrow().attributes())
                    .isEqualTo(Map.of("n", new Attribute.Numeric(2)));

            assertThat(store.predictions().find("p-1")).isPresent();
            store.operations().end("op", Outcome.FAILED, Rows.NOON, Rows.NOON);
            assertThat(store.operations().lookUp("op").orElseThrow().outcome())
                    .as("the database is asked once it holds the operation")
                    .contains(Outcome.FAILED);
        }
    }

    @Test
    void movesNothingOfAFileThatDoesNotHoldWhatWasWrittenAndSaysSo() throws Exception {
        try (Store store = open()) {
            record(store, "op-1", "p-1", Map.of());
            Path file = home.resolve("forewarn.duckdb.journal/0000000001");
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            damaged[60] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> store.predictions().find("p-1"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("could not move");

            Files.write(file, whole);
            record(store, "op-2", "p-2", Map.of());
            assertThat(store.predictions().find("p-1")).isPresent();
            assertThat(store.predictions().find("p-2")).isPresent();
            assertThat(store.predictions().count(PredictionFilter.all())).isEqualTo(2);
        }
    }

    @Test
    void leavesNoFileBehindWhenItIsClosed() {
        try (Store store = open()) {
            record(store, "op-1", "p-1", Map.of());
        }
        assertThat(home.resolve("forewarn.duckdb.journal")).doesNotExist();
        try (Store store = open()) {
            assertThat(store.predictions().find("p-1")).isPresent();
        }
    }

    @Test
    void movesWhatAKilledProcessLeftOnceAndNotOverWhatCameAfter() throws Exception {
        Map<String, byte[]> left;
        try (Store store = open()) {
            record(store, "op-1", "p-1", Map.of("n", new Attribute.Numeric(1)));
            record(store, "op-2", "p-2", Map.of("n", new Attribute.Numeric(2)));
            left = files();
        }
        assertThat(left).isNotEmpty();
        try (Store store = open()) {
            store.operations()
                    .upsert(List.of(Rows.operation("op-1")
                            .attributes(Map.of("n", new Attribute.Numeric(10)))
                            .build()));
        }
        putBack(left);
        try (Store store = open()) {
            assertThat(store.predictions().count(PredictionFilter.all())).isEqualTo(2);
            assertThat(store.operations().find("op-1").orElseThrow().attributes())
                    .isEqualTo(Map.of("n", new Attribute.Numeric(10)));
        }
        assertThat(files()).isEmpty();

        Path other = home.resolve("other.duckdb");
        Store.open(other).close();
        Files.createDirectories(home.resolve("other.duckdb.journal"));
        for (Map.Entry<String, byte[]> file : left.entrySet()) {
            Files.write(home.resolve("other.duckdb.journal").resolve(file.getKey()), file.getValue());
        }
        try (Store store = Store.open(other)) {
            assertThat(store.predictions().find("p-1").orElseThrow().prediction())
                    .isEqualTo(Rows.prediction("p-1", "op-1", "pass"));
            assertThat(store.operations().find("op-2").orElseThrow().attributes())
                    .isEqualTo(Map.of("n", new Attribute.Numeric(2)));
        }
    }

    @Test
    void dropsOnlyTheFrameThatWasNotWrittenToItsEndAndTheOneThatIsDamaged() throws Exception {
        Map<String, byte[]> left;
        try (Store store = open()) {
            for (int i = 1; i <= 4; i++) {
                record(store, "op-" + i, "p-" + i, Map.of());
            }
            left = files();
        }
        Files.delete(home.resolve("forewarn.duckdb"));
        left.replaceAll((name, bytes) -> {
            byte[] torn = Arrays.copyOf(bytes, bytes.length - 30);
            torn[bytes.length / 4 + 20] ^= 1;
            return torn;
        });
        putBack(left);
        try (Store store = open()) {
            assertThat(store.predictions().page(PredictionFilter.all(), 9, 0))
                    .extracting(p -> p.prediction().id())
                    .containsExactlyInAnyOrder("p-1", "p-3");
        }
    }

    @Test
    void readsOfAFileThatIsUsedAgainOnlyItsLastUse() throws Exception {
        Path path = home.resolve("frames");
        FrameFile file = FrameFile.create(path, 1);
        file.append(new byte[] {1, 1, 1});
        file.append(new byte[] {2, 2, 2});
        file.append(new byte[] {3, 3, 3});
        file.reuse(2);
        assertThat(FrameFile.read(path).frames()).hasSize(3);
        file.append(new byte[] {4, 4});
        file.append(new byte[] {5, 5, 5});

        FrameFile.Content content = FrameFile.read(path);
        assertThat(content.use()).isEqualTo(2);
        assertThat(content.lost()).isZero();
        assertThat(content.frames()).containsExactly(new byte[] {4, 4}, new byte[] {5, 5, 5});

        file.reuse(3);
        file.append(new byte[] {6, 6, 6});
        byte[] torn = Files.readAllBytes(path);
        torn[13] ^= 1;
        Files.write(path, torn);
        assertThat(FrameFile.read(path).frames()).isEmpty();
        file.discard();
        assertThat(path).doesNotExist();
    }

    @Test
    void appendsOnAfterAnInterrupt() throws Exception {
        FrameFile file = FrameFile.create(home.resolve("frames"), 1);
        Thread.currentThread().interrupt();
        file.append(new byte[] {1});
        assertThat(Thread.interrupted()).isTrue();
        file.append(new byte[] {2, 2});

        assertThat(FrameFile.read(home.resolve("frames")).frames()).containsExactly(new byte[] {1}, new byte[] {2, 2});
        file.discard();
    }

    @Test
    void readsNothingIntoZerosAsALossOfPowerMayLeaveThem() throws Exception {
        Path path = home.resolve("frames");
        FrameFile file = FrameFile.create(path, 1);
        Files.write(path, new byte[200_000]);
        assertThat(FrameFile.read(path).frames()).isEmpty();
        assertThat(FrameFile.read(path).lost()).isZero();
        file.append(new byte[] {1, 1, 1});
        file.append(new byte[] {2});
        file.append(new byte[] {3, 3});

        assertThat(FrameFile.read(path).lost()).isZero();
        assertThat(FrameFile.read(path).frames())
                .containsExactly(new byte[] {1, 1, 1}, new byte[] {2}, new byte[] {3, 3});
        try (FrameFile.Reader back = file.reader()) {
            assertThat(back.next()).containsExactly(1, 1, 1);
            assertThat(back.next()).containsExactly(2);
            assertThat(back.next()).containsExactly(3, 3);
            assertThat(back.next()).isNull();
        }
        file.discard();
    }

    @Test
    void usesItsFilesAgainAndMovesWhatAKilledProcessLeftInThemInTheOrderInWhichItCame() throws Exception {
        Map<String, byte[]> left = Map.of();
        try (Store store = open()) {
            for (int i = 1; i <= 8; i++) {
                record(store, "op", "p-" + i, Map.of("n", new Attribute.Numeric(i)));
                if (i < 8) {
                    store.predictions().find("p-" + i);
                }
            }
            left = files();
            assertThat(left.size()).isBetween(1, 4);
        }
        Files.delete(home.resolve("forewarn.duckdb"));
        putBack(left);
        try (Store store = open()) {
            assertThat(store.predictions().find("p-8")).isPresent();
            assertThat(store.operations().find("op").orElseThrow().attributes())
                    .isEqualTo(Map.of("n", new Attribute.Numeric(8)));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesATimeThatTheDatabaseCannotHoldAndKeepsOddText() {
        try (Store store = open()) {
            Operation late = Rows.operation("late")
                    .at(Instant.parse("+900000-01-01T00:00:00Z"))
                    .build();
            assertThatThrownBy(() -> store.predictions().record(late, Rows.prediction("p-1", "late", "pass")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'at'");
            record(store, "odd", "p-2", Map.of("a\u0000b", new Attribute.Category("\ud800 \u0000 ü \ud83d\ude00")));

            assertThat(store.predictions().find("p-2")).isPresent();
            assertThat(store.operations().find("odd").orElseThrow().attributes())
                    .containsKey("a\u0000b");
        }
    }

    private Store open() {
        return Store.open(home.resolve("forewarn.duckdb"));
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Path folder = home.resolve("forewarn.duckdb.journal");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.toList()) {
                    files.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private void putBack(Map<String, byte[]> files) throws IOException {
        Path folder = Files.createDirectories(home.resolve("forewarn.duckdb.journal"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
