package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Attribute.PathChange;
import io.forewarn.ingest.event.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed values from cells and JSON values. */
final class OperationValues {
    private static final Set<String> PATHS = Set.of("paths", "files", "changed_files");
    private static final Set<String> TRUE_MEANS_WELL = Set.of("success", "succeeded", "passed", "worked", "fixed");
    private static final Set<String> TRUE_MEANS_FAILED = Set.of("failed", "failure");
    private static final Set<String> STILL_OPEN =
            Set.of("running", "pending", "queued", "in_progress", "in progress", "started", "unknown", "waiting");

    private OperationValues() {}

    /** As written; whole numbers without a fraction. */
    static String text(JsonNode node) {
        if (node.isNumber()) {
            return new BigDecimal(node.asText()).stripTrailingZeros().toPlainString();
        }
        return node.isValueNode() ? node.asText().strip() : node.toString();
    }

    /**
     * The outcome, or null where the operation has not ended.
     *
     * @param column its name says what yes and no mean
     * @throws IllegalArgumentException for a word that means neither
     */
    static @Nullable Outcome outcome(JsonNode node, String column) {
        String name = OperationFields.plain(column);
        String word = text(node).toLowerCase(Locale.ROOT);
        if (name.startsWith("exit_")) {
            return word.equals("0") ? Outcome.SUCCEEDED : Outcome.FAILED;
        }
        if (TRUE_MEANS_WELL.contains(name) || TRUE_MEANS_FAILED.contains(name)) {
            Optional<Boolean> yes = flag(node);
            if (yes.isPresent()) {
                return yes.get() == TRUE_MEANS_WELL.contains(name) ? Outcome.SUCCEEDED : Outcome.FAILED;
            }
        }
        if (STILL_OPEN.contains(word)) {
            return null;
        }
        return word.equals("timed_out") || word.equals("timeout") ? Outcome.FAILED : Outcome.from(word);
    }

    static Optional<Boolean> flag(JsonNode node) {
        return switch (text(node).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1", "t" -> Optional.of(true);
            case "false", "no", "n", "0", "f" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Adds the value under its name; objects as {@code name.field}; nulls and empty texts are dropped. */
    static void put(Map<String, Attribute> into, String name, JsonNode value) {
        if (value.isBoolean()) {
            into.put(name, new Attribute.Flag(value.booleanValue()));
        } else if (value.isNumber()) {
            into.put(name, number(value));
        } else if (value.isTextual()) {
            String text = value.textValue().strip();
            if (PATHS.contains(name) && !text.isEmpty()) {
                into.put(name, paths(List.of(text.split("[;\n]+"))));
            } else if (!text.isEmpty()) {
                into.put(name, Attribute.ofString(text));
            }
        } else if (value.isObject()) {
            value.properties().forEach(e -> put(into, name + "." + e.getKey(), e.getValue()));
        } else if (value.isArray() && !value.isEmpty()) {
            List<String> texts = new ArrayList<>();
            value.forEach(v -> texts.add(text(v)));
            into.put(name, PATHS.contains(name) ? paths(texts) : new Attribute.Text(String.join(" ", texts)));
        }
    }

    /** A run of 14 digits or more is no amount: kept as text, where scrubbing sees a card or account number. */
    private static Attribute number(JsonNode value) {
        double number = value.doubleValue();
        boolean whole = value.isIntegralNumber();
        if (!Double.isFinite(number) || (whole && Math.abs(number) >= 1e13)) {
            return Attribute.ofString(value.asText());
        }
        return new Attribute.Numeric(number);
    }

    private static Attribute.Paths paths(List<String> paths) {
        return new Attribute.Paths(paths.stream()
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .map(p -> new PathChange(p, 0, 0))
                .toList());
    }

    /** Paths with {@code [added, deleted]} beside each, where the lists fit. */
    static Attribute.Paths paths(JsonNode paths, JsonNode lines) {
        List<PathChange> changes = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            JsonNode counts = lines.path(i);
            changes.add(new PathChange(
                    text(paths.get(i)),
                    Math.max(0, counts.path(0).asInt(0)),
                    Math.max(0, counts.path(1).asInt(0))));
        }
        return new Attribute.Paths(changes);
    }
}
