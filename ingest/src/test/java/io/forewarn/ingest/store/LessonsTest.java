package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {
    private static final Lessons.By NOW = new Lessons.By(Rows.NOON.plus(Duration.ofDays(50)), Duration.ofDays(20));

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

    private static List<String> teaching(Lessons lessons) {
        List<String> ids = new ArrayList<>();
        lessons.each((op, teaches) -> {
            if (teaches) {
                ids.add(op.id());
            }
        });
        return ids;
    }

    private static Operation.Builder ended(String id, int day) {
        Instant at = Rows.NOON.plus(Duration.ofDays(day));
        return Rows.operation(id).at(at).outcome(Outcome.SUCCEEDED).finishedAt(at);
    }

    @Test
    void theNewestWithAnOutcomeThatIsScoredTeachAndAllAreTold() {
        store.operations()
                .upsert(List.of(
                        ended("a", 1).build(),
                        ended("b", 2).outcome(Outcome.FAILED).build(),
                        ended("unscored", 3).scored(false).build(),
                        ended("cancelled", 3).outcome(Outcome.CANCELLED).build(),
                        ended("acted on", 3).build(),
                        Rows.operation("running")
                                .at(Rows.NOON.plus(Duration.ofDays(4)))
                                .build(),
                        ended("c", 4).build()));
        store.predictions().append(Rows.prediction("p", "acted on", "warn"));
        store.predictions().markActedOn("p");

        Lessons two = store.operations().lessons(2, null);
        assertThat(teaching(two)).containsExactly("b", "c");
        assertThat(two.starts())
                .containsExactly(Rows.NOON.plus(Duration.ofDays(2)), Rows.NOON.plus(Duration.ofDays(4)));
        assertThat(two.all()).isEqualTo(3);
        assertThat(two.told()).isEqualTo(6);
        assertThat(teaching(store.operations().lessons(3, null))).containsExactly("a", "b", "c");

        List<String> told = new ArrayList<>();
        two.each((op, teaches) -> told.add(op.id()));
        assertThat(told).containsExactly("a", "b", "acted on", "cancelled", "unscored", "c", "running");
    }

    @Test
    void whatIsNotKnownYetTeachesNothingAndCrowdsOutNothing() {
        Instant now = NOW.at();
        store.operations()
                .upsert(List.of(
                        ended("dated", 1).build(),
                        ended("matured", 30).finishedAt(null).build(),
                        ended("green", 31).finishedAt(null).build(),
                        ended("told later", 2)
                                .finishedAt(null)
                                .knownAt(now.plusSeconds(1))
                                .build(),
                        ended("found later", 2)
                                .outcome(Outcome.FAILED)
                                .finishedAt(null)
                                .knownAt(now.plusSeconds(1))
                                .build(),
                        ended("found in time", 40)
                                .outcome(Outcome.FAILED)
                                .finishedAt(null)
                                .knownAt(now)
                                .build()));

        assertThat(teaching(store.operations().lessons(9, NOW)))
                .containsExactly("dated", "found later", "matured", "found in time");
        assertThat(teaching(store.operations().lessons(2, NOW))).containsExactly("matured", "found in time");
    }

    /** The database counts by its own words what is then picked by ours: where they differ the cut is off. */
    @Test
    void whatIsCountedIsWhatTeaches() {
        SplittableRandom random = new SplittableRandom(3);
        List<Operation> operations = new ArrayList<>();
        @Nullable Outcome[] outcomes = {Outcome.FAILED, Outcome.SUCCEEDED, Outcome.CANCELLED, null};
        for (int i = 0; i < 3000; i++) {
            Instant at = Rows.NOON.plus(Duration.ofHours(random.nextInt(1300)));
            @Nullable Outcome outcome = outcomes[random.nextInt(4)];
            boolean finished = outcome != null && random.nextBoolean();
            boolean known = outcome != null && random.nextBoolean();
            operations.add(Rows.operation("op-" + i)
                    .at(at)
                    .outcome(outcome)
                    .finishedAt(finished ? at.plus(Duration.ofDays(random.nextInt(3))) : null)
                    .knownAt(known ? at.plus(Duration.ofDays(random.nextInt(60))) : null)
                    .scored(random.nextInt(10) > 0)
                    .build());
        }
        store.operations().upsert(operations);

        for (Lessons.By by : new Lessons.By[] {NOW, null}) {
            Lessons all = store.operations().lessons(5000, by);
            List<String> teaching = teaching(all);
            assertThat(teaching).hasSize((int) all.all()).hasSizeGreaterThan(500);
            List<String> newest = teaching(store.operations().lessons(400, by));
            assertThat(newest).isEqualTo(teaching.subList(teaching.size() - 400, teaching.size()));
        }
    }
}
