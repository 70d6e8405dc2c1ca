package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Operations from JSON lines, CSV, test reports and the answers of build services. Columns are found by name or usual synonyms ({@code started_at} for {@code at},
 * {@code service} for {@code component}, {@code status} for {@code outcome} …) or as mapped. Every other column or
 * top-level field is an attribute, except those whose names say that they are known only afterwards ({@code duration},
 * {@code exit_code}, {@code error} …): these are left out and named in {@link #counts()}. What stands inside an {@code
 * attributes} object is always taken. A row without an id gets one from its content. A row that cannot be taken is
 * counted with its reason and line, and reading goes on.
 */
public final class OperationReader implements AutoCloseable {
    private static final List<String> FIELDS = List.of(
            "id", "kind", "component", "environment", "actor", "at", "outcome", "finished_at", "known_at", "scored");

    private final OperationRows rows;
    private final OperationFields fields;
    private final OperationCounts counts;

    private OperationReader(OperationRows rows, OperationFields fields, OperationCounts counts) {
        this.rows = rows;
        this.fields = fields;
        this.counts = counts;
    }

    /**
     * Begins to read; closing the reader closes the stream.
     *
     * @param name of the file, for messages and as a hint of the format
     * @param in decompressed
     * @throws IllegalArgumentException where a mapped column does not exist, or no column says when operations started;
     *     the message names the columns that do
     */
    public static OperationReader open(String name, InputStream in, OperationOptions options) throws IOException {
        return open(name, in, options, null);
    }

    /**
     * The same.
     *
     * @param modified the file's date: when a report was written that states no time; null where unknown
     */
    public static OperationReader open(
            String name, InputStream in, OperationOptions options, @Nullable Instant modified) throws IOException {
        OperationCounts counts = new OperationCounts();
        OperationRows rows = OperationRows.open(name, in, options.format(), counts, modified);
        OperationFields fields = new OperationFields(FIELDS, options, rows.columns());
        if (rows instanceof OperationCsvRows) {
            ObjectNode header = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            rows.columns().forEach(c -> header.put(c, ""));
            if (!fields.in(header).has("at")) {
                throw new IllegalArgumentException(name + ": no column says when an operation started; map it with"
                        + " at=COLUMN; columns are " + String.join(", ", rows.columns()));
            }
        }
        return new OperationReader(rows, fields, counts);
    }

    /** The next operation, or null at the end. */
    public @Nullable RawOperation next() throws IOException {
        for (OperationRow row = rows.next(); row != null; row = rows.next()) {
            RawOperation operation = operation(row);
            if (operation != null) {
                counts.record();
                return operation;
            }
        }
        return null;
    }

    /** Grows while reading. */
    public OperationCounts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private @Nullable RawOperation operation(OperationRow row) {
        ObjectNode r = row.fields();
        fields.in(r);
        JsonNode start = fields.value(r, "at");
        Instant at = start == null ? null : OperationTimes.of(start).orElse(null);
        if (at == null) {
            counts.reject(start == null ? "no start time" : "unreadable start time", row.line());
            return null;
        }
        Outcome outcome = null;
        JsonNode end = fields.value(r, "outcome");
        String column = fields.column("outcome");
        if (end != null && column != null) {
            try {
                outcome = OperationValues.outcome(end, column);
            } catch (IllegalArgumentException e) {
                counts.reject("unknown outcome", row.line());
                return null;
            }
        }
        JsonNode scored = fields.value(r, "scored");
        return new RawOperation(
                id(fields.text(r, "id"), r),
                fields.text(r, "kind"),
                fields.text(r, "component"),
                fields.text(r, "environment"),
                fields.text(r, "actor"),
                at,
                attributes(r),
                outcome,
                time(r, "finished_at"),
                time(r, "known_at"),
                scored == null || OperationValues.flag(scored).orElse(true));
    }

    private @Nullable Instant time(ObjectNode row, String field) {
        JsonNode value = fields.value(row, field);
        return value == null ? null : OperationTimes.of(value).orElse(null);
    }

    private Map<String, Attribute> attributes(ObjectNode row) {
        Map<String, Attribute> attributes = new TreeMap<>();
        row.properties().forEach(e -> {
            if (e.getKey().equals("attributes") && e.getValue().isObject()) {
                typed(attributes, (ObjectNode) e.getValue());
            } else if (fields.isAttribute(e.getKey()) && !e.getKey().equals("path_lines")) {
                OperationValues.put(attributes, e.getKey(), e.getValue());
            } else if (fields.afterwards(e.getKey())) {
                counts.leftOut(e.getKey());
            }
        });
        JsonNode paths = row.path("paths");
        if (paths.isArray() && row.path("path_lines").isArray() && !paths.isEmpty()) {
            attributes.put("paths", OperationValues.paths(paths, row.path("path_lines")));
        }
        return attributes;
    }

    private static void typed(Map<String, Attribute> into, ObjectNode attributes) {
        JsonNode paths = attributes.path("paths");
        JsonNode lines = attributes.path("path_lines");
        attributes.properties().forEach(e -> {
            if (!e.getKey().equals("path_lines")) {
                OperationValues.put(into, e.getKey(), e.getValue());
            }
        });
        if (paths.isArray() && lines.isArray() && !paths.isEmpty()) {
            into.put("paths", OperationValues.paths(paths, lines));
        }
    }

    static String id(@Nullable String stated, ObjectNode row) {
        if (stated != null) {
            return stated;
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(row.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
