package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationCountsTest {
    // a Sunday
    private static final Instant NOON = Rows.NOON;

    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
        store.operations()
                .upsert(List.of(
                        op("a", "billing", 0, Outcome.FAILED)
                                .finishedAt(NOON.plusSeconds(7200))
                                .build(),
                        op("b", "billing", 1, Outcome.SUCCEEDED).build(),
                        op("c", "ledger", 24, Outcome.SUCCEEDED).build(),
                        op("d", "ledger", 25, Outcome.CANCELLED).build(),
                        op("e", "ledger", 25, null).build()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Operation.Builder op(String id, String component, int hours, @Nullable Outcome outcome) {
        return Rows.operation(id)
                .component(component)
                .at(NOON.plus(Duration.ofHours(hours)))
                .outcome(outcome);
    }

    @Test
    void countsWhatSucceededOrFailedByComponentAndByEnd() {
        OperationCounts counts = store.operationCounts();

        assertThat(counts.components(null, null, null))
                .containsExactly(
                        new OperationCounts.Component("billing", 2, 1), new OperationCounts.Component("ledger", 1, 0));
        assertThat(counts.components("billing", NOON.plusSeconds(7200), NOON.plusSeconds(7201)))
                .containsExactly(new OperationCounts.Component("billing", 1, 1));
        assertThat(counts.components("billing", NOON, NOON.plusSeconds(3600))).isEmpty();
    }

    @Test
    void weeksBeginOnAMonday() {
        assertThat(store.operationCounts().weeks())
                .containsExactly(
                        new OperationCounts.Week(LocalDate.of(2026, 2, 23), 2, 1),
                        new OperationCounts.Week(LocalDate.of(2026, 3, 2), 1, 0));
    }

    @Test
    void findsTheLastThatEndedInASpan() {
        OperationCounts counts = store.operationCounts();
        Instant end = NOON.plus(Duration.ofDays(3));

        assertThat(counts.ended(null, NOON, end)).isEqualTo(5);
        assertThat(counts.ended("billing", NOON, NOON.plusSeconds(7200))).isEqualTo(1);
        assertThat(counts.last(null, NOON, end))
                .contains(new OperationCounts.Ended("e", "deploy", "ledger", NOON.plusSeconds(25 * 3600), null));
        assertThat(counts.last("billing", NOON, end))
                .contains(new OperationCounts.Ended("a", "deploy", "billing", NOON.plusSeconds(7200), Outcome.FAILED));
        assertThat(counts.last("billing", NOON.plusSeconds(7201), end)).isEmpty();
    }
}
