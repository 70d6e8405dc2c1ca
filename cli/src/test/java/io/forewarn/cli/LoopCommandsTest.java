package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.cli.Shell.Answer;
import io.forewarn.server.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the loop, right ones, on one home that has been trained once. */
final class LoopCommandsTest {
    @TempDir
    static Path folder;

    private static Shell shell;
    private static Answer imported;
    private static Answer trained;

    @BeforeAll
    static void importAndTrain() {
        shell = new Shell(folder);
        imported = shell.run("import", shell.log());
        ok(shell.run("import", "operations", shell.operations(220)));
        ok(shell.run(
                "import",
                "repairs",
                shell.write(
                        "repairs.jsonl",
                        "{\"id\":\"f1\",\"at\":\"2026-05-20T10:00:00Z\",\"component\":\"ledger\",\"actor\":\"a\","
                                + "\"action\":\"Grew the volume.\",\"worked\":true}\n")));
        ok(shell.run(
                "import",
                "outputs",
                shell.write(
                        "outputs.jsonl",
                        "{\"operation_id\":\"op-0003\",\"exit_status\":1,\"output\":\"No space left on device\"}\n")));
        trained = ok(shell.run("train"));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer;
    }

    private static JsonNode json(String... args) {
        String[] words = java.util.Arrays.copyOf(args, args.length + 1);
        words[args.length] = "--json";
        return ok(shell.run(words)).json();
    }

    private static String id(JsonNode list) {
        return list.path(0).path("id").asText();
    }

    @Test
    void importSaysWhatItReadStoredAndScrubbed() {
        assertThat(ok(imported).out()).contains("1 file read", "9 lines", "3 stored", "scrubbed:", "1 new issue");
    }

    @Test
    void importingTwiceChangesNoCount() {
        long before = json("import", folder.resolve("operations.csv").toString())
                .path("stored")
                .asLong();
        assertThat(before).isGreaterThanOrEqualTo(0);
        assertThat(json("import", "operations", folder.resolve("operations.csv").toString())
                        .path("stored")
                        .asLong())
                .isZero();
        Answer again = ok(shell.run("import", folder.resolve("ledger.log").toString()));
        assertThat(again.out()).contains("1 skipped (imported before)", "0 stored");
    }

