package io.forewarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.HttpGateway;
import io.forewarn.server.api.ProblemException;
import io.forewarn.server.api.Route;
import io.forewarn.server.api.Routes;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server over HTTP. */
final class ForewarnServerTest {
    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Workbench bench;
    private static ForewarnServer server;
    private static HttpGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        bench = Team.open(folder);
        server = ForewarnServer.start(bench, "127.0.0.1", 0);
        gateway = new HttpGateway(ServerFile.read(bench.home().serverFile()).orElseThrow());
        for (Map.Entry<String, Path> file : Map.of("logs", Team.logs(folder), "operations", Team.operations(folder, 60))
                .entrySet()) {
            gateway.post(
                    "/api/v1/imports",
                    Map.of(
                            "kind",
                            file.getKey(),
                            "paths",
                            List.of(file.getValue().toString())));
        }
        gateway.post("/api/v1/train", Map.of("kinds", List.of("risk")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.close();
        bench.close();
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Json.parse(answer.body()).path("detail").asText())
                .contains(words)
                .doesNotContain("\n");
    }

    @Test
    void answersAtTheRootAndUnderTheVersion() throws Exception {
        // A dry run, for the first of two kept ones would be pending when the second is asked.
        String question = "{\"kind\":\"deploy\",\"component\":\"billing\",\"dry_run\":true}";
        HttpResponse<String> root = send("POST", "/predict", question);
        HttpResponse<String> version = send("POST", "/api/v1/predict", question);

        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(Json.parse(root.body()).path("risk"))
                .isEqualTo(Json.parse(version.body()).path("risk"));
        assertThat(root.body()).doesNotContain("NaN");
        assertThat(send("GET", "/healthz", "").body()).contains("\"ok\"");
    }

    @Test
    void wrongQuestionsAreBadRequestsInOneLine() throws Exception {
        isProblem(send("POST", "/predict", "{\"kind\": hunter2}"), 400, "not JSON: line 1");
        isProblem(send("POST", "/predict", ""), 400, "send a JSON object");
        isProblem(send("POST", "/predict", "[]"), 400, "1 to 1000 questions");
        isProblem(send("POST", "/predict", "7"), 400, "send a JSON object");
        isProblem(send("POST", "/predict", "{\"kind\":1,\"component\":\"x\"}"), 400, "'kind'");
        isProblem(send("GET", "/api/v1/issues?limit=lots", ""), 400, "'limit'");
        isProblem(send("GET", "/api/v1/issues/i-none", ""), 404, "no issue 'i-none'");
        assertThat(send("POST", "/predict", "{\"kind\": hunter2}").body()).doesNotContain("hunter2");
    }

    @Test
    void unknownAddressIsNotFoundAndSaysWhereToLook() throws Exception {
        isProblem(send("GET", "/api/v1/none", ""), 404, "GET /api/v1 lists");
        isProblem(send("GET", "/none", ""), 404, "GET /api/v1 lists");
        assertThat(send("DELETE", "/api/v1/issues", "").statusCode()).isIn(404, 405);
    }

