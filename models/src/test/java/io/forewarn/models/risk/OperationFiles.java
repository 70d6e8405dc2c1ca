package io.forewarn.models.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads operations from a gzipped file of JSON lines, for measuring. */
public final class OperationFiles {
    private OperationFiles() {}

    public static List<Operation> read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Operation> operations = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                operations.add(operation(json.readTree(line)));
                line = lines.readLine();
            }
        }
        return operations;
    }

    private static Operation operation(JsonNode node) {
        return Operation.builder(node.get("id").asText())
                .kind(node.path("kind").asText(""))
                .component(node.path("component").asText(""))
                .environment(node.path("environment").asText(null))
                .actor(node.path("actor").asText(null))
                .at(Instant.parse(node.get("at").asText()))
                .outcome(
                        node.hasNonNull("outcome")
                                ? Outcome.from(node.get("outcome").asText())
                                : null)
                .knownAt(
                        node.hasNonNull("known_at")
                                ? Instant.parse(node.get("known_at").asText())
                                : null)
                .scored(node.path("scored").asBoolean(true))
                .attributes(attributes(node.path("attributes")))
                .build();
    }

    private static Map<String, Attribute> attributes(JsonNode node) {
        Map<String, Attribute> attributes = new TreeMap<>();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNumber()) {
                attributes.put(entry.getKey(), new Attribute.Numeric(value.asDouble()));
            } else if (value.isBoolean()) {
                attributes.put(entry.getKey(), new Attribute.Flag(value.asBoolean()));
            } else if (value.isTextual() && !value.asText().isBlank()) {
                attributes.put(entry.getKey(), Attribute.ofString(value.asText()));
            } else if (entry.getKey().equals("paths")) {
                attributes.put("paths", new Attribute.Paths(changes(value, node.path("path_lines"))));
            }
        });
        return attributes;
    }

    private static List<Attribute.PathChange> changes(JsonNode paths, JsonNode lines) {
        List<Attribute.PathChange> changes = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            JsonNode line = lines.path(i);
            changes.add(new Attribute.PathChange(
                    paths.get(i).asText(), line.path(0).asInt(), line.path(1).asInt()));
        }
        return changes;
    }
}
