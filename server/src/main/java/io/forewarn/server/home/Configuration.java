package io.forewarn.server.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.forewarn.ingest.format.ReadOptions;
import io.forewarn.server.wire.NearNames;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is configured: flags over {@code FOREWARN_*} environment over {@code forewarn.yaml} over defaults. A key that
 * {@link Settings} does not list, or a value it does not take, is refused by name.
 */
public final class Configuration {
    /** What stands there twice would else hold as it stands last, and the other be lost without a word. */
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<String> OTHER_VARIABLES = List.of("FOREWARN_HOME", "FOREWARN_JAVA_OPTS");

    private static final String POLICY = "policy";
    private static final String SLO = "slo";

    /** The user's error classes, which the classifier's reader checks. */
    private static final String CLASSES = "classes";

    private static final List<String> OWN_SHAPE =
            List.of(POLICY, CLASSES, SLO, RulesReader.SCRUB, RulesReader.FORMATS, RulesReader.OPERATIONS);

    private final Map<String, String> values;
    private final Map<String, String> origins;
    private final Map<String, Object> policy;
    private final Rules rules;
    private final List<Object> slo;

    private Configuration(
            Map<String, String> values,
            Map<String, String> origins,
            Map<String, Object> policy,
            Rules rules,
            List<Object> slo) {
        this.values = values;
        this.origins = origins;
        this.policy = policy;
        this.rules = rules;
        this.slo = slo;
    }

    /**
     * Reads all that is set.
     *
     * @param file {@code forewarn.yaml}; may be absent
     * @param environment of the process
     * @param flags by key, from the command line
     * @throws IllegalArgumentException naming the key, where it stands and what would be right
     */
    public static Configuration load(Path file, Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> origins = new LinkedHashMap<>();
        for (Setting s : Settings.all()) {
            values.put(s.key(), s.fallback());
            origins.put(s.key(), "default");
        }
        String text = text(file);
        JsonNode tree = tree(file, text);
        Map<String, String> flat = new TreeMap<>();
        flatten("", tree, flat);
        put(flat, file.getFileName() + "", values, origins);
        put(fromEnvironment(environment), "environment", values, origins);
        put(flags, "flag", values, origins);
        Rules rules = new RulesReader(file.getFileName() + "", YamlLines.of(text)).read(tree);
        return new Configuration(values, origins, section(file, tree), rules, list(tree));
    }

    private static void put(
            Map<String, String> from, String origin, Map<String, String> values, Map<String, String> origins) {
        from.forEach((key, value) -> {
            Setting setting = Settings.find(key)
                    .orElseThrow(() -> new IllegalArgumentException("unknown configuration key '" + key + "' in "
                            + origin + nearest(key) + "; docs/reference/configuration.md lists all"));
            try {
                setting.check().accept(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "configuration key '" + key + "' in " + origin + " " + e.getMessage(), e);
            }
            values.put(setting.key(), value);
            origins.put(setting.key(), origin);
        });
    }

    private static String nearest(String key) {
        List<String> known = Settings.all().stream().map(Setting::key).toList();
        String last = key.substring(key.lastIndexOf('.') + 1);
        return Stream.concat(
                        known.stream().filter(k -> k.endsWith("." + last) || k.startsWith(key)),
                        NearNames.of(key, known).stream())
                .findFirst()
                .map(k -> "; did you mean '" + k + "'?")
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not in UTF-8; save it as such", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read " + file + "; "
                            + (Files.isDirectory(file) ? "it is a folder: move it away" : "mend its permissions"),
                    e);
        }
    }

    private static JsonNode tree(Path file, String text) {
        try {
            JsonNode tree = text.isBlank() ? null : MAPPER.readTree(text);
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return MissingNode.getInstance();
            }
            if (!tree.isObject()) {
                throw new IllegalArgumentException(file + " must hold keys and values, e.g. 'server: {port: 7070}'");
            }
            return tree;
        } catch (JsonProcessingException e) {
            String said = e.getOriginalMessage();
            throw new IllegalArgumentException(
                    file
                            + (said.startsWith("Duplicate field")
                                    ? " says a thing twice (" + said + "): line "
                                    : " is not YAML: line ")
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }

    /** The policy has a shape of its own, which its reader checks. */
    private static Map<String, Object> section(Path file, JsonNode tree) {
        JsonNode node = tree.path(POLICY);
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new IllegalArgumentException(
                    "'policy' in " + file.getFileName() + " must hold keys and values, e.g. 'policy: {fail: 0.5}'");
        }
        return node.isObject()
                ? new YAMLMapper().convertValue(node, new TypeReference<Map<String, Object>>() {})
                : Map.of();
    }

    /** The objectives likewise; they are a list. */
    private static List<Object> list(JsonNode tree) {
        JsonNode node = tree.path(SLO);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException("configuration key 'slo' must be a list, e.g."
                    + " '- {component: checkout, objective: 0.99, of: events, window: 30d}'");
        }
        return new YAMLMapper().convertValue(node, new TypeReference<List<Object>>() {});
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        node.properties().forEach(e -> {
            String key = prefix.isEmpty() ? e.getKey() : prefix + "." + e.getKey();
            if (OWN_SHAPE.contains(key)) {
                return;
            }
            if (e.getValue().isObject()) {
                flatten(key, e.getValue(), into);
            } else {
                into.put(key, e.getValue().asText());
            }
        });
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> found = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("FOREWARN_") && !OTHER_VARIABLES.contains(name)) {
                String key = Settings.all().stream()
                        .filter(s -> s.variable().equals(name))
                        .map(Setting::key)
                        .findFirst()
                        .orElse(name);
                found.put(key, value);
            }
        });
        return found;
    }

    /** The value of a listed key. */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no setting " + key);
        }
        return value;
    }

    public int integer(String key) {
        return Integer.parseInt(text(key));
    }

    public double number(String key) {
        return Double.parseDouble(text(key));
    }

    /** Where a value came from: {@code default}, the file's name, {@code environment} or {@code flag}. */
    public String origin(String key) {
        return origins.getOrDefault(key, "default");
    }

    /**
     * How logs are read on this home: its time zone, the most that one record may hold, and the user's own formats.
     *
     * @param format id to force, or null to detect it
     */
    public ReadOptions reading(@Nullable String format) {
        ReadOptions options = ReadOptions.defaults();
        int bytes = integer("import.record-bytes");
        return options.withZone(ZoneId.of(text("import.zone")))
                .withCaps(integer("import.record-lines"), bytes, Math.max(bytes, options.maxLineBytes()))
                .withUserFormats(rules.formats())
                .withFormat(format);
    }

    /** The user's own rules for scrubbing and for formats. */
    public Rules rules() {
        return rules;
    }

    /** The {@code policy} section as written; empty where there is none. */
    public Map<String, Object> policy() {
        return policy;
    }

    /** The {@code slo} section as written; empty where there is none. */
    public List<Object> slo() {
        return slo;
    }
}