    @Test
    void otherSitesAreRefused() throws Exception {
        String question = "{\"kind\":\"deploy\",\"component\":\"billing\",\"dry_run\":true}";

        isProblem(send("POST", "/predict", question, "Origin", "https://evil.example"), 400, "other sites");
        isProblem(send("POST", "/predict", question, "Origin", "null"), 400, "other sites");
        assertThat(send("POST", "/predict", question, "Origin", server.url()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void foreignHostNameIsRefused() throws Exception {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write("GET /api/v1/overview HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("localhost only");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String large = "{\"kind\":\"" + "x".repeat(21 * 1024 * 1024) + "\"}";

        isProblem(send("POST", "/predict", large), 413, "larger than 20 MB");
    }

    @Test
    void onlyWhoCanReadTheHomeNamesFiles() throws Exception {
        String ask = "{\"kind\":\"logs\",\"paths\":[\"/etc/hostname\"]}";

        isProblem(send("POST", "/api/v1/imports", ask), 400, "who can read the home folder");
        isProblem(send("POST", "/api/v1/imports", ask, "X-Forewarn-Token", "guess"), 400, "who can read the home");
    }

    @Test
    void logLinesCanBeSentAsAStreamHoweverLong() {
        String line = "2026-05-30 10:00:00,000 ERROR [main] com.acme.Cache - warm-up of shard 3 gave up"
                + " again".repeat(600);
        byte[] lines = (line + "\n").repeat(6_000).getBytes(StandardCharsets.UTF_8);
        assertThat(lines.length).isGreaterThan(20 << 20);

        JsonNode answer = gateway.upload(
                "/api/v1/imports/content", Map.of("component", "cache"), new ByteArrayInputStream(lines));

        assertThat(answer.path("lines").asInt()).isEqualTo(6_000);
        assertThat(gateway.get("/api/v1/issues", Map.of("component", "cache"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theGatewayPassesProblemsOnAndSaysWhoAnswers() {
        assertThat(gateway.who()).isEqualTo("the server at " + server.url());
        ProblemException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                ProblemException.class, () -> gateway.get("/api/v1/issues/i-none", Map.of()));
        assertThat(refused.problem().status()).isEqualTo(404);
        assertThat(refused.problem().exitCode()).isEqualTo(2);
    }

    @Test
    void secretsAreInNoAnswer() throws Exception {
        JsonNode issues = gateway.get("/api/v1/issues", Map.of()).path("issues");
        String issue = issues.path(0).path("id").asText();
        gateway.post("/api/v1/suggest", Map.of("id", issue));
        String question = "{\"kind\":\"deploy\",\"component\":\"billing\",\"actor\":\"" + Team.SECRETS.get(3)
                + "\",\"attributes\":{\"note\":\"by " + Team.SECRETS.get(1) + " password=" + Team.SECRETS.get(0)
                + "\"}}";
        HttpResponse<String> asked = send("POST", "/predict", question);
        assertThat(asked.statusCode()).isEqualTo(200);
        String prediction = Json.parse(asked.body()).path("prediction_id").asText();
        String model = gateway.get("/api/v1/models", Map.of())
                .path("models")
                .path(0)
                .path("version")
                .asText();
        assertThat(asked.body()).doesNotContain(Team.SECRETS);
        for (Route route : Routes.all()) {
            if (route.method().equals("GET")) {
                String path = route.path()
                        .replace("issues/{id}", "issues/" + issue)
                        .replace("predictions/{id}", "predictions/" + prediction)
                        .replace("{component}", "billing")
                        .replace("{version}", model);
                HttpResponse<String> answer = send("GET", path, "");
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).as(path).doesNotContain(Team.SECRETS).doesNotContain("NaN");
            }
        }
    }

    @Test
    void theServerFileIsForItsOwnerAloneAndGoesWithTheServer(@TempDir Path other) throws Exception {
        try (Workbench own = Team.open(other)) {
            Path file = own.home().serverFile();
            ServerFile told;
            try (ForewarnServer second = ForewarnServer.start(own, "127.0.0.1", 0)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                told = ServerFile.read(file).orElseThrow();
                assertThat(told.url()).isEqualTo(second.url());
                assertThat(HttpGateway.answers(told)).isTrue();
                assertThat(HttpGateway.answers(new ServerFile(told.url(), "another", "")))
                        .isFalse();
            }
            assertThat(file).doesNotExist();
            assertThat(HttpGateway.answers(told)).isFalse();
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    ProblemException.class,
                                    () -> new HttpGateway(told).get("/api/v1/overview", Map.of()))
                            .problem()
                            .title())
                    .isEqualTo("server gone");
        }
    }

    @Test
    void aPortInUseIsSaidInOneLine(@TempDir Path other) {
        int port = URI.create(server.url()).getPort();
        try (Workbench own = Team.open(other)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> ForewarnServer.start(own, "127.0.0.1", port).close())
                    .withMessageContaining("port " + port)
                    .withMessageContaining("--port");
            assertThat(own.home().serverFile()).doesNotExist();
        }
    }
}
