package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The loop, step by step, as a newcomer reads it: import, train, predict, suggest, review. */
final class DemoStory {
    private static final int WIDTH = 96;

    private final Terminal terminal;
    private final LocalGateway gateway;
    private final Path data;

    DemoStory(Terminal terminal, LocalGateway gateway, Path data) {
        this.terminal = terminal;
        this.gateway = gateway;
        this.data = data;
    }

    void tell() throws IOException {
        say("Forewarn learns from past errors and warns before the next one.\n");
        say(Words.wrap(
                "This demo uses the fault lab: records of real operations (loads, migrations, deploys, backups, builds, …) on"
                        + " real PostgreSQL, Redis, nginx, JVM and Maven, many of which really failed. It writes to a folder of"
                        + " its own.",
                WIDTH,
                ""));
        importAll();
        train();
        figures();
        List<JsonNode> newest = newestOfEach();
        predict(newest);
        suggest();
        review();
    }

    private void importAll() {
        head(
                "1  Import",
                "Logs in their native formats, operation records, the team's fix log. Scrubbed before anything is stored.");
        JsonNode logs = load("logs", data.resolve("logs"));
        JsonNode operations = load("operations", data.resolve("operations.jsonl.gz"));
        JsonNode repairs = load("repairs", data.resolve("repairs.jsonl"));
        JsonNode outputs = load("outputs", data.resolve("oplogs.jsonl.gz"));
        say("   " + Words.count(logs.path("lines")) + " log lines of " + Words.count(logs.path("files"))
                + " files became " + Words.count(logs.path("stored")) + " events in "
                + Words.figure(logs.path("seconds")) + " s; " + Words.count(rejected(logs)) + " lines rejected.");
        say("   " + Words.count(operations.path("stored")) + " operations, " + Words.count(repairs.path("stored"))
                + " repairs, " + Words.count(outputs.path("stored")) + " outputs.");
        say("   " + Words.count(logs.path("issues").path("events")) + " error events fall into "
                + Words.count(logs.path("issues").path("opened")) + " issues.");
        Map<String, Long> scrubbed = new TreeMap<>();
        for (JsonNode part : List.of(logs, operations, repairs, outputs)) {
            part.path("redactions")
                    .properties()
                    .forEach(e -> scrubbed.merge(e.getKey(), e.getValue().asLong(), Long::sum));
        }
        StringBuilder kinds = new StringBuilder();
        scrubbed.forEach((kind, n) -> kinds.append(kinds.isEmpty() ? "" : ", ")
                .append(kind)
                .append(' ')
                .append(Words.count(n)));
        say(Words.wrap("Replaced by keyed pseudonyms, never stored: " + kinds + ".", WIDTH, "   "));
    }

    private void train() {
        head("2  Train", "An error classifier and a risk model, in this process, on what was just imported.");
        JsonNode answer = gateway.post("/api/v1/train", Map.of());
        for (JsonNode model : answer.path("models")) {
            say("   " + model.path("version").asText() + ": " + Words.count(model.path("rows")) + " rows");
        }
    }

    private void figures() {
        head(
                "3  Is it any good?",
                "Judged only on what it had not seen: the last 30 % of the operations by time, beside naive rivals.");
        JsonNode report = gateway.get("/api/v1/evaluation", Map.of()).path("report");
        JsonNode risk = report.path("risk");
        List<List<String>> rows = new ArrayList<>();
        risk.path("predictors").properties().forEach(p -> {
            JsonNode m = p.getValue();
            rows.add(List.of(
                    p.getKey(),
                    interval(m.path("auc")),
                    Words.figure(m.path("average_precision").path("value")),
                    Words.percent(m.path("catch_at_10").path("value")),
                    Words.figure(m.path("ece").path("value"))));
        });
        say(Words.table(List.of("predictor", "AUC [95 %]", "AP", "catch@10%", "ECE"), rows));
        long n = risk.path("n").asLong();
        long failures = risk.path("failures").asLong();
        say("   n = " + Words.count(n) + ", " + Words.count(failures) + " failed (base rate "
                + Words.percent(n == 0 ? 0 : (double) failures / n) + "); AUC above EWMA-20 by "
                + interval(risk.path("auc_above_ewma20")) + ".");
        say(Words.wrap(
                "AUC: how well failures are ranked above successes (0.5 is chance). catch@10%: the share of all failures among"
                        + " the riskiest tenth (10 % is chance). ECE: how far stated risks are off. EWMA-20: the moving failure"
                        + " rate of the last 20.",
                WIDTH, "   "));
        JsonNode classifier = report.path("classifier");
        say("   Error classes: " + classifier.path("summary").asText() + ", on systems it had not seen (n = "
                + Words.count(classifier.path("rows")) + ", 20 classes).");
    }

