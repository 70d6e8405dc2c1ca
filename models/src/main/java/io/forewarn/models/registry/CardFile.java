package io.forewarn.models.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A model card as JSON. */
final class CardFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CardFile() {}

    static byte[] bytes(ModelCard card) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("kind", card.kind())
                .put("version", card.version())
                .put("saved_at", card.savedAt().toString())
                .put("fingerprint", card.fingerprint())
                .put("seed", card.seed())
                .put("rows", card.rows())
                .put("from", card.from().toString())
                .put("to", card.to().toString());
        ObjectNode versions = root.putObject("versions");
        card.versions().forEach(versions::put);
        ObjectNode metrics = root.putObject("metrics");
        card.metrics().forEach((name, m) -> {
            ObjectNode metric = metrics.putObject(name);
            put(metric, "value", m.value());
            put(metric, "low", m.low());
            put(metric, "high", m.high());
        });
        root.put("notes", card.notes());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** JSON has no NaN. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    static ModelCard read(Path file) throws IOException {
        JsonNode root = JSON.readTree(file.toFile());
        Map<String, String> versions = new TreeMap<>();
        root.path("versions")
                .properties()
                .forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        root.path("metrics")
                .properties()
                .forEach(e -> metrics.put(
                        e.getKey(),
                        new Metric(
                                number(e.getValue(), "value"),
                                number(e.getValue(), "low"),
                                number(e.getValue(), "high"))));
        return new ModelCard(
                root.path("kind").asText(),
                root.path("version").asText(),
                Instant.parse(root.path("saved_at").asText()),
                root.path("fingerprint").asText(),
                root.path("seed").asLong(),
                root.path("rows").asLong(),
                Instant.parse(root.path("from").asText()),
                Instant.parse(root.path("to").asText()),
                versions,
                metrics,
                root.path("notes").asText());
    }

    private static double number(JsonNode node, String name) {
        return node.path(name).isNumber() ? node.path(name).asDouble() : Double.NaN;
    }
}
