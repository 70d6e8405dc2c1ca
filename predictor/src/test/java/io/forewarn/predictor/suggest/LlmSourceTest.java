package io.forewarn.predictor.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.forewarn.predictor.grouping.ErrorClasses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LlmSourceTest {
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> answer = new AtomicReference<>("");
    private volatile int status = 200;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var reply = new ObjectMapper().createObjectNode();
            reply.put("id", "x")
                    .put("object", "chat.completion")
                    .put("created", 1)
                    .put("model", "stub");
            var choice = reply.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", answer.get());
            byte[] body = reply.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LlmSource source() {
        return new LlmSource(
                new LlmSettings(
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                        "stub",
                        "k",
                        Duration.ofSeconds(10)),
                text -> text.replace("kim@example.com", "<email:aaaaaa>"));
    }

    private static Problem problem(String text) {
        return new Problem(
                "i",
                null,
                null,
                "ledger",
                "bulk-load",
                "java.io.IOException",
                text,
                new ErrorClasses.Label("resource_exhausted", 0.9, "sometimes", ""),
                null,
                Instant.EPOCH);
    }

    @Test
    void readsStepsAndScrubsThemAgain() {
        answer.set("Sure:\n```json\n{\"suggestions\":[{\"title\":\"Free the disk\",\"steps\":[\"ask kim@example.com\","
                + "\"\"],\"check\":\"df\"},{\"title\":\"\",\"steps\":[\"x\"]}]}\n```");
        List<SuggestionSource.Proposal> proposals = source().propose(problem("no space left"));
        assertThat(proposals).singleElement().satisfies(proposal -> {
            assertThat(proposal.title()).isEqualTo("Free the disk");
            assertThat(proposal.steps()).containsExactly("ask <email:aaaaaa>");
            assertThat(proposal.key()).startsWith("llm:");
            assertThat(proposal.evidence().get(0).kind()).isEqualTo("llm");
            assertThat(proposal.evidence().get(0).text()).contains("not from your records");
        });
        assertThat(source().name()).isEqualTo("llm");
    }

    @Test
    void tellsTheModelOnlyWhatTheProblemHolds() {
        answer.set("{\"suggestions\":[]}");
        assertThat(source().propose(problem("start" + "x".repeat(5000) + "no space left")))
                .isEmpty();
        assertThat(asked.get())
                .contains("resource_exhausted", "ledger", "bulk-load", "java.io.IOException", "no space left")
                .doesNotContain("start");
    }

    @Test
    void goesOnWithoutAModelThatFails() {
        answer.set("I would rather not.");
        assertThat(source().propose(problem("x"))).isEmpty();
        status = 500;
        assertThat(source().propose(problem("x"))).isEmpty();
        LlmSource gone = source();
        server.stop(0);
        assertThat(gone.propose(problem("x"))).isEmpty();
    }

    @Test
    void isOffUnlessConfigured() {
        assertThat(LlmSettings.from(Map.of(), Map.of())).isEmpty();
        LlmSettings settings = LlmSettings.from(
                        Map.of("base-url", "http://127.0.0.1:1/v1", "model", "a", "timeout-seconds", 2),
                        Map.of("FOREWARN_LLM_MODEL", "b", "FOREWARN_LLM_API_KEY", "secret"))
                .orElseThrow();
        assertThat(settings.model()).isEqualTo("b");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.apiKey()).isEqualTo("secret");
        assertThat(settings.toString()).doesNotContain("secret");
        assertThat(Optional.of(settings)).isPresent();
    }

    @Test
    void refusesABadConfigurationByName() {
        refused(Map.of("url", "x"), "unknown key llm.url; known are api-key, base-url, model, timeout-seconds");
        refused(Map.of("model", "x"), "llm needs both base-url and model; llm.base-url is missing");
        refused(Map.of("base-url", "http://x"), "llm needs both base-url and model; llm.model is missing");
        refused(Map.of("base-url", "ftp://x", "model", "m"), "llm.base-url must begin with http:// or https://");
        refused(Map.of("base-url", "http://x", "model", " "), "llm.model must not be empty");
        refused(Map.of("base-url", "http://x", "model", 7), "llm.model must be text");
        refused(
                Map.of("base-url", "http://x", "model", "m", "timeout-seconds", "1"),
                "llm.timeout-seconds must be a number");
        refused(
                Map.of("base-url", "http://x", "model", "m", "timeout-seconds", 0),
                "llm.timeout-seconds must be above 0");
    }

    private static void refused(Map<String, ?> section, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LlmSettings.from(section, Map.of()))
                .withMessage(message);
    }
}
