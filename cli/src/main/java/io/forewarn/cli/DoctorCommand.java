package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.api.HttpGateway;
import io.forewarn.server.home.Home;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Doctor;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code forewarn doctor}: is everything in order here? */
@Command(
        name = "doctor",
        description = "Check the home folder: permissions, key, configuration, disk, clock, database, models, server.",
        footer = {"", "Ends with 0 where nothing fails (a warning may stand), with 2 where something must be mended."})
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer = findings();
        if (common.json()) {
            terminal.say(Json.text(answer));
        } else {
            for (JsonNode check : answer.path("checks")) {
                terminal.say(String.format(
                                Locale.ROOT,
                                "  %-4s  %-10s %s",
                                check.path("state").asText(),
                                check.path("name").asText(),
                                check.path("finding").asText())
                        + (check.path("mend").isTextual()
                                ? "; " + check.path("mend").asText()
                                : ""));
            }
        }
        return answer.path("ok").asBoolean() ? 0 : 2;
    }

    /** Without opening the home for writing: it may be locked, damaged or not there. */
    private JsonNode findings() {
        Home home = common.home();
        Optional<ServerFile> server = ServerFile.read(home.serverFile()).filter(HttpGateway::answers);
        if (server.isPresent()) {
            try (Gateway gateway = new HttpGateway(server.get())) {
                return gateway.get("/api/v1/doctor", Map.of());
            }
        }
        return Json.tree(new Doctor(home, Clock.systemUTC(), HttpGateway::answers).examine(System.getenv()));
    }
}
