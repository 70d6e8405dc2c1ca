package io.forewarn.ingest.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.event.Attribute;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Typed attributes of an operation as JSON text: numbers, booleans and words as they are, free text as {@code
 * {"text": …}}, paths as {@code {"paths": [[path, added, deleted], …]}}.
 */
final class AttributesJson {
    private AttributesJson() {}

    static String write(Map<String, Attribute> attributes) {
        ObjectNode all = Json.mapper().createObjectNode();
        attributes.forEach((name, value) -> put(all, name, value));
        return all.toString();
    }

    private static void put(ObjectNode all, String name, Attribute value) {
        if (value instanceof Attribute.Numeric n) {
            all.put(name, n.value());
        } else if (value instanceof Attribute.Flag f) {
            all.put(name, f.value());
        } else if (value instanceof Attribute.Category c) {
            all.put(name, c.value());
        } else if (value instanceof Attribute.Text t) {
            all.putObject(name).put("text", t.value());
        } else if (value instanceof Attribute.Paths p) {
            ArrayNode paths = all.putObject(name).putArray("paths");
            p.changes()
                    .forEach(c -> paths.addArray().add(c.path()).add(c.added()).add(c.deleted()));
        }
    }

    static Map<String, Attribute> read(String json) {
        return read(json, UnaryOperator.identity());
    }

    /** @param words gives equal words as one object, where many rows are kept */
    static Map<String, Attribute> read(String json, UnaryOperator<String> words) {
        try {
            Map<String, Attribute> attributes = new TreeMap<>();
            Json.mapper()
                    .readTree(json)
                    .properties()
                    .forEach(e -> attributes.put(words.apply(e.getKey()), value(e.getValue(), words)));
            return attributes;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attribute value(JsonNode node, UnaryOperator<String> words) {
        if (node.isNumber()) {
            return new Attribute.Numeric(node.doubleValue());
        }
        if (node.isBoolean()) {
            return new Attribute.Flag(node.booleanValue());
        }
        if (node.isTextual()) {
            return new Attribute.Category(words.apply(node.textValue()));
        }
        if (node.has("text")) {
            return new Attribute.Text(node.get("text").textValue());
        }
        List<Attribute.PathChange> changes = new ArrayList<>();
        for (JsonNode c : node.path("paths")) {
            changes.add(new Attribute.PathChange(
                    words.apply(c.get(0).textValue()),
                    c.get(1).intValue(),
                    c.get(2).intValue()));
        }
        return new Attribute.Paths(changes);
    }
}
