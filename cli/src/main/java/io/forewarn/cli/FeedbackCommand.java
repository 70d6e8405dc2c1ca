package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn feedback}: whether a suggestion worked, or which class an issue really has. */
@Command(
        name = "feedback",
        description = "Say whether a suggestion worked, or correct the class of an issue: both are learned from.",
        footer = {
            "",
            "Examples: forewarn feedback s-3f9 worked --note \"grew the volume\"",
            "          forewarn feedback i-77a --class timeout"
        })
final class FeedbackCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(index = "0", paramLabel = "ID", description = "A suggestion, or with --class an issue.")
    private String id = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RESULT", description = "worked, did_not or unknown.")
    private @Nullable String result;

    @Option(names = "--class", paramLabel = "CLASS", description = "The error class that the issue really has.")
    private @Nullable String errorClass;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; stored as a pseudonym.")
    private @Nullable String by;

    @Option(names = "--note", paramLabel = "TEXT", description = "In your words; scrubbed.")
    private @Nullable String note;

    FeedbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if ((result == null) == (errorClass == null)) {
            throw new IllegalArgumentException(
                    "give either a RESULT (worked, did_not, unknown) for a suggestion, or --class for an issue");
        }
        Map<String, String> body = new TreeMap<>();
        put(body, "result", result);
        put(body, "error_class", errorClass);
        put(body, "by", by);
        put(body, "note", note);
        String path = errorClass != null
                ? "/api/v1/issues/" + Paths.segment(id) + "/class"
                : "/api/v1/suggestions/" + Paths.segment(id) + "/feedback";
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post(path, body);
            terminal.say(
                    common.json()
                            ? Json.text(answer)
                            : errorClass != null
                                    ? id + " is " + errorClass + " from now on; the next training learns it"
                                    : id + ": " + result + ", recorded");
        }
        return 0;
    }

    private static void put(Map<String, String> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
