package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which column holds which field of ours: as mapped by the user, else by its own name, else by a usual synonym. */
final class OperationFields {
    private static final Map<String, List<String>> SYNONYMS = Map.ofEntries(
            Map.entry("id", List.of("operation_id", "run_id", "build_id", "job_id", "deployment_id", "commit", "sha")),
            Map.entry("kind", List.of("type", "operation", "operation_type", "event_type")),
            Map.entry(
                    "component",
                    List.of("service", "service_name", "app", "application", "project", "repository", "repo")),
            Map.entry("environment", List.of("env", "deployment_environment", "stage")),
            Map.entry("actor", List.of("user", "author", "username", "triggered_by", "who")),
            Map.entry(
                    "at",
                    List.of("started_at", "start_time", "started", "start", "timestamp", "time", "date", "created_at")),
            Map.entry(
                    "outcome",
                    List.of(
                            "status",
                            "result",
                            "conclusion",
                            "state",
                            "success",
                            "succeeded",
                            "failed",
                            "failure",
                            "exit_code",
                            "exit_status")),
            Map.entry("finished_at", List.of("ended_at", "end_time", "finished", "completed_at", "end")),
            Map.entry("known_at", List.of()),
            Map.entry("scored", List.of()),
            Map.entry("operation_id", List.of("operation", "run_id", "build_id", "job_id", "failed_operation")),
            Map.entry("action", List.of("what", "fix", "repair", "description", "text")),
            Map.entry("worked", List.of("success", "result", "fixed")));

    /** Names that speak of what is known only after the end: learning from them would be learning from the future. */
    private static final Pattern AFTERWARDS = Pattern.compile("(duration|elapsed|runtime|took|exit_?(code|status)"
            + "|return_?code|error|exception|failure|stack_?trace|stdout|stderr|output|logs?|result"
            + "|(end|ended|finished|completed|updated|known|closed)(_at|_time|_date)?)(_.*)?");

    private final List<String> fields;
    private final Map<String, String> mapped;
    private List<String> names = List.of();
    private Map<String, String> columnOf = Map.of();

    OperationFields(List<String> fields, OperationOptions options, List<String> columns) {
        this.fields = fields;
        this.mapped = options.columns();
        mapped.forEach((field, column) -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("cannot map " + field + " here; fields are "
                        + String.join(", ", new java.util.TreeSet<>(fields)));
            }
            if (!columns.contains(column)) {
                throw new IllegalArgumentException("no column " + column + " to take " + field + " from; columns are "
                        + String.join(", ", columns));
            }
        });
    }

    /** Call before asking about a row. */
    OperationFields in(ObjectNode row) {
        List<String> now = new ArrayList<>();
        row.fieldNames().forEachRemaining(now::add);
        if (!now.equals(names)) {
            names = now;
            columnOf = resolve(now);
        }
        return this;
    }

    private Map<String, String> resolve(List<String> columns) {
        Map<String, String> byPlainName = new HashMap<>();
        columns.forEach(c -> byPlainName.putIfAbsent(plain(c), c));
        Map<String, String> found = new HashMap<>(mapped);
        Set<String> taken = new HashSet<>(mapped.values());
        for (String field : fields) {
            String column = byPlainName.get(field);
            if (!found.containsKey(field) && column != null && taken.add(column)) {
                found.put(field, column);
            }
        }
        for (String field : fields) {
            for (String synonym : SYNONYMS.getOrDefault(field, List.of())) {
                String column = byPlainName.get(synonym);
                if (!found.containsKey(field) && column != null && taken.add(column)) {
                    found.put(field, column);
                }
            }
        }
        return found;
    }

    boolean has(String field) {
        return columnOf.containsKey(field);
    }

    /** The column that holds the field, or null. */
    @Nullable String column(String field) {
        return columnOf.get(field);
    }

    /** The value of the field, or null where the row has none. */
    @Nullable JsonNode value(ObjectNode row, String field) {
        String column = columnOf.get(field);
        JsonNode value = column == null ? null : row.get(column);
        return value == null || value.isNull() || value.asText("x").isBlank() ? null : value;
    }

    @Nullable String text(ObjectNode row, String field) {
        JsonNode value = value(row, field);
        return value == null ? null : OperationValues.text(value);
    }

    /** True for a column that holds none of our fields. */
    boolean isAttribute(String column) {
        return !columnOf.containsValue(column) && !afterwards(column);
    }

    boolean afterwards(String column) {
        if (columnOf.containsValue(column)) {
            return false;
        }
        String name = plain(column);
        return AFTERWARDS.matcher(name).matches()
                || SYNONYMS.getOrDefault("at", List.of()).contains(name)
                || SYNONYMS.getOrDefault("outcome", List.of()).contains(name);
    }

    static String plain(String column) {
        return column.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", "_");
    }
}
