package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON lines in, the answers out: a line for each, in order. */
final class JsonRows {
    private static final int BATCH = 500;

    private JsonRows() {}

    /**
     * Asks in batches.
     *
     * @throws IllegalArgumentException naming the line that is no JSON object
     */
    static void ask(Gateway gateway, String path, @Nullable String file, Terminal terminal) throws IOException {
        ArrayNode batch = Json.mapper().createArrayNode();
        TextLines.each(file, terminal, (line, number) -> {
            if (line.isBlank()) {
                return;
            }
            batch.add(object(line, number));
            if (batch.size() == BATCH) {
                send(gateway, path, batch, terminal);
            }
        });
        send(gateway, path, batch, terminal);
        terminal.out().flush();
    }

    private static JsonNode object(String line, long number) {
        try {
            JsonNode node = Json.parse(line);
            if (node.isObject()) {
                return node;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException("line " + number + " is not a JSON object; send one a line");
    }

    private static void send(Gateway gateway, String path, ArrayNode batch, Terminal terminal) {
        if (batch.isEmpty()) {
            return;
        }
        ObjectNode ask = Json.mapper().createObjectNode();
        ask.set("items", batch.deepCopy());
        batch.removeAll();
        for (JsonNode row : gateway.post(path, ask).path("items")) {
            terminal.out().println(Json.text(row));
        }
    }
}
