package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn imports}: the ledger. */
@Command(
        name = "imports",
        description = "What was imported, newest first; of one import, what was refused and scrubbed.")
final class ImportsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Number of one import.")
    private @Nullable Long id;

    ImportsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer;
        try (Gateway gateway = common.gateway(terminal)) {
            answer = gateway.get("/api/v1/imports", Map.of());
        }
        Long wanted = id;
        if (wanted != null) {
            JsonNode row = find(answer.path("imports"), wanted);
            terminal.say(common.json() ? Json.text(row) : one(row));
        } else {
            terminal.say(common.json() ? Json.text(answer) : all(answer.path("imports")));
        }
        return 0;
    }

    private static JsonNode find(JsonNode rows, long id) {
        for (JsonNode row : rows) {
            if (row.path("id").asLong() == id) {
                return row;
            }
        }
        throw new IllegalArgumentException("no import has the number " + id + "; forewarn imports lists them");
    }

    private static String all(JsonNode rows) {
        if (rows.isEmpty()) {
            return "nothing was imported yet; forewarn import PATH does";
        }
        List<List<String>> cells = new ArrayList<>();
        for (JsonNode row : rows) {
            cells.add(List.of(
                    row.path("id").asText(),
                    Words.time(row.path("started_at")),
                    row.path("status").asText(),
                    row.path("kind").asText(),
                    Words.count(row.path("lines")),
                    Words.count(row.path("stored")),
                    Words.count(sum(row.path("rejected_by_reason"))),
                    Words.count(sum(row.path("redactions"))),
                    Words.cut(row.path("source").asText(), 60)));
        }
        return Words.table(
                List.of("id", "started", "status", "kind", "lines", "stored", "rejected", "scrubbed", "source"), cells);
    }

    /** The words of the import itself, from what the ledger kept of it. */
    private static String one(JsonNode row) {
        ObjectNode summary = row.deepCopy();
        summary.put("files", 1).set("rejected", row.path("rejected_by_reason"));
        summary.put("failed", row.path("status").asText().equals("failed") ? 1 : 0);
        return "import " + row.path("id").asText() + " of " + row.path("source").asText() + ", "
                + row.path("status").asText() + "\n"
                + ImportWords.of(summary).replaceFirst(" in – s", "");
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode n : counts) {
            sum += n.asLong();
        }
        return sum;
    }
}
