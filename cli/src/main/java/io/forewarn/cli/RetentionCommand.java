package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn retention}: erases what is older than configured. */
@Command(
        name = "retention",
        description = "Erase what is older than retention.days and its like say, and rewrite the database file.",
        footer = {
            "",
            "A running server does so by itself once a day. What is erased is gone: no byte of it stays in the file.",
            "Example: FOREWARN_RETENTION_DAYS=90 FOREWARN_RETENTION_DEBUG_DAYS=7 forewarn retention --dry-run"
        })
final class RetentionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--dry-run", description = "Say what would be erased; erase nothing.")
    private boolean dryRun;

    RetentionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer;
        try (Gateway gateway = common.gateway(terminal)) {
            answer = gateway.post("/api/v1/retention", Map.of("dry_run", dryRun));
        }
        terminal.say(common.json() ? Json.text(answer) : words(answer));
        return 0;
    }

    private static String words(JsonNode answer) {
        JsonNode before = answer.path("before");
        if (before.isEmpty()) {
            return "everything is kept for ever; set retention.days in forewarn.yaml to change that";
        }
        boolean dry = answer.path("dry_run").asBoolean();
        StringBuilder text = new StringBuilder(dry ? "would be erased:" : "erased:");
        String comma = " ";
        for (var entry : answer.path("erased").properties()) {
            text.append(comma).append(Words.count(entry.getValue())).append(' ').append(entry.getKey());
            comma = ", ";
        }
        for (var entry : before.properties()) {
            text.append("\n  ").append(entry.getKey()).append(" before ").append(Words.time(entry.getValue()));
        }
        if (!dry) {
            text.append("\n  database: ")
                    .append(Words.count(answer.path("size_before").asLong() >> 10))
                    .append(" KB before, ")
                    .append(Words.count(answer.path("size_after").asLong() >> 10))
                    .append(" KB now");
        }
        return text.toString();
    }
}
