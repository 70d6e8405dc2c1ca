package io.forewarn.ingest.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to read operations or repairs.
 *
 * @param columns field of ours to the column or top-level field that holds it, e.g. {@code at} to {@code Started On};
 *     a field that is not named is found by its own name or a usual synonym
 * @param format {@code junit}, {@code github}, {@code jenkins} or {@code gitlab} for a report of such; null: found by the
 *     content
 */
public record OperationOptions(
        Map<String, String> columns, @Nullable String format) {
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

    /** @throws IllegalArgumentException where a field is none of ours, or there is no such format */
    public OperationOptions {
        columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
        if (format != null && !format.equals("junit") && document(format).isEmpty()) {
            throw new IllegalArgumentException("no such format of operations; use junit, github, jenkins or gitlab, or"
                    + " leave it out for CSV, JSON lines and Parquet");
        }
        for (String field : columns.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("cannot map " + field + ": no such field; fields are "
                        + String.join(", ", new java.util.TreeSet<>(FIELDS)));
            }
        }
    }

    /** Rows, or a report that is known by its content. */
    public OperationOptions(Map<String, String> columns) {
        this(columns, null);
    }

    public static OperationOptions defaults() {
        return new OperationOptions(Map.of());
    }

    static Optional<OperationDocument> document(String format) {
        return Arrays.stream(OperationDocument.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(format))
                .findFirst();
    }
}
