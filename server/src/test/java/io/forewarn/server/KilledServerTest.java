package io.forewarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.HttpGateway;
import io.forewarn.server.home.Home;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.work.Workbench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the process, however it ends. */
final class KilledServerTest {
    @TempDir
    Path folder;

    @Test
    void keepsPredictionAndOutcomeThroughAKillAfterEach() throws Exception {
        JsonNode asked = killedAfter(gateway ->
                gateway.post("/predict", Map.of("kind", "deploy", "component", "billing", "id", "deploy-1")));
        String prediction = asked.path("prediction_id").asText();
        JsonNode receipt = killedAfter(
                gateway -> gateway.post("/api/v1/operations/deploy-1/outcome", Map.of("outcome", "failed")));
        assertThat(receipt.path("standing").asText()).isEqualTo("failed");

        try (Workbench bench = Team.open(folder)) {
            assertThat(bench.reviews().prediction(prediction).outcome()).isEqualTo("failed");
            assertThat(bench.reviews().prediction(prediction).answer().path("risk"))
                    .isEqualTo(asked.path("risk"));
            assertThat(HttpGateway.answers(
                            ServerFile.read(bench.home().serverFile()).orElseThrow()))
                    .as("the file that the killed server left behind misleads nobody")
                    .isFalse();
        }
    }

    @Test
    void keepsEveryAnswerThatWasGivenAtOnceBeforeAKill() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        killedAfter(gateway -> {
            IntStream.range(0, 60)
                    .parallel()
                    .forEach(i -> told.add(
                            gateway.post("/predict", Map.of("kind", "deploy", "component", "billing", "id", "run-" + i))
                                    .path("prediction_id")
                                    .asText()));
            return gateway.get("/api/v1", Map.of());
        });

        assertThat(told).hasSize(60);
        try (Workbench bench = Team.open(folder)) {
            for (String prediction : told) {
                assertThat(bench.store().predictions().find(prediction)).isPresent();
            }
            assertThat(bench.store().operations().find("run-59")).isPresent();
        }
        assertThat(folder.resolve("home/forewarn.duckdb.journal")).doesNotExist();
    }

    private interface Question {
        JsonNode ask(HttpGateway gateway);
    }

    private JsonNode killedAfter(Question question) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("http://")) {
                line = out.readLine();
            }
            assertThat(line).as("the server started").isNotNull();
            Home home = new Home(folder.resolve("home"));
            return question.ask(
                    new HttpGateway(ServerFile.read(home.serverFile()).orElseThrow()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
