package io.forewarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.forewarn.ingest.store.PredictionFilter;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions as others ask them, of a server that has learned, speaks against all loads of the ledger, stops what is
 * unheard of, and withholds half of that.
 */
final class OperationQuestionsTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static ForewarnServer server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        bench = Team.open(folder);
        bench.imports().operations(Team.operations(folder, 400), Map.of());
        bench.learning().train(List.of("risk"));
        bench.close();
        Home home = new Home(folder.resolve("home"));
        Files.writeString(home.config(), """
            policy:
              unsure: fail
              rules:
                - {kind: bulk-load, component: ledger, moderate: 0, warn: 0, fail: 0}
            predict:
              holdout: 50
            """);
        bench = Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Team.CLOCK);
        server = ForewarnServer.start(bench, "127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        server.close();
        bench.close();
    }

    private record Said(int status, JsonNode json) {}

    private Said post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Said(answer.statusCode(), Json.parse(answer.body()));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static String load(int disk) {
        return "{\"kind\":\"bulk-load\",\"component\":\"ledger\",\"environment\":\"production\",\"actor\":\"wren.baker\","
                + "\"attributes\":{\"free_disk_mb\":" + disk + ",\"batch_rows\":500}}";
    }

    private static JsonSchema schema(JsonNode whole, String part) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("urn:forewarn:predict:1"), whole)
                .getRefSchema(new com.networknt.schema.JsonNodePath(com.networknt.schema.PathType.JSON_POINTER)
                        .append("$defs")
                        .append(part));
    }

    @Test
    void answersAreAsTheirPublishedSchemaSays() throws Exception {
        JsonNode whole = get("/api/v1/schema/predict");
        assertThat(Json.parse(Files.readString(Path.of("..", "docs", "reference", "predict.schema.json"))))
                .isEqualTo(whole);

        JsonNode risky = post("/predict", load(6)).json();
        JsonNode unknown = post("/predict", "{\"kind\":\"walk\",\"component\":\"dog\",\"attributes\":{\"x\":1}}")
                .json();
        Said batch = post("/predict", "[" + load(6) + "," + load(90) + "]");

        assertThat(risky.path("similar_failures")).isNotEmpty();
        assertThat(schema(whole, "answer").validate(risky)).isEmpty();
        assertThat(schema(whole, "answer").validate(unknown)).isEmpty();
        assertThat(schema(whole, "batch_answer").validate(batch.json())).isEmpty();
        assertThat(schema(whole, "request").validate(Json.parse(load(6)))).isEmpty();
        assertThat(schema(whole, "problem").validate(post("/predict", "{}").json()))
                .isEmpty();
        ((com.fasterxml.jackson.databind.node.ObjectNode) risky).put("risk", 1.5);
        assertThat(schema(whole, "answer").validate(risky)).isNotEmpty();
    }

    @Test
    void aBatchIsAnsweredWholeOrNotAtAll() throws Exception {
        long before = bench.store().predictions().count(PredictionFilter.all());

        Said wrong = post("/predict", "{\"operations\":[" + load(6) + ",{\"kind\":\"deploy\"}]}");
        Said mistyped = post("/predict", "[" + load(6).replace("6,", "\"six\",") + "]");
        Said dry = post("/predict", "{\"operations\":[" + load(6) + "],\"dry_run\":true}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("detail").asText()).startsWith("operations[1]: 'component' is missing");
        assertThat(mistyped.json().path("detail").asText())
                .startsWith("operations[0]: attribute free_disk_mb must be a number");
        assertThat(dry.json().path("predictions")).hasSize(1);
        assertThat(bench.store().predictions().count(PredictionFilter.all())).isEqualTo(before);
        assertThat(post("/predict", "[]").status()).isEqualTo(400);
        assertThat(post("/predict", "{\"operations\":7}").status()).isEqualTo(400);
        assertThat(post("/predict", load(6).replace("{\"kind\"", "{\"similar\":51,\"kind\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPredictionIsMadeAgainBitForBitWhateverWasLearnedSince() throws Exception {
        JsonNode asked = post("/predict", load(17)).json();
        for (int i = 0; i < 60; i++) {
            String operation =
                    post("/predict", load(50 + i)).json().path("operation_id").asText();
            post("/api/v1/operations/" + operation + "/outcome", "{\"outcome\":\"failed\"}");
        }

        JsonNode again =
                get("/api/v1/predictions/" + asked.path("prediction_id").asText() + "/replay");

        assertThat(post("/predict", load(17)).json().path("risk"))
                .as("the present has moved on")
                .isNotEqualTo(asked.path("risk"));
        assertThat(again.path("identical").asBoolean()).isTrue();
        for (String part : List.of("risk", "low", "high")) {
            assertThat(Double.doubleToLongBits(again.path("replayed").path(part).asDouble()))
                    .isEqualTo(Double.doubleToLongBits(asked.path(part).asDouble()));
        }
    }

    @Test
    void twoHundredReportsAtOnceLeaveOneOutcome() throws Exception {
        String operation =
                post("/predict", load(80)).json().path("operation_id").asText();
        ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            List<Future<Said>> reports = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String outcome = i % 2 == 0 ? "failed" : "succeeded";
                Callable<Said> report =
                        () -> post("/api/v1/operations/" + operation + "/outcome", "{\"outcome\":\"" + outcome + "\"}");
                reports.add(pool.submit(report));
            }
            int recorded = 0;
            List<String> standing = new ArrayList<>();
            for (Future<Said> report : reports) {
                assertThat(report.get().status()).isEqualTo(200);
                recorded += report.get().json().path("status").asText().equals("recorded") ? 1 : 0;
                standing.add(report.get().json().path("standing").asText());
            }
            assertThat(recorded).isEqualTo(1);
            assertThat(standing).containsOnly(standing.get(0));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void manyQuestionsAtOnceAreAllKept() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            List<Future<Said>> asked = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int disk = i;
                asked.add(pool.submit(() -> post("/predict", load(disk))));
            }
            for (Future<Said> each : asked) {
                String id = each.get().json().path("prediction_id").asText();
                assertThat(bench.store().predictions().find(id)).isPresent();
                assertThat(bench.store()
                                .operations()
                                .find(each.get().json().path("operation_id").asText()))
                        .isPresent();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aShareOfStopsIsWithheldAndSaysSo() throws Exception {
        int held = 0;
        for (int i = 0; i < 60; i++) {
            JsonNode answer = post("/predict", load(6)).json();
            JsonNode gate = answer.path("gate");
            assertThat(gate.path("verdict").asText()).isNotEqualTo("pass");
            assertThat(gate.path("propensity").asDouble()).isEqualTo(0.5);
            if (gate.path("held_out").asBoolean()) {
                held++;
                assertThat(answer.path("verdict").asText()).isEqualTo("pass");
            } else {
                assertThat(answer.path("verdict").asText())
                        .isEqualTo(gate.path("verdict").asText());
            }
        }
        assertThat(held).isBetween(10, 50);
        String again = load(6).replace("{\"kind\"", "{\"id\":\"twice\",\"kind\"");
        assertThat(post("/predict", again).json().path("gate"))
                .isEqualTo(post("/predict", again).json().path("gate"));
        assertThat(get("/api/v1/evaluation/gate").path("text").asText()).contains("Spoken against:");
    }

    private static String event(String id, String type, String chain, String subject, String content) {
        return "{\"context\":{\"version\":\"0.4.1\",\"id\":\"" + id + "\",\"source\":\"/ci\",\"type\":\"dev.cdevents."
                + type
                + ".0.2.0\",\"timestamp\":\"2026-06-01T12:00:00Z\",\"chainId\":\"" + chain
                + "\"},\"subject\":{\"id\":\""
                + subject + "\",\"type\":\"x\",\"content\":" + content + "}}";
    }

    private Said events(String body) throws IOException, InterruptedException {
        return post("/cdevents", body);
    }

    @Test
    void whatHasEndedIsNotBegunAgainAndWhatRunsOnlyOnce() throws Exception {
        String question = "{\"id\":\"again-1\",\"kind\":\"again\",\"component\":\"again\"%s}";
        assertThat(post("/predict", question.formatted("")).status()).isEqualTo(200);
        assertThat(post("/predict", question.formatted("")).status()).isEqualTo(200);
        String third = post("/predict", question.formatted("").replace("again-1", "again-2"))
                .json()
                .path("prediction_id")
                .asText();
        JsonNode row = Json.parse(bench.store()
                .predictions()
                .find(third)
                .orElseThrow()
                .prediction()
                .featuresJson());
        assertThat(row.at("/basis/features/pending").asDouble()).isEqualTo(Math.log1p(1));

        post("/api/v1/operations/again-1/outcome", "{\"outcome\":\"succeeded\"}");
        Said ended = post("/predict", question.formatted(""));
        assertThat(ended.status()).isEqualTo(409);
        assertThat(ended.json().path("detail").asText()).contains("already ended (succeeded)", "dry_run");
        assertThat(post("/predict", "[" + question.formatted("") + "]").status())
                .isEqualTo(409);
        assertThat(post("/predict", question.formatted(",\"dry_run\":true")).status())
                .isEqualTo(200);
    }

    @Test
    void nothingOfAnEventCanBeFoundInTheHomeNorGuessedFromItsKey() throws Exception {
        String source = "https://ci.example.org/" + Team.SECRETS.get(1);
        String ended = event(
                        "e-77",
                        "pipelinerun.finished",
                        "chain-" + Team.SECRETS.get(2),
                        "run-77",
                        "{\"outcome\":\"success\"}")
                .replace("\"/ci\"", "\"" + source + "\"");
        assertThat(ended).contains(source);
        JsonNode taken = events(ended).json().path("events").path(0);
        assertThat(taken.path("status").asText()).isEqualTo("recorded");
        bench.store().checkpoint();

        String plain = java.util.HexFormat.of()
                .formatHex(
                        java.security.MessageDigest.getInstance("SHA-256")
                                .digest((source + " e-77").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        0,
                        10);
        try (var files = Files.walk(folder.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain(plain);
                assertThat(bytes).doesNotContain(Team.SECRETS.get(1));
                assertThat(bytes).doesNotContain(Team.SECRETS.get(2));
            }
        }
    }

    @Test
    void eventsBeginAndEndRunsOnce() throws Exception {
        String begun = event("s1", "pipelinerun.started", "c-1", "run-1", "{\"pipelineName\":\"release\"}");
        String ended = event(
                "f1",
                "pipelinerun.finished",
                "c-1",
                "run-1",
                "{\"pipelineName\":\"release\",\"outcome\":\"failure\",\"errors\":\"password=" + Team.SECRETS.get(0)
                        + "\"}");
        String structured =
                "{\"specversion\":\"1.0\",\"id\":\"f1\",\"source\":\"/ci\",\"type\":\"t\",\"data\":" + ended + "}";

        JsonNode first = events(begun).json().path("events").path(0);
        assertThat(first.path("status").asText()).isEqualTo("begun");
        assertThat(events(begun).json().path("events").path(0).path("status").asText())
                .isEqualTo("already_known");
        JsonNode last = events(structured).json().path("events").path(0);
        assertThat(last.path("status").asText()).isEqualTo("recorded");
        assertThat(last.path("operation_id")).isEqualTo(first.path("operation_id"));
        assertThat(events(ended).json().path("events").path(0).path("status").asText())
                .isEqualTo("already_known");
        assertThat(bench.store()
                        .operations()
                        .evidence(first.path("operation_id").asText())
                        .orElseThrow()
                        .output())
                .doesNotContain(Team.SECRETS);
    }

    @Test
    void aDeploymentJoinsTheQuestionAskedBeforeByItsArtifact() throws Exception {
        String artifact = "pkg:oci/cart@sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427";
        String asked = post(
                        "/predict",
                        "{\"kind\":\"deploy\",\"component\":\"cart\",\"attributes\":{\"artifact_id\":\"" + artifact
                                + "\"}}")
                .json()
                .path("operation_id")
                .asText();
        String deployed = event("d1", "service.deployed", "c-9", "cart", "{\"artifactId\":\"" + artifact + "\"}");

        JsonNode taken = events("[" + deployed + "]").json().path("events").path(0);
        JsonNode again = events(deployed).json().path("events").path(0);

        assertThat(taken.path("operation_id").asText()).isEqualTo(asked);
        assertThat(again.path("operation_id").asText()).isEqualTo(asked);
        assertThat(again.path("status").asText()).isEqualTo("already_known");
        assertThat(bench.store().operations().find(asked).orElseThrow().outcome())
                .contains(io.forewarn.ingest.event.Outcome.SUCCEEDED);
    }

    @Test
    void badEventsAreRefusedWithWords() throws Exception {
        assertThat(events("{}").json().path("detail").asText()).contains("'context' and 'subject'");
        assertThat(events(event("a", "pipelinerun.finished", "c", "r", "{}").replace("0.4.1", "9.9"))
                        .json()
                        .path("detail")
                        .asText())
                .contains("0.3 to 0.5");
        assertThat(events(event("a", "pipelinerun.finished", "c", "r", "{}").replace("2026-06-01T12", "noon"))
                        .json()
                        .path("detail")
                        .asText())
                .contains("context.timestamp");
        assertThat(events("[]").status()).isEqualTo(400);
        assertThat(events(event("n", "change.merged", "c", "r", "{}"))
                        .json()
                        .path("events")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("noted");
    }

    /** Its webhook body as Flagger sends it. The half that is not withheld is stopped. */
    @Test
    void flaggerIsHaltedWithTheReasonAndReportsTheEnd() throws Exception {
        String stopped = null;
        for (int i = 0; stopped == null && i < 40; i++) {
            Said said = post("/gates/flagger", flagger("app-" + i, "Progressing"));
            if (said.status() == 403) {
                stopped = said.json().path("detail").asText();
            } else {
                assertThat(said.json().path("go").asBoolean()).isTrue();
            }
        }
        assertThat(stopped).contains("No prediction for this rollout of app-");
        assertThat(post("/gates/flagger", flagger("app-0", "Failed"))
                        .json()
                        .path("words")
                        .asText())
                .isEqualTo("recorded");
        assertThat(bench.store()
                        .operations()
                        .find("flagger-prod-app-0-85d557f47b")
                        .orElseThrow()
                        .outcome())
                .contains(io.forewarn.ingest.event.Outcome.FAILED);
        // The same revision once more is another run, ended by the next report.
        post("/gates/flagger", flagger("app-0", "Progressing"));
        JsonNode again = post("/gates/flagger", flagger("app-0", "Succeeded")).json();
        assertThat(again.path("operation_id").asText()).isEqualTo("flagger-prod-app-0-85d557f47b.2");
        assertThat(again.path("words").asText()).isEqualTo("recorded");
        assertThat(post("/gates/flagger", flagger("app-0", "Succeeded"))
                        .json()
                        .path("words")
                        .asText())
                .isEqualTo("known already");
        assertThat(post("/gates/flagger", "{}").status()).isEqualTo(400);
    }

    private static String flagger(String name, String phase) {
        return "{\"name\":\"" + name + "\",\"namespace\":\"prod\",\"phase\":\"" + phase
                + "\",\"checksum\":\"85d557f47b\",\"metadata\":{\"canary_weight\":\"20\",\"kind\":\"rollout\"}}";
    }

    @Test
    void kubernetesIsAnsweredInItsOwnTerms() throws Exception {
        boolean allowed = false;
        boolean refused = false;
        for (int i = 0; i < 40 && !(allowed && refused); i++) {
            Said said = post("/gates/kubernetes", review("u-" + i, "app-" + i));
            JsonNode response = said.json().path("response");
            assertThat(said.status()).isEqualTo(200);
            assertThat(said.json().path("kind").asText()).isEqualTo("AdmissionReview");
            assertThat(response.path("uid").asText()).isEqualTo("u-" + i);
            if (response.path("allowed").asBoolean()) {
                allowed = true;
            } else {
                refused = true;
                assertThat(response.path("status").path("message").asText()).startsWith("forewarn: ");
                assertThat(response.path("warnings").path(0).asText()).startsWith("p=");
            }
            assertThat(response.path("auditAnnotations").path("risk").asText()).matches("[01]\\.\\d\\d");
        }
        assertThat(allowed && refused).isTrue();
        assertThat(post("/gates/kubernetes", "{\"kind\":\"Pod\"}").status()).isEqualTo(400);
    }

    private static String review(String uid, String app) {
        return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"" + uid
                + "\",\"kind\":{\"group\":\"apps\",\"version\":\"v1\",\"kind\":\"Deployment\"},\"operation\":\"UPDATE\","
                + "\"namespace\":\"prod\",\"name\":\"x\",\"userInfo\":{\"username\":\"kim\"},\"object\":{\"metadata\":"
                + "{\"annotations\":{\"forewarn.io/kind\":\"change\"},\"labels\":{\"app\":\"" + app
                + "\"}},\"spec\":{\"replicas\":3}}}}";
    }

    private record Ran(int code, String text) {}

    private Ran run(Path in, String input, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("FOREWARN_URL", server.url());
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), text);
    }

    @Test
    void theScriptOfTheExamplesPassesStopsAndDoesNotStandInTheWay() throws Exception {
        String ask = EXAMPLES.resolve("ask.sh").toRealPath().toString();
        Ran pass = run(folder, "", "sh", ask, "deploy", "billing", "free_disk_mb=50", "title=a \"quoted\" one");
        assertThat(pass.code()).as(pass.text()).isZero();
        assertThat(pass.text()).startsWith("forewarn: This deploy of billing");
        int stops = 0;
        for (int i = 0; i < 20 && stops == 0; i++) {
            stops += run(folder, "", "sh", ask, "anything", "part-" + i).code() == 3 ? 1 : 0;
        }
        assertThat(stops).isEqualTo(1);
        ProcessBuilder nobody = new ProcessBuilder("sh", ask, "deploy", "billing").redirectErrorStream(true);
        nobody.environment().put("FOREWARN_URL", "http://127.0.0.1:1");
        assertThat(nobody.start().waitFor()).isZero();
    }

    private Path repository(String name) throws Exception {
        Path repo = Files.createDirectories(folder.resolve(name));
        run(repo, "", "git", "init", "-q", ".");
        Files.writeString(repo.resolve("a.txt"), "one\ntwo\n");
        run(repo, "", "git", "add", "a.txt");
        Ran commit =
                run(repo, "", "git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", name);
        assertThat(commit.code()).as(commit.text()).isZero();
        return repo;
    }

    /** As the hook's own words say. */
    private static Path installed(Path repo, String example) throws IOException {
        Path from = EXAMPLES.resolve(example);
        Path to = Files.copy(from, repo.resolve(".git/hooks").resolve(from.getFileName()));
        assertThat(to.toFile().setExecutable(true)).isTrue();
        return to;
    }

    @Test
    void theGitHookStopsAPush() throws Exception {
        run(folder, "", "git", "init", "-q", "--bare", "up.git");
        boolean stopped = false;
        for (int i = 0; i < 20 && !stopped; i++) {
            Path repo = repository("repo-" + i);
            Path hook = installed(repo, "git/pre-push");
            Ran alone = run(repo, "", "git", "push", "../up.git", "HEAD:alone");
            assertThat(alone.code())
                    .as("without the script that asks: " + alone.text())
                    .isZero();
            assertThat(alone.text()).contains("going on");
            installed(repo, "ask.sh");

            Ran ran = run(repo, "", "git", "push", "../up.git", "HEAD:refs/heads/main-" + i);

            stopped = ran.code() == 1 && ran.text().contains("STOPPED");
            assertThat(ran.code()).as(ran.text()).isIn(0, 1);
            assertThat(run(repo, "", "git", "push", "../up.git", ":alone").code())
                    .as("a deleted branch")
                    .isZero();
            assertThat(hook).isExecutable();
        }
        assertThat(stopped).isTrue();
    }
}
