package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team's fix log from JSON lines or CSV: {@code id, at, component, operation_id, actor, action, worked}, found by name,
 * usual synonym, or as mapped. Other columns are not taken. A row without an action or a time is counted with its
 * reason and line, and reading goes on.
 */
public final class RepairReader implements AutoCloseable {
    private static final List<String> FIELDS =
            List.of("id", "at", "component", "operation_id", "actor", "action", "worked");

    private final OperationRows rows;
    private final OperationFields fields;
    private final OperationCounts counts;

    private RepairReader(OperationRows rows, OperationFields fields, OperationCounts counts) {
        this.rows = rows;
        this.fields = fields;
        this.counts = counts;
    }

    /**
     * Begins to read; closing the reader closes the stream.
     *
     * @param name of the file, for messages and as a hint of the format
     * @param in decompressed
     * @throws IllegalArgumentException where a mapped column does not exist; the message names those that do
     */
    public static RepairReader open(String name, InputStream in, OperationOptions options) throws IOException {
        OperationCounts counts = new OperationCounts();
        OperationRows rows = OperationRows.open(name, in, OperationRows.TABLE, counts);
        return new RepairReader(rows, new OperationFields(FIELDS, options, rows.columns()), counts);
    }

    /** The next repair, or null at the end. */
    public @Nullable RawRepair next() throws IOException {
        for (OperationRow row = rows.next(); row != null; row = rows.next()) {
            RawRepair repair = repair(row);
            if (repair != null) {
                counts.record();
                return repair;
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

    private @Nullable RawRepair repair(OperationRow row) {
        ObjectNode r = row.fields();
        fields.in(r);
        JsonNode when = fields.value(r, "at");
        Instant at = when == null ? null : OperationTimes.of(when).orElse(null);
        if (at == null) {
            counts.reject(when == null ? "no time" : "unreadable time", row.line());
            return null;
        }
        String action = fields.text(r, "action");
        if (action == null) {
            counts.reject("no action", row.line());
            return null;
        }
        String component = fields.text(r, "component");
        JsonNode worked = fields.value(r, "worked");
        return new RawRepair(
                OperationReader.id(fields.text(r, "id"), r),
                at,
                component == null ? "unknown" : component,
                fields.text(r, "operation_id"),
                fields.text(r, "actor"),
                action,
                worked == null ? null : OperationValues.flag(worked).orElse(null));
    }
}
