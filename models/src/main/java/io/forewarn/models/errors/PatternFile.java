package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        return rules(file, Map.of());
    }

    /** The same, where rules may name classes of the user's own too. */
    static List<PatternRule> rules(JsonNode file, Map<String, ErrorClass> own) {
        List<PatternRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : file.path("rules")) {
            String id = node.path("id").asText();
            if (!ids.add(id)) {
                throw new IllegalArgumentException("pattern '" + id + "' stands twice");
            }
            String named = node.path("class").asText();
            if (!own.containsKey(named)) {
                check(id, named);
            }
            JsonNode when = node.path("when");
            when.fieldNames().forEachRemaining(name -> {
                if (!CONDITIONS.contains(name)) {
                    throw new IllegalArgumentException("pattern '" + id + "': unknown condition '" + name + "'");
                }
            });
            rules.add(new PatternRule(
                    id,
                    named,
                    strength(id, node.path("strength").asText("certain")),
                    node.path("because").asText(),
                    list(when.path("exception_type")),
                    list(when.path("contains")).stream()
                            .map(text -> text.toLowerCase(Locale.ROOT))
                            .toList(),
                    list(when.path("sqlstate")),
                    list(when.path("errno")),
                    list(when.path("http_status")),
                    list(when.path("grpc")),
                    regex(id, when.path("regex"))));
        }
        return rules;
    }

    private static void check(String id, String named) {
        try {
            ErrorClasses.of(named);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pattern '" + id + "': " + e.getMessage(), e);
        }
    }

    /**
     * Classes of the user's own: {@code {own: [{id, transient}]}}.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static Map<String, ErrorClass> own(JsonNode file) {
        file.fieldNames().forEachRemaining(name -> {
            if (!name.equals("own") && !name.equals("rules")) {
                throw new IllegalArgumentException("unknown key '" + name + "' under 'classes'; use own and rules");
            }
        });
        Map<String, ErrorClass> found = new LinkedHashMap<>();
        for (JsonNode node : file.path("own")) {
            String id = node.path("id").asText();
            String transience = node.path("transient").asText("unknown");
            if (!id.matches("[a-z][a-z0-9_]{1,39}")) {
                throw new IllegalArgumentException(
                        "class '" + id + "': an id is 2 to 40 small letters, digits and underscores");
            }
            if (!Set.of("yes", "no", "sometimes", "unknown").contains(transience)) {
                throw new IllegalArgumentException(
                        "class '" + id + "': transient must be yes, no, sometimes or unknown");
            }
            found.put(id, new ErrorClass(id, transience));
        }
        return found;
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
