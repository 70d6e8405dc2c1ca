package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.Stored;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Repair;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperationStoreTest {
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
    void givesBackEveryFieldAndEveryKindOfAttribute() {
        Operation full = Rows.operation("op-1")
                .environment("prod")
                .actor("<actor:abc234>")
                .attributes(Map.of(
                        "batch_rows", new Attribute.Numeric(1.5e9),
                        "is_fix", new Attribute.Flag(true),
                        "branch", new Attribute.Category("main"),
                        "word", new Attribute.Text("word"),
                        "title", new Attribute.Text("Add \"an\" index"),
                        "paths", new Attribute.Paths(List.of(new Attribute.PathChange("src/A.java", 3, 1)))))
                .outcome(Outcome.FAILED)
                .finishedAt(Rows.NOON.plusSeconds(1))
                .knownAt(Rows.NOON.plusSeconds(2))
                .scored(false)
                .build();
        Operation bare = Operation.builder("op-2").at(Rows.NOON).build();

        assertThat(store.operations().upsert(List.of(full, bare))).isEqualTo(2);

        assertThat(store.operations().find("op-1")).contains(full);
        assertThat(store.operations().find("op-2")).contains(bare);
        assertThat(store.operations().find("op-3")).isEmpty();
    }

    @Test
    void addsNothingWhenTheSameRowsComeAgain() {
        List<Operation> rows = List.of(Rows.operation("a").build(), Rows.failed("b", Rows.NOON));

        assertThat(store.operations().upsert(rows)).isEqualTo(2);
        assertThat(store.operations().upsert(rows)).isZero();

        assertThat(Stored.operations(store)).isEqualTo(rows);
    }

    @Test
    void fillsInAnOutcomeThatWasMissingButKeepsTheFirst() {
        store.operations().upsert(List.of(Rows.operation("a").build()));
        store.operations().upsert(List.of(Rows.failed("a", Rows.NOON)));
        store.operations()
                .upsert(List.of(Rows.operation("a")
                        .kind("job")
                        .outcome(Outcome.SUCCEEDED)
                        .build()));
        store.operations()
                .upsert(List.of(
                        Rows.failed("b", Rows.NOON),
                        Rows.operation("b")
                                .kind("job")
                                .outcome(Outcome.SUCCEEDED)
                                .build()));

        Operation a = store.operations().find("a").orElseThrow();
        assertThat(a.outcome()).contains(Outcome.FAILED);
        assertThat(a.knownAt()).isEqualTo(Rows.NOON);
        assertThat(a.kind()).isEqualTo("job");
        assertThat(store.operations().find("b").orElseThrow().outcome()).contains(Outcome.FAILED);
    }

    @Test
    void ordersByStartThenId() {
        store.operations()
                .upsert(List.of(
                        Rows.operation("c").at(Rows.NOON.plusSeconds(1)).build(),
                        Rows.operation("b").build(),
                        Rows.operation("a").build()));

        assertThat(Stored.operations(store)).extracting(Operation::id).containsExactly("a", "b", "c");
        assertThat(store.operations().page(OperationFilter.all(), 2, 0))
                .extracting(Operation::id)
                .containsExactly("c", "a");
    }

    @Test
    void findsRecentFailuresOfAComponentAndKind() {
        Instant at = Rows.NOON;
        store.operations()
                .upsert(List.of(
                        Rows.failed("a", at),
                        Rows.failed("b", at.plusSeconds(1)),
                        Rows.failed("later", at.plusSeconds(9)),
                        Rows.failed("other", at).toBuilder().component("ledger").build(),
                        Rows.failed("job", at).toBuilder().kind("job").build(),
                        Rows.operation("fine").outcome(Outcome.SUCCEEDED).build()));

        assertThat(store.operations().failuresBefore("billing", "deploy", at.plusSeconds(9), 5))
                .extracting(Operation::id)
                .containsExactly("b", "a");
        assertThat(store.operations().failuresBefore("billing", null, at.plusSeconds(9), 5))
                .hasSize(3);
        assertThat(store.operations().count(OperationFilter.failuresOf(null, "ledger")))
                .isEqualTo(1);
    }

    @Test
    void leavesOneOfTwoHundredConcurrentOutcomes() throws Exception {
        store.operations().upsert(List.of(Rows.operation("op").build()));
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Future<OutcomeReceipt>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Outcome outcome = i % 2 == 0 ? Outcome.FAILED : Outcome.SUCCEEDED;
            Instant at = Rows.NOON.plusSeconds(i);
            answers.add(pool.submit(() -> store.operations().recordOutcome("op", outcome, at, at)));
        }
        List<OutcomeReceipt> receipts = new ArrayList<>();
        for (Future<OutcomeReceipt> answer : answers) {
            receipts.add(answer.get());
        }
        pool.shutdown();

        Outcome standing = store.operations().find("op").orElseThrow().outcome().orElseThrow();
        assertThat(receipts)
                .filteredOn(r -> r.status() == OutcomeReceipt.Status.RECORDED)
                .hasSize(1);
        assertThat(receipts)
                .filteredOn(r -> r.status() == OutcomeReceipt.Status.ALREADY_KNOWN)
                .hasSize(199);
        assertThat(receipts).allMatch(r -> r.standing() == standing);
    }

    @Test
    void saysSoWhenTheOperationIsNotKnown() {
        assertThat(store.operations().recordOutcome("x", Outcome.FAILED, null, null))
                .isEqualTo(new OutcomeReceipt(OutcomeReceipt.Status.UNKNOWN_OPERATION, null));
    }

    @Test
    void keepsTheLastEvidenceOfAnOperation() {
        store.operations().keepEvidence(List.of(new Evidence("op", 1, "first")));
        store.operations().keepEvidence(List.of(new Evidence("op", null, "second")));

        assertThat(store.operations().evidence("op")).contains(new Evidence("op", null, "second"));
        assertThat(store.operations().evidence("none")).isEmpty();
    }

    @Test
    void findsTheRepairsOfOperations() {
        Repair a = new Repair("r1", Rows.NOON, "billing", "op-1", "<actor:a>", "freed disk", true);
        Repair b = new Repair("r2", Rows.NOON.minusSeconds(1), "billing", null, null, "restarted", null);
        Repair c = new Repair("r3", Rows.NOON.plusSeconds(1), "billing", "op-\"2", null, "waited", false);

        assertThat(store.repairs().upsert(List.of(a, b, c))).isEqualTo(3);
        assertThat(store.repairs().upsert(List.of(a, b, c))).isZero();

        assertThat(store.repairs().all()).containsExactly(b, a, c);
        assertThat(store.repairs().forOperations(List.of("op-1", "op-\"2"))).containsExactly(a, c);
        assertThat(store.repairs().forOperations(List.of())).isEmpty();
        assertThat(store.repairs().count()).isEqualTo(3);
    }

    @Test
    void makesTheKeysOfEventsAnewOnceAndKnowsTheEventsAgain() {
        store.operations().noteDelivery("0a1b2c", "op-1");
        store.operations().noteDelivery("k-new", "op-2");

        assertThat(store.operations().keyDeliveries(old -> "k-" + old.toUpperCase(Locale.ROOT)))
                .isEqualTo(1);
        assertThat(store.operations().keyDeliveries(old -> "k-never")).isZero();

        assertThat(store.operations().delivery("0a1b2c")).isEmpty();
        assertThat(store.operations().delivery("k-0A1B2C")).contains("op-1");
        assertThat(store.operations().delivery("k-new")).contains("op-2");
    }
}
