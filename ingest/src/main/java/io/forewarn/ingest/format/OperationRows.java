package io.forewarn.ingest.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of a table in JSON lines or CSV; told apart by the first character and the name. Bad rows are counted, not thrown. */
abstract class OperationRows implements AutoCloseable {
    /** The next good row, or null at the end. */
    abstract @Nullable OperationRow next() throws IOException;

    /** Columns as far as known: all of a CSV, those of the first good row of JSON lines. */
    abstract List<String> columns() throws IOException;

    @Override
    public abstract void close() throws IOException;

    static OperationRows open(String name, InputStream in, OperationCounts counts) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        reader.mark(1 << 12);
        int c = reader.read();
        boolean marked = c == '\uFEFF';
        while (c == '\uFEFF' || Character.isWhitespace(c)) {
            c = reader.read();
        }
        reader.reset();
        if (marked) {
            reader.skip(1);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean json =
                c == '{' || c < 0 || lower.contains(".jsonl") || lower.contains(".ndjson") || lower.contains(".json");
        return json ? new OperationJsonRows(reader, counts) : new OperationCsvRows(reader, name, counts);
    }
}
