package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of a build service: one JSON document, or several one after the other, as pages of an API are. */
final class OperationDocumentRows extends OperationRows {
    private final MappingIterator<JsonNode> documents;
    private final OperationDocument shape;
    private final OperationCounts counts;
    private final ArrayDeque<ObjectNode> ahead = new ArrayDeque<>();
    private long line = 1;
    private boolean ended;

    OperationDocumentRows(BufferedReader in, OperationDocument shape, OperationCounts counts) throws IOException {
        this.documents = JsonMapper.builder().build().readerFor(JsonNode.class).readValues(in);
        this.shape = shape;
        this.counts = counts;
    }

    @Override
    @Nullable OperationRow next() throws IOException {
        while (ahead.isEmpty() && !ended) {
            read();
        }
        ObjectNode row = ahead.poll();
        return row == null ? null : new OperationRow(line, row);
    }

    private void read() throws IOException {
        line = documents.getCurrentLocation().getLineNr();
        try {
            if (documents.hasNextValue()) {
                ahead.addAll(shape.rows(documents.nextValue()));
            } else {
                ended = true;
            }
        } catch (JsonProcessingException e) {
            // Where a document breaks off there is no next one to go on from.
            ended = true;
            counts.reject(
                    "not JSON, the rest of the file is lost", e.getLocation().getLineNr());
        }
        counts.lines(documents.getCurrentLocation().getLineNr());
    }

    @Override
    List<String> columns() {
        return List.of("id", "kind", "component", "environment", "actor", "at", "outcome", "finished_at", "attributes");
    }

    @Override
    public void close() throws IOException {
        documents.close();
    }
}
