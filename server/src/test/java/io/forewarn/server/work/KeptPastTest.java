package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.store.Settled;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.risk.Replay;
import io.forewarn.models.risk.Timeline;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.risk.PredictOptions;
import io.forewarn.predictor.risk.PredictionJson;
import io.forewarn.predictor.risk.RiskPredictor;
import io.forewarn.predictor.risk.TrackRecord;
import io.forewarn.predictor.suggest.Catalog;
import io.forewarn.server.Team;
import io.forewarn.server.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptPastTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeptPast.Calibrated CALIBRATED = new KeptPast.Calibrated("risk-0001", Experience.none());

    @TempDir
    Path folder;

    private Instant now = START;

    private final Clock clock = Team.clock(() -> now);

    private KeptPast past(Store store) {
        return new KeptPast(home(), store, clock, 20);
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private static KeptPast.Now load(KeptPast past) {
        return past.load(past.saved().orElse(null), CALIBRATED);
    }

    /** A process that is killed leaves what is in the store and what was kept at some time: the next one reads both. */
    @Test
    void whatIsKeptAndWhatCameAfterIsToTheBitAReplayOfAll() throws Exception {
        int resumed = 0;
        int replayed = 0;
        home().ensure();
        for (int seed = 0; seed < 4; seed++) {
            try (Store store = Store.open(folder.resolve("home-" + seed + ".duckdb"))) {
                SplittableRandom random = new SplittableRandom(seed);
                now = START;
                Files.deleteIfExists(home().snapshot());
                List<String> running = new ArrayList<>();
                for (int step = 0; step < 12; step++) {
                    happen(store, running, random, step);
                    if (random.nextInt(2) == 0) {
                        past(store).advance(CALIBRATED);
                    }
                    if (random.nextInt(5) == 0 && Files.exists(home().trackRecord())) {
                        byte[] damaged = Files.readAllBytes(home().trackRecord());
                        damaged[random.nextInt(damaged.length)] ^= 1;
                        Files.write(home().trackRecord(), damaged);
                    }
                    KeptPast.Now came = load(past(store));
                    resumed += came.written() || came.since() < 0 ? 0 : 1;
                    replayed += came.written() ? 1 : 0;
                    same(store, came);
                }
            }
        }
        assertThat(resumed).isGreaterThan(15);
        assertThat(replayed).isGreaterThan(3);
    }

    private void happen(Store store, List<String> running, SplittableRandom random, int step) {
        List<Operation> some = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            now = now.plusSeconds(random.nextInt(100_000));
            String id = "op-" + step + "-" + i;
            Operation.Builder op = Operation.builder(id)
                    .kind("kind-" + random.nextInt(3))
                    .component("component-" + random.nextInt(4))
                    .actor("<actor:" + random.nextInt(5) + ">")
                    .at(now.minusSeconds(random.nextInt(150) == 0 ? 5_000_000 : random.nextInt(30)))
                    .attributes(Map.of(
                            "lines", new Attribute.Numeric(random.nextInt(50)),
                            "title", new Attribute.Text("raise the limit of pool " + random.nextInt(9))));
            Outcome outcome = random.nextInt(4) == 0 ? Outcome.FAILED : Outcome.SUCCEEDED;
            switch (random.nextInt(5)) {
                case 0 -> running.add(id);
                case 1 -> op.outcome(outcome); // undated
                case 2 -> op.outcome(outcome).knownAt(now.plus(Duration.ofDays(random.nextInt(200))));
                default -> op.outcome(outcome).finishedAt(now);
            }
            some.add(op.build());
        }
        store.operations().upsert(some);
        while (running.size() > 12) {
            String id = running.remove(random.nextInt(running.size()));
            now = now.plusSeconds(random.nextInt(1000));
            store.operations().recordOutcome(id, random.nextInt(3) == 0 ? Outcome.FAILED : Outcome.SUCCEEDED, now, now);
        }
        if (random.nextInt(4) == 0) {
            store.operations().settle(List.of(new Settled("op-0-" + random.nextInt(40), Outcome.FAILED, now)));
        }
        now = now.plusSeconds(120);
    }

    private void same(Store store, KeptPast.Now came) {
        Replay replay = new Replay(Timeline.Maturity.after(KeptPast.MATURE));
        TrackRecord record = new TrackRecord();
        store.operations().eachInOrder(op -> {
            replay.tell(op);
            record.learn(op);
        });
        assertThat(came.history().learned()).isEqualTo(replay.until(now).learned());
        for (int i = 0; i < 60; i++) {
            Operation op = Operation.builder("asked")
                    .kind("kind-" + i % 3)
                    .component("component-" + i % 4)
                    .actor("<actor:" + i % 5 + ">")
                    .at(now.minusSeconds(i % 2 * 2_000_000L))
                    .attributes(Map.of(
                            "lines",
                            new Attribute.Numeric(i),
                            "title",
                            new Attribute.Text("raise the limit of pool " + i % 9)))
                    .build();
            assertThat(came.history().row(op).present())
                    .isEqualTo(replay.until(now).row(op).present());
            assertThat(answer(came.record(), op)).isEqualTo(answer(record, op));
        }
    }

    private static String answer(TrackRecord record, Operation op) {
        return PredictionJson.of(new RiskPredictor(record, null, Policy.DEFAULT, Catalog.bundled(), () -> "p")
                        .predict(op, PredictOptions.DEFAULT))
                .toString();
    }

    @Test
    void aHalfWrittenFileBesideWhatIsKeptIsPassedOver() throws Exception {
        home().ensure();
        try (Store store = Store.open(folder.resolve("home.duckdb"))) {
            happen(store, new ArrayList<>(), new SplittableRandom(1), 0);
            now = now.plus(Duration.ofDays(300));
            assertThat(load(past(store)).written()).isTrue();
            byte[] whole = Files.readAllBytes(home().snapshot());
            Files.write(home().snapshot().resolveSibling("history.bin.new"), new byte[] {1, 2});
            assertThat(load(past(store)).written()).isFalse();

            Files.write(home().snapshot(), java.util.Arrays.copyOf(whole, whole.length / 2));
            KeptPast.Now again = load(past(store));
            assertThat(again.written()).isTrue();
            same(store, again);
        }
    }

    @Test
    void isKeptWhenMuchHasComeAndNotTooOften() {
        Keeping keeping = new Keeping();
        keeping.loaded(49_990, 3, START);
        Instant later = START.plus(Duration.ofHours(1));
        int times = 0;
        for (int i = 0; i < 100; i++) {
            times += keeping.changed(i < 50 ? START : later) ? 1 : 0;
        }
        assertThat(times).isEqualTo(1);
        assertThat(keeping.many()).isTrue();
        assertThat(keeping.calibrationChanged(3)).isFalse();
        keeping.kept(4);
        assertThat(keeping.many()).isFalse();
        assertThat(keeping.calibrationChanged(3)).isTrue();

        keeping.loaded(-1, 0, START);
        assertThat(keeping.changed(later)).isFalse();
    }
}
