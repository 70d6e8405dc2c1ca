package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.Stored;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictionAndSuggestionStoreTest {
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
    void showsWhatHappenedBesideThePrediction() {
        store.operations().upsert(List.of(Rows.operation("op").build()));
        PredictionRow row = Rows.prediction("p1", "op", "warn");
        store.predictions().append(row);
        store.predictions().append(Rows.prediction("p2", null, "pass"));

        assertThat(store.predictions().find("p1")).contains(new JudgedPrediction(row, false, null, null));
        assertThat(store.predictions().judgedRisks()).isEmpty();

        store.operations().recordOutcome("op", Outcome.FAILED, Rows.NOON, Rows.NOON.plusSeconds(1));
        assertThat(store.predictions().judgedRisks()).containsExactly(new JudgedRisk(row.risk(), true));
        assertThat(store.predictions().markActedOn("p1")).isTrue();
        assertThat(store.predictions().markActedOn("p9")).isFalse();

        assertThat(store.predictions().judgedRisks()).isEmpty();
        assertThat(store.predictions().find("p1"))
                .contains(new JudgedPrediction(row, true, Outcome.FAILED, Rows.NOON.plusSeconds(1)));
        assertThat(store.predictions().page(PredictionFilter.all(), 9, 0)).hasSize(2);
        assertThat(store.predictions().count(new PredictionFilter("deploy", "billing", "warn", "op", Rows.NOON, null)))
                .isEqualTo(1);
    }

    @Test
    void anOperationThatAPredictionChangedFeedsHistoryButTeachesNothing() {
        store.operations()
                .upsert(List.of(
                        Rows.operation("changed").build(),
                        Rows.operation("left").build(),
                        Rows.operation("unasked").build()));
        store.predictions().append(Rows.prediction("p1", "changed", "warn"));
        store.predictions().append(Rows.prediction("p2", "left", "warn"));
        store.predictions().append(Rows.prediction("p3", null, "warn"));
        store.predictions().markActedOn("p1");
        store.predictions().markActedOn("p3");

        List<Operation> lessons = new ArrayList<>();
        store.operations().lessons(10, null).each((operation, teaches) -> lessons.add(operation));
        assertThat(lessons)
                .extracting(Operation::id, Operation::scored)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("changed", false),
                        org.assertj.core.groups.Tuple.tuple("left", true),
                        org.assertj.core.groups.Tuple.tuple("unasked", true));
        assertThat(Stored.operations(store)).allMatch(Operation::scored);
    }

    @Test
    void refusesASecondPredictionOfTheSameId() {
        store.predictions().append(Rows.prediction("p1", null, "pass"));

        assertThatThrownBy(() -> store.predictions().append(Rows.prediction("p1", null, "warn")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("could not write");
        assertThat(store.predictions().count(PredictionFilter.all())).isEqualTo(1);
    }

    @Test
    void countsSuccessByKeyAndBySource() {
        store.suggestions()
                .upsert(List.of(
                        Rows.suggestion("s1", "catalog", "disk.1"),
                        Rows.suggestion("s2", "catalog", "disk.1"),
                        Rows.suggestion("s3", "history", "r7")));
        store.suggestions().upsert(List.of(Rows.suggestion("s3", "history", "r7")));
        AttemptRow worked = new AttemptRow("a1", "s1", Rows.NOON, "worked", "<actor:a>", "fine");
        store.suggestions().attempt(new AttemptRow("a1", "s1", Rows.NOON, "unknown", null, null));
        store.suggestions().attempt(worked);
        store.suggestions().attempt(new AttemptRow("a2", "s1", Rows.NOON.plusSeconds(1), "did_not", null, null));
        store.suggestions().attempt(new AttemptRow("a3", "s2", Rows.NOON, "unknown", null, null));

        assertThat(store.suggestions().countsByKey())
                .containsExactly(
                        new SuccessCount("disk.1", "catalog", "Raise the limit", 2, 3, 1, 1),
                        new SuccessCount("r7", "history", "Raise the limit", 1, 0, 0, 0));
        assertThat(store.suggestions().countsBySource())
                .extracting(SuccessCount::name, SuccessCount::shown, SuccessCount::tried)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("catalog", 2L, 3L),
                        org.assertj.core.groups.Tuple.tuple("history", 1L, 0L));
        assertThat(store.suggestions().attempts("s1")).hasSize(2).startsWith(worked);
        assertThat(store.suggestions().attempts()).hasSize(3);
        assertThat(store.suggestions().find("s3")).contains(Rows.suggestion("s3", "history", "r7"));
        assertThat(store.suggestions().page(new SuggestionFilter("i1", null, null, "catalog", "disk.1"), 9, 0))
                .hasSize(2);
        assertThat(store.suggestions().count()).isEqualTo(3);
    }

    @Test
    void refusesAnAttemptAtNothing() {
        assertThatThrownBy(
                        () -> store.suggestions().attempt(new AttemptRow("a", "none", Rows.NOON, "worked", null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no suggestion has the id none");
        assertThatThrownBy(
                        () -> store.suggestions().attempt(new AttemptRow("a", "none", Rows.NOON, "maybe", null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
