package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the server that runs on the same home. */
public final class HttpGateway implements Gateway {
    private final ServerFile server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public HttpGateway(ServerFile server) {
        this.server = server;
    }

    /** True where the server of the file really answers; a killed one leaves its file behind. */
    public static boolean answers(ServerFile server) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();
        HttpRequest ask = HttpRequest.newBuilder(URI.create(server.url() + "/healthz"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            HttpResponse<String> answer = http.send(ask, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    && Json.parse(answer.body()).path("instance").asText().equals(server.instance());
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public JsonNode call(String method, String path, Map<String, String> query, @Nullable Object body) {
        HttpRequest.Builder request = request(path, query);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body)));
        }
        return send(request.build());
    }

    @Override
    public JsonNode upload(String path, Map<String, String> query, InputStream content) {
        return send(request(path, query)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> content))
                .build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = new TreeMap<>(query)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(server.url() + path + (parameters.isEmpty() ? "" : "?" + parameters)))
                .header("X-Forewarn-Token", server.token());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = Json.parse(answer.body());
            if (answer.statusCode() >= 400) {
                throw new ProblemException(new Problem(
                        answer.statusCode(),
                        answer.statusCode() == 500 ? 1 : 2,
                        json.path("title").asText("problem"),
                        json.path("detail").asText("the server answered " + answer.statusCode())));
            }
            return json;
        } catch (IOException e) {
            throw new ProblemException(new Problem(
                    503, 1, "server gone", "the server at " + server.url() + " stopped answering; see its log"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem(503, 1, "interrupted", "interrupted while the server worked"));
        }
    }

    @Override
    public String who() {
        return "the server at " + server.url();
    }

    @Override
    public void close() {
        // the client holds nothing that must be given back
    }
}
