package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code patterns.yaml} and files of the same shape. */
final class PatternFile {
    private static final Set<String> CONDITIONS =
            Set.of("exception_type", "contains", "sqlstate", "errno", "http_status", "grpc", "regex");

    private PatternFile() {}

    /**
     * The rules of {@code {rules: [...]}}.
     *
     * @throws IllegalArgumentException naming the rule that is wrong
     */
    static List<PatternRule> rules(JsonNode file) {
        List<PatternRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : file.path("rules")) {
            String id = node.path("id").asText();
            if (!ids.add(id)) {
                throw new IllegalArgumentException("pattern '" + id + "' stands twice");
            }
            JsonNode when = node.path("when");
            when.fieldNames().forEachRemaining(name -> {
                if (!CONDITIONS.contains(name)) {
                    throw new IllegalArgumentException("pattern '" + id + "': unknown condition '" + name + "'");
                }
            });
            rules.add(new PatternRule(
                    id,
                    node.path("class").asText(),
                    strength(id, node.path("strength").asText()),
                    node.path("because").asText(),
                    list(when.path("exception_type")),
                    list(when.path("contains")),
                    list(when.path("sqlstate")),
                    list(when.path("errno")),
                    list(when.path("http_status")),
                    list(when.path("grpc")),
                    regex(id, when.path("regex"))));
        }
        return rules;
    }

    /** The literals of which one must occur in a text that a rule's regex matches, by id of the rule. */
    static Map<String, List<String>> gates(JsonNode file) {
        Map<String, List<String>> gates = new HashMap<>();
        file.path("gates").properties().forEach(gate -> gates.put(gate.getKey(), list(gate.getValue())));
        return gates;
    }

    static JsonNode resource(String name) {
        try (InputStream in = PatternFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Strength strength(String id, String word) {
        return switch (word) {
            case "certain" -> Strength.CERTAIN;
            case "strong" -> Strength.STRONG;
            case "hint" -> Strength.HINT;
            default ->
                throw new IllegalArgumentException("pattern '" + id + "': strength must be certain, strong or hint");
        };
    }

    private static @Nullable Pattern regex(String id, JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        try {
            return Pattern.compile(node.asText(), Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern '" + id + "': the regex does not compile", e);
        }
    }

    private static List<String> list(JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> found.add(item.asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            found.add(node.asText());
        }
        return found;
    }
}
