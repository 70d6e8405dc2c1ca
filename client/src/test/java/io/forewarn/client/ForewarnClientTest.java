package io.forewarn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.server.ForewarnServer;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Reviews;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against the real server. */
final class ForewarnClientTest {
    private static final RiskyOperation LOAD = RiskyOperation.of("bulk-load", "ledger")
            .in("production")
            .by("wren")
            .with("batch_rows", 50_000)
            .with("online", true)
            .with("table", "payouts");

    @TempDir
    Path folder;

    private Workbench bench;
    private ForewarnServer server;
    private ForewarnClient client;

    @BeforeEach
    void start() throws IOException {
        Home home = new Home(folder.resolve("home")).ensure();
        // Deploys to production are never allowed here; everything else is.
        Files.writeString(home.config(), "policy: {rules: [{kind: deploy, environment: production, unsure: fail}]}\n");
        bench = Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Clock.systemUTC());
        server = ForewarnServer.start(bench, "127.0.0.1", 0);
        client = ForewarnClient.at(server.url(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        server.close();
        bench.close();
    }

    private List<Reviews.PredictionView> kept() {
        return bench.reviews().predictions(10, 0).predictions();
    }

    @Test
    void predictsAndReportsTheOutcome() throws Exception {
        Risk first = client.predict(LOAD);
        client.failed(first.operationId());
        Risk second = client.predict(LOAD);
        client.succeeded(second.operationId());

        assertThat(first.verdict()).isEqualTo(Risk.Verdict.PASS);
        assertThat(first.abstained()).isTrue();
        assertThat(second.low()).isLessThanOrEqualTo(second.high());
        assertThat(second.risk()).isBetween(0.0, 1.0);
        assertThat(second.level()).isNotBlank();
        assertThat(kept())
                .extracting(p -> p.answer().path("prediction_id").asText() + " " + p.outcome())
                .containsExactlyInAnyOrder(first.predictionId() + " failed", second.predictionId() + " succeeded");
    }

    @Test
    void guardRunsTheWorkAndReportsItsSuccess() throws Exception {
        assertThat(client.guard(LOAD, () -> 42)).isEqualTo(42);

        assertThat(kept())
                .singleElement()
                .satisfies(p -> assertThat(p.outcome()).isEqualTo("succeeded"));
    }

    @Test
    void guardReportsAFailureAndPassesItOn() {
        assertThatThrownBy(() -> client.guard(LOAD, () -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(kept())
                .singleElement()
                .satisfies(p -> assertThat(p.outcome()).isEqualTo("failed"));
    }

    @Test
    void guardDoesNotRunWhatIsRefused() {
        AtomicBoolean ran = new AtomicBoolean();

        assertThatThrownBy(() ->
                        client.guard(RiskyOperation.of("deploy", "billing").in("production"), () -> {
                            ran.set(true);
                            return 1;
                        }))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        e -> assertThat(e.risk().verdict()).isEqualTo(Risk.Verdict.FAIL))
                .hasMessageStartingWith("risk ");
        assertThat(ran).isFalse();
        assertThat(kept())
                .singleElement()
                .satisfies(p -> assertThat(p.outcome()).isNull());
    }

    @Test
    void aServerThatIsDownStopsNothing() throws Exception {
        server.close();

        assertThat(ForewarnClient.at(server.url()).guard(LOAD, () -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> client.predict(LOAD)).isInstanceOf(IOException.class);
    }

    @Test
    void anOutcomeThatCannotBeReportedStopsNothing() throws Exception {
        String result = client.guard(LOAD, () -> {
            server.close();
            return "done";
        });

        assertThat(result).isEqualTo("done");
    }

    @Test
    void aQuestionThatCannotBeIsRefusedInTheServersWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.predict(RiskyOperation.of("", "ledger")))
                .withMessageContaining("'kind' is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.succeeded("op-none"))
                .withMessageContaining("no operation 'op-none'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOAD.with("when", List.of()))
                .withMessageContaining("attribute 'when'");
    }
}
