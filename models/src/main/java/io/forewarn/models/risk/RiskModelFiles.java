package io.forewarn.models.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A risk model in a folder: {@code risk.json}, and each family's model beside it. */
public final class RiskModelFiles {
    private static final int VERSION = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RiskModelFiles() {}

    /** Writes into an existing folder. */
    public static void write(RiskModel model, Path folder) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ArrayNode columns = root.putArray("columns");
        for (Transform.Column column : model.transform().columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("low", column.low())
                    .put("high", column.high())
                    .put("unit", column.unit())
                    .put("mean", column.mean())
                    .put("scale", column.scale());
        }
        ArrayNode members = root.putArray("members");
        for (RiskModel.Member member : model.members()) {
            String file = member.family() + ".model";
            members.addObject()
                    .put("family", member.family())
                    .put("weight", member.weight())
                    .put("file", file);
            member.scorer().write(folder.resolve(file));
        }
        root.putObject("platt")
                .put("slope", model.platt().slope())
                .put("momentum", model.platt().momentum())
                .put("offset", model.platt().offset());
        priors(model.priors(), root.putObject("priors"));
        ObjectNode validation = root.putObject("validation");
        ArrayNode odds = validation.putArray("odds");
        ArrayNode momentum = validation.putArray("momentum");
        ArrayNode failed = validation.putArray("failed");
        for (Score score : model.validation().scores()) {
            odds.add(score.odds());
            momentum.add(score.momentum());
        }
        model.validation().failed().forEach(failed::add);
        provenance(model.provenance(), root.putObject("provenance"));
        Files.write(folder.resolve("risk.json"), JSON.writeValueAsBytes(root));
    }

    /**
     * Reads what {@link #write} wrote; the model predicts the same to the last bit.
     *
     * @throws IOException where the folder holds no risk model of this version
     */
    public static RiskModel read(Path folder) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve("risk.json").toFile());
        if (root.path("version").asInt() != VERSION) {
            throw new IOException("not a risk model of version " + VERSION + ": " + folder);
        }
        List<Transform.Column> columns = new ArrayList<>();
        for (JsonNode c : root.path("columns")) {
            columns.add(new Transform.Column(
                    c.path("name").asText(),
                    c.path("low").asDouble(),
                    c.path("high").asDouble(),
                    c.path("unit").asDouble(c.path("log").asBoolean() ? 1 : 0),
                    c.path("mean").asDouble(),
                    c.path("scale").asDouble()));
        }
        List<RiskModel.Member> members = new ArrayList<>();
        for (JsonNode m : root.path("members")) {
            String family = m.path("family").asText();
            Path file = folder.resolve(m.path("file").asText());
            Scorer scorer = Trainers.named(family).read(file, columns.size());
            members.add(new RiskModel.Member(family, m.path("weight").asDouble(), scorer));
        }
        JsonNode platt = root.path("platt");
        return new RiskModel(
                new Transform(columns),
                members,
                new Platt(
                        platt.path("slope").asDouble(),
                        platt.path("momentum").asDouble(),
                        platt.path("offset").asDouble()),
                priors(root.path("priors")),
                validation(root.path("validation")),
                provenance(root.path("provenance")));
    }

    private static void priors(Priors priors, ObjectNode out) {
        out.put("n", priors.all().n()).put("failures", priors.all().failures());
        ObjectNode kinds = out.putObject("kinds");
        priors.kinds()
                .forEach((kind, count) ->
                        kinds.putObject(kind).put("n", count.n()).put("failures", count.failures()));
    }

    private static Priors priors(JsonNode node) {
        Map<String, Priors.Count> kinds = new TreeMap<>();
        node.path("kinds").properties().forEach(e -> kinds.put(e.getKey(), count(e.getValue())));
        return new Priors(count(node), kinds);
    }

    private static Priors.Count count(JsonNode node) {
        return new Priors.Count(node.path("n").asDouble(), node.path("failures").asDouble());
    }

    private static Validation validation(JsonNode node) {
        List<Score> scores = new ArrayList<>();
        List<Double> failed = new ArrayList<>();
        for (int i = 0; i < node.path("odds").size(); i++) {
            scores.add(new Score(
                    node.path("odds").get(i).asDouble(),
                    node.path("momentum").get(i).asDouble()));
            failed.add(node.path("failed").get(i).asDouble());
        }
        return new Validation(scores, failed);
    }

    private static void provenance(Provenance provenance, ObjectNode out) {
        out.put("fingerprint", provenance.fingerprint())
                .put("seed", provenance.seed())
                .put("rows", provenance.rows())
                .put("failures", provenance.failures())
                .put("from", provenance.from().toString())
                .put("to", provenance.to().toString())
                .put("trained_at", provenance.trainedAt().toString());
        ObjectNode versions = out.putObject("versions");
        new TreeMap<>(provenance.versions()).forEach(versions::put);
    }

    private static Provenance provenance(JsonNode node) {
        Map<String, String> versions = new TreeMap<>();
        node.path("versions")
                .properties()
                .forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
        return new Provenance(
                node.path("fingerprint").asText(),
                node.path("seed").asLong(),
                node.path("rows").asLong(),
                node.path("failures").asDouble(),
                Instant.parse(node.path("from").asText()),
                Instant.parse(node.path("to").asText()),
                Instant.parse(node.path("trained_at").asText()),
                versions);
    }
}
