package io.forewarn.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Asks a Forewarn server before a risky operation and reports how it went.
 *
 * <pre>{@code
 * ForewarnClient forewarn = ForewarnClient.at("http://127.0.0.1:7070");
 * forewarn.guard(RiskyOperation.of("bulk-load", "ledger").with("batch_rows", 50_000), () -> load(batch));
 * }</pre>
 *
 * <p>A server that cannot be reached never stops an operation: {@link #guard} then runs it unasked.
 */
public final class ForewarnClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI server;
    private final Duration timeout;
    private final HttpClient http;

    private ForewarnClient(URI server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** A client with a time limit of two seconds a request. */
    public static ForewarnClient at(String server) {
        return at(server, Duration.ofSeconds(2));
    }

    /** A client of the server at that address, e.g. {@code http://127.0.0.1:7070}. */
    public static ForewarnClient at(String server, Duration timeout) {
        return new ForewarnClient(URI.create(server.endsWith("/") ? server : server + "/"), timeout);
    }

    /**
     * The risk of an operation that is about to start.
     *
     * @throws IOException where the server cannot be reached
     * @throws IllegalArgumentException where it refuses the question, with its words
     */
    public Risk predict(RiskyOperation operation) throws IOException, InterruptedException {
        ObjectNode question = MAPPER.createObjectNode()
                .put("kind", operation.kind())
                .put("component", operation.component())
                .put("environment", operation.environment())
                .put("actor", operation.actor());
        question.set("attributes", MAPPER.valueToTree(operation.attributes()));
        return risk(post("predict", question));
    }

    /**
     * Reports how an operation ended. The first report stands.
     *
     * @param operationId {@link Risk#operationId()}
     */
    public void succeeded(String operationId) throws IOException, InterruptedException {
        outcome(operationId, "succeeded");
    }

    /** See {@link #succeeded}. */
    public void failed(String operationId) throws IOException, InterruptedException {
        outcome(operationId, "failed");
    }

    private void outcome(String operationId, String word) throws IOException, InterruptedException {
        post(
                "api/v1/operations/" + URLEncoder.encode(operationId, StandardCharsets.UTF_8) + "/outcome",
                MAPPER.createObjectNode().put("outcome", word));
    }

    /**
     * Asks, runs unless the verdict is fail, reports the outcome. A normal return is a success, an exception a failure.
     *
     * @throws OperationRefusedException where the verdict is fail; the work did not run
     * @throws Exception what the work threw
     */
    public <T> T guard(RiskyOperation operation, Callable<T> work) throws Exception {
        Optional<Risk> asked = ask(operation);
        if (asked.isPresent() && asked.get().verdict() == Risk.Verdict.FAIL) {
            throw new OperationRefusedException(asked.get());
        }
        T result;
        try {
            result = work.call();
        } catch (Exception e) {
            asked.ifPresent(risk -> tell(risk, false));
            throw e;
        }
        asked.ifPresent(risk -> tell(risk, true));
        return result;
    }

    private Optional<Risk> ask(RiskyOperation operation) throws InterruptedException {
        try {
            return Optional.of(predict(operation));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void tell(Risk risk, boolean well) {
        try {
            outcome(risk.operationId(), well ? "succeeded" : "failed");
        } catch (IOException | IllegalArgumentException e) {
            System.getLogger(ForewarnClient.class.getName())
                    .log(System.Logger.Level.WARNING, "the outcome of {0} could not be reported", risk.operationId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new IOException("the server answered " + answer.statusCode());
        }
        JsonNode json = MAPPER.readTree(answer.body());
        if (answer.statusCode() >= 400) {
            throw new IllegalArgumentException(
                    json.path("detail").asText("the server answered " + answer.statusCode()));
        }
        return json;
    }

    private static Risk risk(JsonNode json) {
        return new Risk(
                json.path("prediction_id").asText(),
                json.path("operation_id").asText(),
                json.path("risk").asDouble(Double.NaN),
                json.path("low").asDouble(Double.NaN),
                json.path("high").asDouble(Double.NaN),
                json.path("base_rate").asDouble(Double.NaN),
                json.path("level").asText("low"),
                Risk.Verdict.valueOf(json.path("verdict").asText("pass").toUpperCase(Locale.ROOT)),
                texts(json.path("reasons")),
                texts(json.path("warnings")),
                json.path("abstained").asBoolean());
    }

    private static List<String> texts(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.forEach(item ->
                found.add(item.isTextual() ? item.asText() : item.path("text").asText()));
        return found;
    }
}
