package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What operations printed, from JSON lines or CSV: {@code operation_id, exit_status, output}. */
public final class OperationOutputReader implements AutoCloseable {
    private final OperationRows rows;
    private final OperationCounts counts;

    private OperationOutputReader(OperationRows rows, OperationCounts counts) {
        this.rows = rows;
        this.counts = counts;
    }

    /**
     * Begins to read; closing the reader closes the stream.
     *
     * @param name of the file, as a hint of the format
     * @param in decompressed
     */
    public static OperationOutputReader open(String name, InputStream in) throws IOException {
        OperationCounts counts = new OperationCounts();
        return new OperationOutputReader(OperationRows.open(name, in, OperationRows.TABLE, counts), counts);
    }

    /** The next output, or null at the end; rows without an operation or an output are counted as rejected. */
    public @Nullable OperationOutput next() throws IOException {
        for (OperationRow row = rows.next(); row != null; row = rows.next()) {
            ObjectNode r = row.fields();
            JsonNode id = r.path("operation_id");
            JsonNode output = r.path("output");
            if (!id.isValueNode() || id.asText().isBlank() || !output.isTextual()) {
                counts.reject("no operation_id or no output", row.line());
                continue;
            }
            JsonNode status = r.path("exit_status");
            counts.record();
            return new OperationOutput(
                    OperationValues.text(id), status.isNumber() ? status.intValue() : null, output.textValue());
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
}
