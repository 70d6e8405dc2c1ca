package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code forewarn suggest}: what may fix an issue or a failed operation, with evidence. */
@Command(
        name = "suggest",
        description = "What may fix an issue or a failed operation: from the catalog, from repairs that worked before,"
                + " and from an LLM where one is configured.",
        footer = {"", "Report how it went: forewarn feedback SUGGESTION worked|did_not|unknown"})
final class SuggestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "ID", description = "Id of an issue or of an operation.")
    private String id = "";

    SuggestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/suggest", Map.of("id", id));
            terminal.say(common.json() ? Json.text(answer) : SuggestionWords.of(answer));
        }
        return 0;
    }
}