    @Test
    void standardInputIsImportedUnderTheNamedComponent() {
        Answer answer = ok(shell.with(
                "2026-05-30 10:00:00,000 ERROR [main] com.acme.Cache - warm-up gave up\n",
                "import",
                "--component",
                "cache",
                "-"));
        assertThat(answer.out()).contains("1 stored");
        assertThat(json("issues", "--component", "cache").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void trainTellsFiguresOfBothModels() {
        assertThat(trained.out()).contains("classifier", "macro-F1", "risk", "AUC", "220 rows");
        Answer list = ok(shell.run("models"));
        assertThat(list.out()).contains("*", "classifier-", "risk-");
        String version = json("models", "list").path("models").findValuesAsText("version").stream()
                .filter(v -> v.startsWith("risk-"))
                .findFirst()
                .orElseThrow();
        assertThat(ok(shell.run("models", "show", version)).json().path("rows").asInt())
                .isEqualTo(220);
        assertThat(ok(shell.run("models", "promote", version)).out()).contains("current risk model: " + version);
        assertThat(shell.run("models", "rollback", "classifier").code()).isEqualTo(2);
        assertThat(shell.run("models", "show").err()).contains("name a version");
        assertThat(shell.run("models", "rollback").err()).contains("name a kind");
        assertThat(shell.run("models", "burn").err()).contains("unknown action 'burn'");
    }

    @Test
    void predictSaysWhyAndTheOutcomeIsReportedOnce() {
        Answer risky = shell.run("predict", "--kind", "bulk-load", "--component", "ledger", "-a", "free_disk_mb=8");
        assertThat(risky.code()).isIn(0, 3);
        assertThat(risky.out()).contains("risk ", "Why", "Similar past failures", "Report how it went");
        JsonNode safe = json(
                "predict",
                "--kind",
                "deploy",
                "--component",
                "billing",
                "-a",
                "free_disk_mb=80",
                "-a",
                "online=true",
                "-a",
                "region=west",
                "--environment",
                "test",
                "--actor",
                "wren",
                "--at",
                "2026-06-02T10:00:00Z",
                "--id",
                "mine-1");
        assertThat(safe.path("operation_id").asText()).isEqualTo("mine-1");
        assertThat(safe.path("verdict").asText()).isEqualTo("pass");
        assertThat(Json.text(safe)).doesNotContain("NaN");

        assertThat(ok(shell.run("outcome", "mine-1", "failed", "--finished-at", "2026-06-02T10:01:00Z"))
                        .out())
                .contains("mine-1: failed, recorded");
        assertThat(ok(shell.run("outcome", "mine-1", "succeeded")).out()).contains("the first report stands");
        assertThat(json("outcome", "mine-1", "failed").path("standing").asText())
                .isEqualTo("failed");
        assertThat(shell.run("outcome", "none", "failed").code()).isEqualTo(2);
    }

    @Test
    void predictReadsAFileOrStandardInput() {
        String question = "{\"kind\":\"deploy\",\"component\":\"billing\",\"attributes\":{\"free_disk_mb\":70}}";
        JsonNode byFile = json("predict", "--dry-run", "--file", shell.write("question.json", question));
        JsonNode byStream = ok(shell.with(question, "predict", "--dry-run", "--json", "--file", "-"))
                .json();
        assertThat(byFile.path("risk")).isEqualTo(byStream.path("risk"));
        assertThat(shell.run("predict", "--kind", "deploy", "--file", "x").err())
                .contains("not by both");
        assertThat(shell.with("{", "predict", "--file", "-").err()).contains("not JSON: line 1");
    }

    @Test
    void issuesAreListedShownAndSettled() {
        JsonNode list = json("issues", "--limit", "5");
        String id = id(list.path("issues"));
        assertThat(ok(shell.run("issues")).out()).contains("error", "class", "component");
        assertThat(ok(shell.run("issues", "--limit", "1")).out()).contains("events");
        assertThat(ok(shell.run("issues", id)).out())
                .contains("because", "grouped", "Latest events:", "forewarn suggest");
        assertThat(ok(shell.run("issues", id, "--set-status", "ignored")).out()).contains("status      ignored");
        ok(shell.run("issues", id, "--set-status", "unresolved"));
        assertThat(ok(shell.run("issues", "--class", "timeout", "--status", "regressed"))
                        .out())
                .contains("No issues that fit");
        assertThat(shell.run("issues", "i-none").err())
                .isEqualTo("forewarn: no issue 'i-none'; forewarn issues lists them\n");
    }

    @Test
    void suggestionsAreMadeJudgedAndCounted() {
        String issue = id(json("issues", "--component", "ledger").path("issues"));
        assertThat(ok(shell.run("suggest", issue)).out()).contains("1. ", "Evidence: ", "forewarn feedback");
        String suggestion = id(json("suggest", issue).path("suggestions"));
        Answer told = ok(shell.run("feedback", suggestion, "worked", "--by", "wren", "--note", "grew the volume"));
        assertThat(told.out()).isNotBlank();
        assertThat(ok(shell.run("suggestions")).out()).contains("By source", "1 of 1", "95 % interval");
        assertThat(json("suggestions").path("by_key")).isNotEmpty();
        ok(shell.run("feedback", issue, "--class", "disk_full"));
        assertThat(shell.run("feedback", suggestion).err()).contains("give either a RESULT");
        assertThat(shell.run("feedback", "s-none", "worked").code()).isEqualTo(2);
        assertThat(shell.run("suggest", "none").err()).contains("no issue and no operation 'none'");
    }

    @Test
    void evaluateWritesReportsAndSlices() throws Exception {
        Path out = folder.resolve("reports");
        for (String kind : List.of("txt", "json", "html")) {
            ok(shell.run("evaluate", "--report", out.resolve("r." + kind).toString()));
        }
        ok(shell.run("evaluate", "--json", "--slices", out.resolve("slices").toString()));
        assertThat(Files.readString(out.resolve("r.txt"))).contains("EWMA");
        assertThat(Json.parse(Files.readString(out.resolve("r.json"))).has("risk"))
                .isTrue();
        assertThat(Files.readString(out.resolve("r.html"))).contains("<html");
        assertThat(out.resolve("slices/component.csv")).content().contains("ledger");
    }

    @Test
    void classifyAndGroupAnswerALineForEachLineInOrder() {
        String lines = """
                {"id":"b","text":"No space left on device"}

                {"id":"a","text":"connection refused","level":"error"}
                """;
        List<JsonNode> classes = ok(shell.with(lines, "classify")).rows();
        assertThat(classes).extracting(r -> r.path("id").asText()).containsExactly("b", "a");
        assertThat(classes).allSatisfy(r -> {
            assertThat(r.path("error_class").asText()).isNotBlank();
            assertThat(r.path("confidence").asDouble()).isBetween(0.0, 1.0);
            assertThat(r.path("transient").isBoolean()).isTrue();
        });
        String events = """
                {"event_id":"e1","message":"load 17 failed","level":"error"}
                {"event_id":"e2","message":"load 18 failed","level":"error"}
                {"event_id":"e3","message":"disk sda1 is read-only","level":"error"}
                """;
        List<JsonNode> prints =
                ok(shell.run("group", shell.write("events.jsonl", events))).rows();
        assertThat(prints).extracting(r -> r.path("id").asText()).containsExactly("e1", "e2", "e3");
        assertThat(prints.get(0).path("fingerprint")).isEqualTo(prints.get(1).path("fingerprint"));
        assertThat(prints.get(0).path("fingerprint")).isNotEqualTo(prints.get(2).path("fingerprint"));
        assertThat(shell.with("{\"id\":1}\nnonsense\n", "classify").err()).contains("line 2 is not a JSON object");
        assertThat(shell.with("[1]\n", "group").err()).contains("line 1 is not a JSON object");
    }

    @Test
    void doctorFindsNothingWrong() {
        assertThat(ok(shell.run("doctor")).out()).contains("ok  ", "database", "a risk model is in use");
        assertThat(json("doctor").path("ok").asBoolean()).isTrue();
    }
}
