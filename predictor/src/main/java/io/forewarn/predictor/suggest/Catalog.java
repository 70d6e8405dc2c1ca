package io.forewarn.predictor.suggest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fixes and precautions by error class, read from YAML. */
public final class Catalog {
    private static final Set<String> KEYS = Set.of(
            "id",
            "class",
            "when",
            "title",
            "steps",
            "check",
            "handling",
            "risk",
            "references",
            "prevent",
            "warning",
            "attribute");
    private static final Set<String> WHEN = Set.of("contains_any", "exception_type", "kind");
    private static final Set<String> HANDLING = Set.of("retry", "backoff", "fix-then-retry", "rollback", "escalate");
    private static final Set<String> RISKS = Set.of("low", "medium", "high");

    private final Map<String, CatalogEntry> byId;

    private Catalog(Map<String, CatalogEntry> byId) {
        this.byId = byId;
    }

    /** The catalog that comes with Forewarn. */
    public static Catalog bundled() {
        try (InputStream in = Catalog.class.getResourceAsStream("catalog.yaml")) {
            if (in == null) {
                throw new IllegalStateException("catalog.yaml is missing from the class path");
            }
            return read(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads entries from YAML: a list, or a map whose {@code entries} is the list.
     *
     * @throws IllegalArgumentException naming the entry and what is wrong with it
     */
    public static Catalog read(String yaml) {
        try {
            JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            JsonNode entries = root.isArray() ? root : root.path("entries");
            Map<String, CatalogEntry> byId = new LinkedHashMap<>();
            for (JsonNode node : entries) {
                CatalogEntry entry = entry(node);
                if (byId.put(entry.id(), entry) != null) {
                    throw new IllegalArgumentException("catalog entry " + entry.id() + " is there twice");
                }
            }
            return new Catalog(byId);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the catalog is not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /** All entries in the order written. */
    public List<CatalogEntry> entries() {
        return List.copyOf(byId.values());
    }

    public Optional<CatalogEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Precautions, in the order written. */
    public List<CatalogEntry> precautions() {
        return byId.values().stream().filter(CatalogEntry::prevent).toList();
    }

    private static CatalogEntry entry(JsonNode node) {
        String id = node.path("id").asText("");
        String place = id.isEmpty() ? "a catalog entry without id" : "catalog entry " + id;
        require(!id.isEmpty(), place, "needs an id");
        node.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), place, "has an unknown key " + key));
        boolean prevent = node.path("prevent").asBoolean(false);
        List<String> steps = strings(node.get("steps"));
        require(!steps.isEmpty(), place, "needs steps");
        String title = node.path("title").asText("");
        require(!title.isBlank(), place, "needs a title");
        String errorClass = node.path("class").asText("");
        require(!errorClass.isBlank(), place, "needs a class");
        String handling = node.path("handling").asText("fix-then-retry");
        require(HANDLING.contains(handling), place, "has an unknown handling " + handling);
        String risk = node.path("risk").asText("low");
        require(RISKS.contains(risk), place, "has an unknown risk " + risk);
        String warning = text(node, "warning");
        require(!prevent || warning != null, place, "prevents, so it needs a warning");
        return new CatalogEntry(
                id,
                errorClass,
                when(place, node.get("when")),
                title,
                steps,
                node.path("check").asText(""),
                handling,
                risk,
                strings(node.get("references")),
                prevent,
                warning,
                strings(node.get("attribute")));
    }

    private static CatalogEntry.@Nullable When when(String place, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        node.fieldNames()
                .forEachRemaining(key -> require(WHEN.contains(key), place, "has an unknown condition " + key));
        return new CatalogEntry.When(
                strings(node.get("contains_any")).stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .toList(),
                strings(node.get("exception_type")),
                strings(node.get("kind")));
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() || value.asText().isBlank() ? null : value.asText();
    }

    private static List<String> strings(@Nullable JsonNode node) {
        List<String> strings = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(each -> strings.add(each.asText()));
        } else if (node != null && !node.isNull()) {
            strings.add(node.asText());
        }
        return strings;
    }

    private static void require(boolean holds, String place, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(place + " " + complaint);
        }
    }
}
