package io.forewarn.ingest.format;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a table in JSON lines or CSV, or of a report; told apart by how they begin and by the name. Bad rows are counted, not thrown. */
abstract class OperationRows implements AutoCloseable {
    static final String TABLE = "table";

    /** The next good row, or null at the end. */
    abstract @Nullable OperationRow next() throws IOException;

    /** Columns as far as known: all of a CSV, those of the first good row of JSON lines. */
    abstract List<String> columns() throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** @param format as {@link OperationOptions#format}, or {@value #TABLE} for no report; null: found by the content */
    static OperationRows open(String name, InputStream in, @Nullable String format, OperationCounts counts)
            throws IOException {
        return open(name, in, format, counts, null);
    }

    /** The same with the file's date, where it is known. */
    static OperationRows open(
            String name, InputStream in, @Nullable String format, OperationCounts counts, @Nullable Instant modified)
            throws IOException {
        // What stands in memory is mostly a single operation, for which large buffers cost more than reading it.
        boolean small = in instanceof ByteArrayInputStream && in.available() < 1 << 16;
        int size = small ? in.available() + 2 : 1 << 17;
        BufferedReader reader = new BufferedReader(
                small
                        ? new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        : new InputStreamReader(in, StandardCharsets.UTF_8),
                size);
        reader.mark(Math.min(size, 1 << 16));
        char[] buffer = new char[Math.min(size, 1 << 15)];
        int n = 0;
        for (int k = reader.read(buffer, 0, buffer.length);
                k > 0;
                k = n < buffer.length ? reader.read(buffer, n, buffer.length - n) : -1) {
            n += k;
        }
        reader.reset();
        boolean marked = n > 0 && buffer[0] == '\uFEFF';
        if (marked) {
            reader.skip(1);
        }
        String head = new String(buffer, marked ? 1 : 0, Math.max(0, marked ? n - 1 : n));
        String start = head.stripLeading();
        char first = start.isEmpty() ? 0 : start.charAt(0);
        if (format == null ? first == '<' : format.equals("junit")) {
            return new JunitRows(reader, counts, modified);
        }
        Optional<OperationDocument> shape = format == null
                ? first == '{' || first == '[' ? OperationDocument.of(head) : Optional.empty()
                : OperationOptions.document(format);
        if (shape.isPresent()) {
            return new OperationDocumentRows(reader, shape.get(), counts);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean json = first == '{'
                || first == 0
                || lower.contains(".jsonl")
                || lower.contains(".ndjson")
                || lower.contains(".json");
        return json ? new OperationJsonRows(reader, counts) : new OperationCsvRows(reader, name, counts);
    }
}
