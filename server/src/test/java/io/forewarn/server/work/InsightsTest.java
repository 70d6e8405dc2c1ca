package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.ForewarnServer;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.api.ProblemException;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NearNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and trends of a home of six weeks, whose checkout breaks on the last day after a deployment. */
final class InsightsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant DEPLOYED = START.plusSeconds(41 * 86_400L + 12 * 3600);

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static LocalGateway gateway;

    @BeforeAll
    static void open() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createDirectories(home.config().getParent());
        Files.writeString(home.config(), "slo:\n  - {component: checkout, objective: 0.95, of: events, window: 7d}\n");
        bench = Workbench.open(
                home,
                Configuration.load(home.config(), Map.of(), Map.of()),
                Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC));
        gateway = new LocalGateway(bench);
        bench.imports().logs(List.of(Files.writeString(folder.resolve("a.log"), log())), null, null);
        bench.imports().operations(Files.writeString(folder.resolve("ops.jsonl"), operations()), Map.of());
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static String log() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 42 * 24; i++) {
            line(lines, START.plusSeconds(i * 3600L), "info", "order taken", "");
            if (i % 12 == 3) {
                line(lines, START.plusSeconds(i * 3600L + 60), "error", "payment refused by the bank", "");
            }
        }
        for (int i = 0; i < 40; i++) {
            line(lines, DEPLOYED.plusSeconds(150 + i * 8L), "error", "No space left on device", "2.0");
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, Instant at, String level, String message, String release) {
        lines.append("{\"timestamp\":\"%s\",\"level\":\"%s\",\"service\":\"checkout\",\"message\":\"%s\"%s}%n"
                .formatted(at, level, message, release.isEmpty() ? "" : ",\"release\":\"" + release + "\""));
    }

    private static String operations() {
        return ("{\"id\":\"d-417\",\"kind\":\"deployment\",\"component\":\"checkout\",\"at\":\"%s\",\"outcome\":\"succeeded\","
                        + "\"finished_at\":\"%s\"}\n")
                .formatted(DEPLOYED, DEPLOYED.plusSeconds(20));
    }

    private static JsonNode get(String path, String... query) {
        Map<String, String> words = new java.util.TreeMap<>();
        for (int i = 0; i < query.length; i += 2) {
            words.put(query[i], query[i + 1]);
        }
        return gateway.get(path, words);
    }

    @Test
    void healthListsDeductionsThatMakeTheScore() {
        JsonNode answer = get("/api/v1/health/checkout");
        JsonNode health = answer.path("health");

        assertThat(answer.path("period").path("now_is").asText()).isEqualTo("newest record");
        int sum = 0;
        for (JsonNode d : health.path("deductions")) {
            sum += d.path("points").asInt();
            assertThat(d.path("recommendation").asText()).isNotBlank();
        }
        assertThat(health.path("score").asInt())
                .isEqualTo(Math.max(0, 100 - sum))
                .isLessThan(80);
        assertThat(health.path("deductions").findValuesAsText("kind")).contains("error_budget", "error_rate", "bursts");
        assertThat(health.path("budgets").path(0).path("burns")).hasSize(4);
        assertThat(health.path("errors").path("n").asLong()).isGreaterThan(100);
        assertThat(get("/api/v1/health").path("components")).hasSize(1);
    }

    @Test
    void trendsTellWhatIssuesAreDoing() {
        JsonNode trends = get("/api/v1/trends", "window", "7d", "by", "release");

        JsonNode first = trends.path("issues").path(0);
        assertThat(first.path("title").asText()).contains("No space");
        assertThat(Json.text(first.path("states"))).isEqualTo("[\"new\",\"bursting\"]");
        assertThat(trends.path("errors").asLong()).isEqualTo(40 + 14);
        assertThat(trends.path("lines").findValuesAsText("key")).contains("2.0", "");
        long sum = 0;
        for (JsonNode point : trends.path("series")) {
            sum += point.path("errors").asLong();
        }
        assertThat(sum).isEqualTo(trends.path("errors").asLong());
        assertThat(get("/api/v1/trends", "severity", "fatal", "window", "7d")
                        .path("n")
                        .asLong())
                .isZero();
    }

    @Test
    void changesNameTheDeploymentBefore() {
        JsonNode change =
                get("/api/v1/changes", "window", "14d").path("changes").path(0);

        assertThat(change.path("text").asText()).contains("rose", "after deployment d-417 of checkout");
        assertThat(change.path("operation").path("minutes").asDouble()).isBetween(0.0, 3.0);
    }

    @Test
    void hotspotsCarryTheirIntervalAndN() {
        JsonNode hotspots = get("/api/v1/hotspots");
        assertThat(hotspots.path("events").asLong()).isPositive();
        for (JsonNode h : hotspots.path("hotspots")) {
            assertThat(h.path("lift").path("low").asDouble()).isGreaterThan(1);
            assertThat(h.path("n").asLong()).isPositive();
        }
        assertThat(get("/api/v1/cascades").path("onsets").path("checkout").asInt())
                .isGreaterThan(10);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (String[] wrong : new String[][] {
            {"/api/v1/trends", "since", "yesterday", "'since' must be a day or a time"},
            {"/api/v1/trends", "window", "7", "e.g. 90m, 6h, 7d"},
            {"/api/v1/trends", "by", "weather", "events are counted by"},
            {"/api/v1/trends", "compnent", "x", "unknown parameter; known are by, component"},
            {"/api/v1/trends", "width", "1m", "'width' is too narrow"},
            {"/api/v1/trends", "severity", "bad", "'severity' must be"},
            {"/api/v1/cascades", "lag", "9h", "'lag' must be from 1m to 3h"},
            {"/api/v1/hotspots", "limit", "0", "'limit' must be"},
            {"/api/v1/health", "until", "0001-01-01", "between the years 1970 and 2999"}
        }) {
            assertThatThrownBy(
                            () -> get(wrong[0], wrong[1], wrong[2], "until", wrong[1].equals("until") ? wrong[2] : ""))
                    .as(wrong[1])
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(wrong[3]);
        }
        assertThatThrownBy(() -> get("/api/v1/health", "since", "2026-03-01", "window", "7d"))
                .hasMessageContaining("name 'since' or 'window', not both");
    }

    @Test
    void trainsTheDetectorOnlyOnEnoughAndSaysSo() throws Exception {
        Learning.Outcome outcome = bench.anomalies().train();
        if (outcome.trained()) {
            assertThat(outcome.summary()).contains("bursts found within 2 minutes", "precision of 3-sigma");
        } else {
            assertThat(outcome.why()).contains("50 are needed");
        }
    }

    @Test
    void pagesAndApiShowItThroughTheRealServer() throws Exception {
        try (ForewarnServer server = ForewarnServer.start(bench, "127.0.0.1", 0)) {
            HttpClient http = HttpClient.newHttpClient();
            for (String[] page : new String[][] {
                {"/health", "checkout"},
                {"/health/checkout", "What takes points off"},
                {"/health/checkout?window=24h", "Error budgets"},
                {"/trends", "after deployment d-417 of checkout"},
                {"/trends?window=7d&by=release", "Errors by release"},
                {"/api/v1/health", "\"deductions\""}
            }) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(server.url() + page[0]))
                                .header("Accept", "text/html,*/*")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(page[0]).isEqualTo(200);
                assertThat(answer.body()).as(page[0]).contains(page[1]);
            }
            HttpResponse<String> nobody = http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/health/nobody"))
                            .header("Accept", "text/html,*/*")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(nobody.statusCode()).isEqualTo(404);
            assertThat(nobody.body()).contains("known are checkout");
        }
    }

    @Test
    void saysThatANameDoesNotExistAndWhatIsNear() {
        for (String path : List.of("/api/v1/trends", "/api/v1/changes", "/api/v1/issues")) {
            assertThatThrownBy(() -> get(path, "component", "chekout"))
                    .as(path)
                    .hasMessageContaining("no component 'chekout'; did you mean checkout");
        }
        assertThatThrownBy(() -> get("/api/v1/health/UNKNOWN")).hasMessageContaining("known are checkout");
        assertThatThrownBy(() -> get("/api/v1/trends", "release", "2.1")).hasMessageContaining("did you mean 2.0");
        assertThatThrownBy(() -> get("/api/v1/trends", "issue", "0000")).hasMessageContaining("no issue '0000'");
        assertThatThrownBy(() -> get("/api/v1/trends", "error_class", "nonsense"))
                .hasMessageContaining("unknown error class; use one of");
        assertThatThrownBy(() -> get("/api/v1/issues", "error_class", "nonsense"))
                .hasMessageContaining("unknown error class; use one of");
        assertThatThrownBy(() -> get("/api/v1/issues", "status", "open")).hasMessageContaining("use unresolved,");
        assertThatThrownBy(() -> get("/api/v1/hotspots", "environment", "moon"))
                .hasMessageContaining("no environment 'moon': no event or operation names one");
        // what exists and has nothing to show is no mistake
        assertThat(get("/api/v1/issues", "component", "checkout", "status", "ignored")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(get("/api/v1/trends", "component", "checkout", "until", "2020-01-01", "window", "1d")
                        .path("n")
                        .asInt())
                .isZero();
    }

    @Test
    void findsNamesThatAreNear() {
        TreeSet<String> known = new TreeSet<>(List.of("billing", "billing-batch", "checkout", "ledger-db"));
        assertThat(NearNames.of("Biling", known)).containsExactly("billing");
        assertThat(NearNames.of("billing", known)).containsExactly("billing", "billing-batch");
        assertThat(NearNames.of("ledger", known)).containsExactly("ledger-db");
        assertThat(NearNames.of("x", known)).isEmpty();
        assertThat(NearNames.of("", known)).isEmpty();
    }
}
