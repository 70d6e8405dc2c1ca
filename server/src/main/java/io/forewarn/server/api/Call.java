package io.forewarn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;

/**
 * One request, wherever it came from.
 *
 * @param path values of the placeholders in the route's path
 * @param query parameters after the question mark
 * @param body JSON body, missing where none was sent
 * @param trusted true where the caller has shown that it may read this user's files: the command line of the same
 *     home
 */
public record Call(Map<String, String> path, Map<String, String> query, JsonNode body, boolean trusted) {
    public Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    static Call of(Map<String, String> path, Map<String, String> query, boolean trusted) {
        return new Call(path, query, MissingNode.getInstance(), trusted);
    }

    /** A placeholder of the path. */
    public String id(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(s -> !s.isBlank());
    }

    /** A whole number of the query between bounds. */
    public int number(String name, int fallback, int low, int high) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int n = Integer.parseInt(text.get());
            if (n >= low && n <= high) {
                return n;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + name + "' must be a whole number from " + low + " to " + high);
    }

    /** A text field of the body; empty where it is absent or null. */
    public Optional<String> text(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' must be a string");
        }
        return Optional.of(node.asText());
    }

    public boolean flag(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("'" + field + "' must be true or false");
        }
        return node.asBoolean();
    }

    /** A text field that must be there. */
    public String required(String field) {
        return text(field)
                .filter(s -> !s.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("'" + field + "' is missing; send it as a string"));
    }
}
