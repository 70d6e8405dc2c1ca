package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code forewarn doctor}: is everything in order here? */
@Command(name = "doctor", description = "Check the home folder: permissions, key, free disk, database, models.")
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.get("/api/v1/doctor", Map.of());
            if (common.json()) {
                terminal.say(Json.text(answer));
            } else {
                answer.path("checks")
                        .forEach(check -> terminal.say("  " + (check.path("ok").asBoolean() ? "ok  " : "!!  ")
                                + String.format("%-12s", check.path("name").asText()) + " "
                                + check.path("finding").asText()));
            }
            return answer.path("ok").asBoolean() ? 0 : 2;
        }
    }
}
