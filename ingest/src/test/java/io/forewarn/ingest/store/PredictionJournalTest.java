package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once. */
final class PredictionJournalTest {
    private static final int CALLERS = 16;
    private static final int EACH = 20;

    @TempDir
    Path home;

    @Test
    void keepsWhatEachOfManyCallersWasToldAndFailsOnlyWhoRepeatsAnId() throws Exception {
        try (Store store = Store.open(home.resolve("forewarn.duckdb"))) {
            store.predictions().append(Rows.prediction("p-3-7", null, "pass"));
            ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
            List<Future<Integer>> running = new ArrayList<>();
            for (int c = 0; c < CALLERS; c++) {
                int caller = c;
                running.add(pool.submit(() -> record(store, caller)));
            }
            int failed = 0;
            for (Future<Integer> each : running) {
                failed += each.get();
            }
            pool.shutdown();

            assertThat(failed).isEqualTo(1);
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
            assertThat(store.operations().find("op-3-7")).isEmpty();
            assertThat(store.operations().find("op-all")).isPresent();
        }
    }

    /** How many were refused. */
    private static int record(Store store, int caller) {
        int failed = 0;
        for (int i = 0; i < EACH; i++) {
            String id = caller + "-" + i;
            failed += refused(store, "op-" + id, "p-" + id, attributes(caller, i)) ? 1 : 0;
            failed += refused(store, "op-all", "again-" + id, Map.of()) ? 1 : 0;
        }
        return failed;
    }

    private static Map<String, Attribute> attributes(int caller, int i) {
        return Map.of("n", new Attribute.Numeric(1000.0 * caller + i));
    }

    private static boolean refused(Store store, String operation, String id, Map<String, Attribute> attributes) {
        Operation op = Rows.operation(operation).attributes(attributes).build();
        try {
            store.predictions().record(op, Rows.prediction(id, operation, "pass"));
            return false;
        } catch (StoreException e) {
            return true;
        }
    }
}
