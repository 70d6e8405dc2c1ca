package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.models.risk.Snapshot;
import io.forewarn.server.Team;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning on the job, asked as a command or a server asks. */
final class LearnTest {
    @TempDir
    Path folder;

    private static JsonNode learn(LocalGateway gateway, boolean dryRun) {
        return gateway.post("/api/v1/learn", Map.of("dry_run", dryRun));
    }

    private void imports(LocalGateway gateway, int operations) {
        Path file = Team.operations(folder, operations);
        gateway.post("/api/v1/imports", Map.of("kind", "operations", "paths", List.of(file.toString())));
    }

    @Test
    void trainsFirstThenKeepsThenReplacesWhatIsNoBetter() {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            assertThat(learn(gateway, false).path("decision").asText()).isEqualTo("kept");
            imports(gateway, 160);

            assertThat(learn(gateway, true).path("decision").asText()).isEqualTo("trained");
            assertThat(gateway.get("/api/v1/models", Map.of()).path("models")).isEmpty();
            assertThat(learn(gateway, false).path("version").asText()).isEqualTo("risk-0001");

            JsonNode nothingNew = learn(gateway, false);
            assertThat(nothingNew.path("decision").asText()).isEqualTo("kept");
            assertThat(nothingNew.path("why").asText()).startsWith("0 outcomes");

            imports(gateway, 300);
            JsonNode asked = learn(gateway, true);
            assertThat(asked.path("contest").path("n").asInt()).isEqualTo(70);
            assertThat(asked.path("drift").path("outcomes").asInt()).isEqualTo(140);
            assertThat(asked.path("version").asText()).isEqualTo("risk-0001");

            JsonNode done = learn(gateway, false);
            assertThat(done.path("decision")).isEqualTo(asked.path("decision"));
            assertThat(done.path("why").asText()).contains("log loss");
            boolean promoted = done.path("decision").asText().equals("promoted");
            assertThat(done.path("version").asText()).isEqualTo(promoted ? "risk-0002" : "risk-0001");
        }
    }

    @Test
    void aModelOfAnotherVersionDoesNotMakeTheHomeUnusable() throws Exception {
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            imports(gateway, 120);
            gateway.post("/api/v1/train", Map.of("kinds", List.of("risk")));
        }
        Files.writeString(folder.resolve("home/models/risk/0001/risk.json"), "{\"version\":0}");

        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            JsonNode answer = gateway.post("/predict", Map.of("kind", "deploy", "component", "billing"));

            assertThat(answer.path("abstained").asBoolean()).isTrue();
            assertThat(learn(gateway, false).path("decision").asText()).isEqualTo("trained");
        }
    }

    @Test
    void theScheduleIsAPauseOrOff() {
        Path config = Team.write(folder, "forewarn.yaml", "learn.every: sometimes\n");

        assertThatThrownBy(() -> Configuration.load(config, Map.of(), Map.of()))
                .hasMessageContaining("learn.every")
                .hasMessageContaining("24h");
        assertThat(LearnSchedule.pause("30m").toMinutes()).isEqualTo(30);
        assertThat(LearnSchedule.pause("24h").toHours()).isEqualTo(24);
        assertThat(LearnSchedule.pause("7d").toDays()).isEqualTo(7);
    }

    @Test
    void aTurnOfTheScheduleLearns() {
        try (Workbench bench = Team.open(folder)) {
            LocalGateway gateway = new LocalGateway(bench);
            imports(gateway, 120);

            LearnSchedule.once(bench);

            assertThat(gateway.get("/api/v1/models", Map.of()).path("models")).hasSize(1);
            LearnSchedule.start(bench).close();
        }
    }

    @Test
    void theScheduleGoesOnAfterATurnThatDidNotFitIntoMemory() {
        AtomicLong turns = new AtomicLong();
        Home home = new Home(folder.resolve("home"));
        try (Workbench bench =
                Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Team.clock(() -> {
                    if (turns.get() == 1) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return Team.CLOCK.instant();
                }))) {
            LocalGateway gateway = new LocalGateway(bench);
            imports(gateway, 120);

            turns.set(1);
            LearnSchedule.once(bench);
            turns.set(2);
            assertThat(gateway.get("/api/v1/models", Map.of()).path("models")).isEmpty();
            LearnSchedule.once(bench);

            assertThat(gateway.get("/api/v1/models", Map.of()).path("models")).hasSize(1);
        }
    }

    @Test
    void whatPredictionsCameToIsKnownAfterARestartAndAnImport() throws Exception {
        Path snapshot;
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            imports(gateway, 160);
            learn(gateway, false);
            snapshot = folder.resolve("home/models/history.bin");
            assertThat(snapshot).doesNotExist();
            gateway.post("/predict", Map.of("kind", "deploy", "component", "billing", "id", "deploy-1"));
            gateway.post("/api/v1/operations/deploy-1/outcome", Map.of("outcome", "failed"));
            imports(gateway, 170);
        }
        assertThat(Snapshot.read(snapshot, any -> "other").calibration().observed())
                .isEqualTo(1);

        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            gateway.post("/predict", Map.of("kind", "deploy", "component", "billing", "id", "deploy-2"));
            gateway.post("/api/v1/operations/deploy-2/outcome", Map.of("outcome", "succeeded"));
        }
        assertThat(Snapshot.read(snapshot, any -> "other").calibration().observed())
                .isEqualTo(2);

        Files.write(snapshot, new byte[] {1, 2, 3});
        try (LocalGateway gateway = new LocalGateway(Team.open(folder))) {
            assertThat(gateway.post("/predict", Map.of("kind", "deploy", "component", "billing"))
                            .path("abstained")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void whatPredictionsCameToIsTheSameAfterAKillAsAfterAClose() throws Exception {
        Path killed = folder.resolve("killed");
        try (LocalGateway gateway = new LocalGateway(open(folder))) {
            imports(gateway, 160);
            learn(gateway, false);
            run(gateway, 0, 130);
        }
        try (LocalGateway gateway = new LocalGateway(open(folder))) {
            run(gateway, 130, 260);
            copy(folder.resolve("home"), killed.resolve("home"));
        }
        open(killed).close();

        String read = "home/models/history.bin";
        Snapshot closed = Snapshot.read(folder.resolve(read), any -> "other");
        Snapshot made = Snapshot.read(killed.resolve(read), any -> "other");
        assertThat(closed.calibration().observed()).isEqualTo(260);
        assertThat(made.until()).isEqualTo(closed.until());
        assertThat(bytes(made)).isEqualTo(bytes(closed));
    }

    private static byte[] bytes(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.calibration().write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Asks and reports; the time goes on with each. */
    private static void run(LocalGateway gateway, int from, int until) {
        for (int i = from; i < until; i++) {
            String id = "run-" + (i * 7919 % 1000);
            gateway.post(
                    "/predict",
                    Map.of(
                            "kind",
                            "bulk-load",
                            "component",
                            "ledger",
                            "id",
                            id,
                            "attributes",
                            Map.of("free_disk_mb", i % 90, "batch_rows", 500)));
            gateway.post(
                    "/api/v1/operations/" + id + "/outcome", Map.of("outcome", i % 3 == 0 ? "failed" : "succeeded"));
        }
    }

    private static Workbench open(Path folder) {
        AtomicLong seconds = new AtomicLong(Files.exists(folder.resolve("home/models/history.bin")) ? 1_000_000 : 0);
        Clock ticking = Team.clock(() -> Team.CLOCK.instant().plusSeconds(seconds.incrementAndGet()));
        Home home = new Home(folder.resolve("home"));
        return Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), ticking);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else if (!each.getFileName().toString().endsWith(".pid")) {
                    Files.copy(each, target);
                }
            }
        }
    }
}
