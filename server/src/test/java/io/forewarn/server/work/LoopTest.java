package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.Team;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.api.ProblemException;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.wire.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import, train, predict, suggest, review: the whole way on one home, asked as a command asks. */
final class LoopTest {
    private static final int OPERATIONS = 240;

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static LocalGateway gateway;
    private static JsonNode trained;
    private static Path operations;

    @BeforeAll
    static void importAndTrain() throws Exception {
        bench = Team.open(folder);
        gateway = new LocalGateway(bench);
        operations = Team.operations(folder, OPERATIONS);
        imports("logs", Team.logs(folder));
        imports("operations", operations);
        imports("repairs", Team.repairs(folder, failedLoads()));
        imports("outputs", Team.outputs(folder, failedLoads()));
        trained = gateway.post("/api/v1/train", Map.of()).path("models");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static JsonNode imports(String kind, Path file) {
        return gateway.post("/api/v1/imports", Map.of("kind", kind, "paths", List.of(file.toString())));
    }

    private static List<String> failedLoads() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(operations)) {
            JsonNode op = Json.parse(line);
            if (op.path("outcome").asText().equals("failed")
                    && op.path("kind").asText().equals("bulk-load")) {
                ids.add(op.path("id").asText());
            }
        }
        return ids;
    }

    private static JsonNode predict(String kind, String component, int disk) {
        return gateway.post(
                "/predict", Map.of("kind", kind, "component", component, "attributes", Map.of("free_disk_mb", disk)));
    }

    private static ProblemException refused(String path, Object body) {
        try {
            gateway.post(path, body);
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError(path + " was not refused");
    }

    private static String anIssue() {
        return gateway.get("/api/v1/issues", Map.of("component", "ledger"))
                .path("issues")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    void theSameFilesTwiceChangeNoCount() {
        String before = Json.text(gateway.get("/api/v1/overview", Map.of()).path("events"));

        assertThat(imports("operations", operations).path("stored").asLong()).isZero();
        assertThat(imports("operations", operations).path("skipped").asLong()).isEqualTo(1);
        assertThat(imports("logs", folder.resolve("ledger.log")).path("stored").asLong())
                .isZero();
        assertThat(imports("repairs", folder.resolve("repairs.jsonl"))
                        .path("stored")
                        .asLong())
                .isZero();
        assertThat(imports("outputs", folder.resolve("outputs.jsonl"))
                        .path("stored")
                        .asLong())
                .isZero();

        assertThat(Json.text(gateway.get("/api/v1/overview", Map.of()).path("events")))
                .isEqualTo(before);
    }

    @Test
    void trainingTellsItsFiguresOnWhatItHadNotSeen() {
        assertThat(trained)
                .hasSize(3)
                .filteredOn(m -> !m.path("kind").asText().equals("anomaly"))
                .allSatisfy(m -> {
                    assertThat(m.path("trained").asBoolean()).isTrue();
                    assertThat(m.path("summary").asText()).contains("ECE");
                });
        assertThat(trained.get(0).path("summary").asText()).contains("accuracy", "macro-F1");
        assertThat(trained.get(1).path("summary").asText()).contains("AUC", "catch@10%");
        assertThat(trained.get(1).path("rows").asInt()).isEqualTo(OPERATIONS);
    }

    @Test
    void aLoadOnAFullDiskIsRiskierThanOneOnAnEmptyDiskAndSaysWhy() {
        JsonNode risky = predict("bulk-load", "ledger", 8);
        JsonNode safe = predict("bulk-load", "ledger", 95);

        assertThat(risky.path("abstained").asBoolean()).isFalse();
        assertThat(risky.path("risk").asDouble())
                .isGreaterThan(2 * safe.path("risk").asDouble());
        assertThat(risky.path("low").asDouble())
                .isLessThanOrEqualTo(risky.path("risk").asDouble());
        assertThat(risky.path("high").asDouble())
                .isGreaterThanOrEqualTo(risky.path("risk").asDouble());
        assertThat(risky.path("reasons")).isNotEmpty();
        assertThat(risky.path("similar_failures")).isNotEmpty();
        assertThat(risky.path("model_version").asText()).startsWith("risk-");
        assertThat(Json.text(risky)).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void aDryRunKeepsNothing() {
        long before = gateway.get("/api/v1/predictions", Map.of()).path("total").asLong();
        JsonNode answer = gateway.post(
                "/predict", Map.of("kind", "deploy", "component", "billing", "dry_run", true, "similar", 0));

        assertThat(answer.path("similar_failures")).isEmpty();
        assertThat(gateway.get("/api/v1/predictions", Map.of()).path("total").asLong())
                .isEqualTo(before);
        assertThatThrownBy(() -> gateway.get(
                        "/api/v1/predictions/" + answer.path("prediction_id").asText(), Map.of()))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void theFirstOutcomeStandsAndAnUnknownOperationIsNotFound() {
        JsonNode asked = predict("deploy", "billing", 50);
        String path = "/api/v1/operations/" + asked.path("operation_id").asText() + "/outcome";

        JsonNode first = gateway.post(
                path, Map.of("outcome", "failed", "exit_status", 1, "output", "password=" + Team.SECRETS.get(0)));
        JsonNode second = gateway.post(path, Map.of("outcome", "succeeded"));

        assertThat(first.path("status").asText()).isEqualTo("recorded");
        assertThat(second.path("status").asText()).isNotEqualTo("recorded");
        assertThat(second.path("standing").asText()).isEqualTo("failed");
        JsonNode kept =
                gateway.get("/api/v1/predictions/" + asked.path("prediction_id").asText(), Map.of());
        assertThat(kept.path("outcome").asText()).isEqualTo("failed");
        assertThat(kept.path("answer").path("risk")).isEqualTo(asked.path("risk"));
        assertThat(refused("/api/v1/operations/op-none/outcome", Map.of("outcome", "failed"))
                        .problem()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void outcomesThatCannotBeAreRefusedByName() {
        String path = "/api/v1/operations/op-0001/outcome";

        assertThat(refused(path, Map.of()).problem().detail()).contains("'outcome' is missing");
        assertThat(refused(path, Map.of("outcome", "fine")).problem().detail()).contains("succeeded");
        assertThat(refused(path, Map.of("outcome", "failed", "exit_status", "one"))
                        .problem()
                        .detail())
                .contains("'exit_status'");
        assertThat(refused(path, Map.of("outcome", "failed", "finished_at", "today"))
                        .problem()
                        .detail())
                .contains("'finished_at'");
    }

    @Test
    void questionsThatCannotBeAreRefusedByName() {
        assertThat(refused("/predict", List.of()).problem().detail()).contains("1 to 1000 questions");
        assertThat(refused("/predict", 7).problem().detail()).contains("send a JSON object");
        assertThat(refused("/predict", Map.of("kind", "deploy")).problem().detail())
                .contains("'component'");
        assertThat(refused("/predict", Map.of("kind", 7, "component", "x"))
                        .problem()
                        .detail())
                .contains("'kind'");
        Map<String, Object> ok = Map.of("kind", "deploy", "component", "billing");
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "colour", "red",
                        "id", 7,
                        "at", "noon",
                        "similar", "many",
                        "attributes", List.of(1))
                .entrySet()) {
            Map<String, Object> question = new java.util.HashMap<>(ok);
            question.put(wrong.getKey(), wrong.getValue());
            assertThat(refused("/predict", question).problem().detail()).contains("'" + wrong.getKey() + "'");
        }
        Map<String, Object> nested = new java.util.HashMap<>(ok);
        nested.put("attributes", Map.of("disk", Map.of("free", 1)));
        assertThat(refused("/predict", nested).problem().detail()).contains("attribute 'disk'");
        nested.put("attributes", Map.of("free_disk_mb", "plenty"));
        assertThat(refused("/predict", nested).problem().detail()).contains("free_disk_mb");
    }

    @Test
    void whatWasActedOnIsMarkedAndNotJudgedAsAPlainOutcome() {
        String id = predict("deploy", "billing", 60).path("prediction_id").asText();

        gateway.post("/api/v1/predictions/" + id + "/acted-on", Map.of());

        assertThat(gateway.get("/api/v1/predictions/" + id, Map.of())
                        .path("acted_on")
                        .asBoolean())
                .isTrue();
        assertThat(refused("/api/v1/predictions/p-none/acted-on", Map.of())
                        .problem()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void issuesAreGroupedClassifiedAndCanBeCorrected() {
        JsonNode page = gateway.get("/api/v1/issues", Map.of("limit", "10"));
        assertThat(page.path("total").asInt()).isBetween(2, 4);
        String id = anIssue();
        JsonNode one = gateway.get("/api/v1/issues/" + id, Map.of());
        assertThat(one.path("issue").path("error_class").asText()).isNotEqualTo("unclassified");
        assertThat(one.path("issue").path("why").asText()).isNotBlank();
        assertThat(one.path("events")).isNotEmpty();

        gateway.post("/api/v1/issues/" + id + "/status", Map.of("status", "resolved"));
        assertThat(gateway.get("/api/v1/issues", Map.of("status", "resolved"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        gateway.post("/api/v1/issues/" + id + "/status", Map.of("status", "unresolved"));
        assertThat(refused("/api/v1/issues/" + id + "/status", Map.of("status", "gone"))
                        .problem()
                        .status())
                .isEqualTo(400);
        assertThat(refused("/api/v1/issues/i-none/status", Map.of("status", "resolved"))
                        .problem()
                        .status())
                .isEqualTo(404);

        String other =
                gateway.get("/api/v1/issues", Map.of("limit", "10")).path("issues").findValuesAsText("id").stream()
                        .filter(i -> !i.equals(id))
                        .findFirst()
                        .orElseThrow();
        gateway.post(
                "/api/v1/issues/" + other + "/class",
                Map.of("error_class", "timeout", "note", "seen by " + Team.SECRETS.get(1)));
        assertThat(gateway.get("/api/v1/issues/" + other, Map.of())
                        .path("issue")
                        .path("error_class")
                        .asText())
                .isEqualTo("timeout");
        assertThat(refused("/api/v1/issues/" + other + "/class", Map.of("error_class", "bad-luck"))
                        .problem()
                        .status())
                .isEqualTo(400);
        assertThat(refused("/api/v1/issues/i-none/class", Map.of("error_class", "timeout"))
                        .problem()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void suggestionsCiteEvidenceAndTheirSuccessIsCounted() throws Exception {
        JsonNode advice =
                gateway.post("/api/v1/suggest", Map.of("id", failedLoads().get(0)));
        assertThat(advice.path("about").asText()).startsWith("Operation ");
        assertThat(gateway.post("/api/v1/suggest", Map.of("id", anIssue())).path("suggestions"))
                .isNotEmpty();
        JsonNode first = advice.path("suggestions").path(0);
        assertThat(first.path("evidence")).isNotEmpty();
        assertThat(first.path("steps")).isNotEmpty();
        String path = "/api/v1/suggestions/" + first.path("id").asText() + "/feedback";

        gateway.post(path, Map.of("result", "worked", "by", "wren.baker", "note", "mail " + Team.SECRETS.get(1)));

        JsonNode report = gateway.get("/api/v1/suggestions", Map.of());
        JsonNode counted = report.path("by_source").path(0).path("success");
        assertThat(report.path("by_source").findValuesAsText("hits")).contains("1");
        assertThat(counted.path("low").asDouble())
                .isLessThanOrEqualTo(counted.path("high").asDouble());
        assertThat(Json.text(report)).doesNotContain("NaN");
        assertThat(refused(path, Map.of("result", "perhaps")).problem().status())
                .isEqualTo(400);
        assertThat(refused("/api/v1/suggestions/s-none/feedback", Map.of("result", "worked"))
                        .problem()
                        .status())
                .isEqualTo(404);
        assertThat(refused("/api/v1/suggest", Map.of("id", "none")).problem().status())
                .isEqualTo(404);
    }

    @Test
    void evaluationComparesWithNaiveRivalsAndCutsSlices() {
        for (int i = 0; i < 24; i++) {
            boolean risky = i % 2 == 0;
            String id = predict("bulk-load", "ledger", risky ? 6 + i : 70 + i)
                    .path("operation_id")
                    .asText();
            gateway.post("/api/v1/operations/" + id + "/outcome", Map.of("outcome", risky ? "failed" : "succeeded"));
        }
        JsonNode answer = gateway.get("/api/v1/evaluation", Map.of());

        assertThat(answer.path("text").asText()).contains("AUC", "EWMA", "Live predictions with an outcome (n = ");
        assertThat(answer.path("html").asText()).contains("<html");
        assertThat(answer.path("slices").path("component").asText()).contains("ledger");
        assertThat(answer.path("report").path("live").path("auc").path("value").asDouble())
                .isGreaterThan(0.8);
        assertThat(answer.path("report").path("classifier").path("version").asText())
                .startsWith("classifier-");
        assertThat(Json.text(answer)).doesNotContain("NaN");
    }

    @Test
    void modelsAreKeptShownPromotedAndRolledBack() {
        String first = trained.get(1).path("version").asText();
        assertThat(gateway.get("/api/v1/models/" + first, Map.of()).path("rows").asInt())
                .isEqualTo(OPERATIONS);
        String second = gateway.post("/api/v1/train", Map.of("kinds", List.of("risk")))
                .path("models")
                .path(0)
                .path("version")
                .asText();
        assertThat(second).isNotEqualTo(first);

        assertThat(gateway.post("/api/v1/models/risk/rollback", Map.of())
                        .path("version")
                        .asText())
                .isEqualTo(first);
        assertThat(predict("deploy", "billing", 50).path("model_version").asText())
                .isEqualTo(first);
        gateway.post("/api/v1/models/" + second + "/promote", Map.of());
        assertThat(predict("deploy", "billing", 50).path("model_version").asText())
                .isEqualTo(second);

        assertThat(refused("/api/v1/models/classifier/rollback", Map.of())
                        .problem()
                        .detail())
                .contains("no earlier");
        assertThat(refused("/api/v1/models/luck/rollback", Map.of()).problem().status())
                .isEqualTo(400);
        assertThat(refused("/api/v1/models/risk-v99/promote", Map.of())
                        .problem()
                        .exitCode())
                .isEqualTo(2);
        assertThat(refused("/api/v1/models/none/promote", Map.of()).problem().status())
                .isEqualTo(404);
        assertThat(refused("/api/v1/train", Map.of("kinds", List.of("luck")))
                        .problem()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void classesAndFingerprintsComeInTheOrderOfTheirQuestions() {
        JsonNode classes = gateway.post(
                        "/api/v1/classify",
                        Map.of(
                                "items",
                                List.of(
                                        Map.of("id", "a", "text", "java.io.IOException: No space left on device"),
                                        Map.of("id", 2, "text", "connection refused by 10.0.0.7", "level", "error"))))
                .path("items");
        assertThat(classes.findValuesAsText("id")).containsExactly("a", "2");
        assertThat(classes.get(0).path("confidence").asDouble()).isBetween(0.0, 1.0);
        assertThat(classes.get(0).path("because").asText()).isNotBlank();
        assertThat(classes.get(0).path("error_class").asText())
                .isNotEqualTo(classes.get(1).path("error_class").asText());

        Map<String, Object> event =
                Map.of("event_id", "e1", "level", "error", "message", "could not load batch 17", "logger", "ledger");
        Map<String, Object> same =
                Map.of("event_id", "e2", "level", "error", "message", "could not load batch 18", "logger", "ledger");
        JsonNode prints = gateway.post("/api/v1/group", Map.of("items", List.of(event, same)))
                .path("items");
        assertThat(prints.findValuesAsText("id")).containsExactly("e1", "e2");
        assertThat(prints.get(0).path("fingerprint").asText())
                .isNotBlank()
                .isEqualTo(prints.get(1).path("fingerprint").asText());
        assertThat(prints.get(0).path("why").asText()).isNotBlank();
    }

    @Test
    void linesOfAStreamAreStoredUnderTheNamedComponent() {
        byte[] lines = "2026-05-30 10:00:00,000 ERROR [main] com.acme.Cache - warm-up gave up\n"
                .getBytes(StandardCharsets.UTF_8);
        JsonNode answer = gateway.upload(
                "/api/v1/imports/content", Map.of("component", "cache"), new ByteArrayInputStream(lines));

        assertThat(answer.path("stored").asInt()).isEqualTo(1);
        assertThat(gateway.get("/api/v1/issues", Map.of("component", "cache"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThatThrownBy(() -> gateway.upload("/api/v1/other", Map.of(), new ByteArrayInputStream(lines)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void theDoctorFindsAnOpenKey() throws Exception {
        assertThat(gateway.get("/api/v1/doctor", Map.of()).path("ok").asBoolean())
                .isTrue();
        Path key = bench.home().key();
        var closed = Files.getPosixFilePermissions(key);
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        try {
            JsonNode findings = gateway.get("/api/v1/doctor", Map.of());
            assertThat(findings.path("ok").asBoolean()).isFalse();
            assertThat(Json.text(findings)).contains("chmod go-rwx");
        } finally {
            Files.setPosixFilePermissions(key, closed);
        }
    }

    @Test
    void wrongImportsAreRefusedWithWhatIsWrong() {
        String path = "/api/v1/imports";
        assertThat(refused(path, Map.of("kind", "logs")).problem().detail()).contains("'paths'");
        assertThat(refused(path, Map.of("kind", "tea", "paths", List.of("x")))
                        .problem()
                        .detail())
                .contains("'kind'");
        assertThat(refused(path, Map.of("kind", "logs", "paths", List.of(folder + "/none.log")))
                        .problem()
                        .detail())
                .contains("none.log", "no such file");
        assertThat(refused(
                                path,
                                Map.of(
                                        "kind", "operations",
                                        "paths",
                                                List.of(Team.write(folder, "new.csv", "id,at,result\n1,2026-05-01,ok\n")
                                                        .toString()),
                                        "map", Map.of("outcome", "no_such_column")))
                        .problem()
                        .detail())
                .contains("no_such_column");
    }

    @Test
    void outcomesThatNobodyDatedAreNotTrainedOnBeforeTheyCount(@TempDir Path other) throws Exception {
        StringBuilder rows = new StringBuilder("id,kind,component,at,outcome\n");
        for (int i = 0; i < 60; i++) {
            rows.append("u-" + i + ",deploy,billing," + Team.CLOCK.instant().minusSeconds(3600L * (i + 1)) + ","
                    + (i % 5 == 0 ? "failed" : "succeeded") + "\n");
        }
        try (Workbench fresh = Team.open(other)) {
            fresh.imports().operations(Team.write(other, "undated.csv", rows.toString()), Map.of());
            assertThat(fresh.learning().train(List.of("risk")).models())
                    .singleElement()
                    .satisfies(m -> {
                        assertThat(m.trained()).isFalse();
                        assertThat(m.why()).contains("60 have an outcome that nobody dated", "finished_at or known_at");
                    });
        }
    }

    @Test
    void aPolicyThatCannotBeIsRefusedBeforeTheDatabaseIsOpened(@TempDir Path other) throws Exception {
        Path file = Team.write(other, "forewarn.yaml", "policy: {wran: 0.3}\n");
        Configuration configuration = Configuration.load(file, Map.of(), Map.of());
        io.forewarn.server.home.Home home = new io.forewarn.server.home.Home(other.resolve("home"));

        assertThatThrownBy(() -> Workbench.open(home, configuration, Team.CLOCK).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wran");
        assertThat(home.database()).doesNotExist();
    }

    @Test
    void secretsReachNoByteOfTheHome() throws Exception {
        try (var files = Files.walk(bench.home().root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(Team.SECRETS).as(file.toString()).noneMatch(bytes::contains);
            }
        }
    }
}
