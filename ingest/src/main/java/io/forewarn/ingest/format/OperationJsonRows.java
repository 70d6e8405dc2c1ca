package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON object a line. */
final class OperationJsonRows extends OperationRows {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final BufferedReader in;
    private final OperationCounts counts;
    private long line;
    private @Nullable OperationRow ahead;

    OperationJsonRows(BufferedReader in, OperationCounts counts) {
        this.in = in;
        this.counts = counts;
    }

    @Override
    @Nullable OperationRow next() throws IOException {
        OperationRow row = ahead;
        ahead = null;
        return row == null ? read() : row;
    }

    @Override
    List<String> columns() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        List<String> names = new ArrayList<>();
        if (ahead != null) {
            ahead.fields().fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private @Nullable OperationRow read() throws IOException {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            counts.lines(++line);
            if (text.isBlank()) {
                continue;
            }
            try {
                if (READER.readValue(text) instanceof ObjectNode fields) {
                    return new OperationRow(line, fields);
                }
                counts.reject("not a JSON object", line);
            } catch (JsonProcessingException e) {
                counts.reject("not JSON", line);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
