package io.forewarn.ingest.format;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How to read operations or repairs.
 *
 * @param columns field of ours to the column or top-level field that holds it, e.g. {@code at} to {@code Started On};
 *     a field that is not named is found by its own name or a usual synonym
 */
public record OperationOptions(Map<String, String> columns) {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "kind",
            "component",
            "environment",
            "actor",
            "at",
            "outcome",
            "finished_at",
            "known_at",
            "scored",
            "operation_id",
            "action",
            "worked");

    /** @throws IllegalArgumentException where a field is none of ours */
    public OperationOptions {
        columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
        for (String field : columns.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("cannot map " + field + ": no such field; fields are "
                        + String.join(", ", new java.util.TreeSet<>(FIELDS)));
            }
        }
    }

    public static OperationOptions defaults() {
        return new OperationOptions(Map.of());
    }
}
