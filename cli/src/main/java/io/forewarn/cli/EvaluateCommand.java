package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn evaluate}: how good the current models are on what they have not seen. */
@Command(
        name = "evaluate",
        description =
                "The current models on what they have not seen: the last 30 %% of the operations by time, and systems"
                        + " that the classifier was not trained on; beside naive rivals.")
final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--report", paramLabel = "FILE", description = "Also write it to a .txt, .json or .html file.")
    private @Nullable Path report;

    @Option(names = "--slices", paramLabel = "DIR", description = "Also write the slices there as CSV.")
    private @Nullable Path slices;

    @Option(names = "--gate", description = "What warnings and stops would have caught, and what they prevented.")
    private boolean gate;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (gate && slices != null) {
            throw new IllegalArgumentException("--slices belongs to the evaluation of models, not to --gate");
        }
        try (Gateway gateway = common.gateway(terminal)) {
            if (gate) {
                JsonNode answer = gateway.get("/api/v1/evaluation/gate", Map.of());
                terminal.say(
                        common.json() ? Json.text(answer) : answer.path("text").asText());
                if (report != null) {
                    boolean json = report.toString().endsWith(".json");
                    write(
                            report,
                            json ? Json.pretty(answer) : answer.path("text").asText());
                }
                return 0;
            }
            JsonNode answer = gateway.get("/api/v1/evaluation", Map.of());
            terminal.say(
                    common.json()
                            ? Json.text(answer.path("report"))
                            : answer.path("text").asText());
            if (report != null) {
                String name = report.toString();
                String content = name.endsWith(".json")
                        ? Json.pretty(answer.path("report"))
                        : answer.path(name.endsWith(".html") ? "html" : "text").asText();
                write(report, content);
            }
            if (slices != null) {
                for (Map.Entry<String, JsonNode> slice : answer.path("slices").properties()) {
                    write(
                            slices.resolve(slice.getKey() + ".csv"),
                            slice.getValue().asText());
                }
            }
        }
        return 0;
    }

    private void write(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, content, StandardCharsets.UTF_8);
        terminal.note("forewarn: wrote " + file);
    }
}