    private void predict(List<JsonNode> newest) {
        head("4  Predict", "Before the next operation: POST /predict, forewarn predict, or forewarn guard -- COMMAND.");
        JsonNode riskiest = null;
        JsonNode safest = null;
        double most = -1;
        double least = 2;
        for (JsonNode question : newest) {
            JsonNode answer = gateway.post("/predict", ((ObjectNode) question.deepCopy()).put("dry_run", true));
            double risk = answer.path("risk").asDouble();
            if (!answer.path("abstained").asBoolean()) {
                if (risk > most) {
                    most = risk;
                    riskiest = question;
                }
                if (risk < least) {
                    least = risk;
                    safest = question;
                }
            }
        }
        ask("A risky one: ", riskiest);
        ask("A safe one: ", safest);
    }

    private void ask(String name, @Nullable JsonNode question) {
        if (question == null) {
            return;
        }
        say("   " + name + question.path("kind").asText() + " of "
                + question.path("component").asText() + " with "
                + Words.cut(question.path("attributes").toString(), 70));
        say("");
        PredictionWords.of(gateway.post("/predict", question)).lines().forEach(line -> say("   " + line));
        say("");
    }

    private void suggest() {
        head("5  Suggest", "What fixed it before, and what the catalog knows, ranked by what really worked.");
        JsonNode best = null;
        for (JsonNode operation : gateway.get("/api/v1/operations", Map.of("outcome", "failed", "limit", "25"))
                .path("operations")) {
            JsonNode advice = gateway.post(
                    "/api/v1/suggest", Map.of("id", operation.path("id").asText()));
            JsonNode first = advice.path("suggestions").path(0);
            boolean proven = first.path("source").asText().equals("history")
                    && first.path("success").path("tried").asLong() > 1;
            if (best == null || proven) {
                best = advice;
            }
            if (proven) {
                break;
            }
        }
        if (best != null) {
            SuggestionWords.of(best).lines().limit(28).forEach(line -> say("   " + line));
        }
    }

    private void review() {
        head("6  Review", "What worked is counted, with its interval, and the next suggestion ranks by it.");
        SuggestionsCommand.words(gateway.get("/api/v1/suggestions", Map.of()))
                .lines()
                .limit(8)
                .forEach(line -> say("   " + line));
    }

    /** The newest operation of each kind and component, as a question asked an hour after the last one. */
    private List<JsonNode> newestOfEach() throws IOException {
        Map<String, JsonNode> newest = new TreeMap<>();
        Instant last = Instant.EPOCH;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve("operations.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode op = Json.parse(line);
                newest.put(op.path("kind").asText() + " " + op.path("component").asText(), op);
                Instant at = Instant.parse(op.path("at").asText());
                last = at.isAfter(last) ? at : last;
            }
        }
        List<JsonNode> questions = new ArrayList<>();
        for (JsonNode op : newest.values()) {
            ObjectNode question = Json.mapper().createObjectNode();
            for (String field : List.of("kind", "component", "environment", "actor", "attributes")) {
                question.set(field, op.path(field));
            }
            questions.add(question.put("at", last.plus(Duration.ofHours(1)).toString()));
        }
        return questions;
    }

    private JsonNode load(String kind, Path path) {
        ObjectNode ask = Json.mapper().createObjectNode().put("kind", kind);
        ArrayNode paths = ask.putArray("paths");
        paths.add(path.toAbsolutePath().toString());
        return gateway.post("/api/v1/imports", ask);
    }

    private static long rejected(JsonNode summary) {
        long n = 0;
        for (JsonNode count : summary.path("rejected")) {
            n += count.asLong();
        }
        return n;
    }

    private static String interval(JsonNode m) {
        return Words.figure(m.path("value")) + " [" + Words.figure(m.path("low")) + ", " + Words.figure(m.path("high"))
                + "]";
    }

    private void head(String title, String sentence) {
        say("\n" + title + "\n   " + sentence);
    }

    private void say(String line) {
        terminal.say(line);
        terminal.out().flush();
    }
}
