package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.api.ProblemException;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn guard -- COMMAND}: asks, warns or stops, runs, reports the outcome. */
@Command(
        name = "guard",
        description = "Ask before a command, warn or stop, run it, and report how it ended.",
        footer = {
            "",
            "Ends with the command's own exit status where it ran, with 3 where the verdict was fail.",
            "Example: forewarn guard --kind deploy --component billing -- kubectl apply -f billing.yaml"
        })
final class GuardCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Mixin
    private final OperationOptions operation = new OperationOptions();

    @Option(names = "--shadow", description = "Only record what would have been said; never warn or stop.")
    private boolean shadow;

    @Option(names = "--force", description = "Run even where the verdict is fail.")
    private boolean force;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Stop the command after this long: a failure.")
    private @Nullable Long timeoutSeconds;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "What to run, after --.")
    private List<String> command = List.of();

    GuardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode prediction = ask();
        if (prediction != null && !shadow) {
            String verdict = prediction.path("verdict").asText();
            if (!verdict.equals("pass")) {
                terminal.note(PredictionWords.of(prediction));
            }
            if (verdict.equals("fail") && !force) {
                actedOn(prediction);
                terminal.note("forewarn: stopped; nothing was run (--force runs it all the same)");
                return 3;
            }
            if (verdict.equals("warn") && terminal.interactive() && !confirmed()) {
                actedOn(prediction);
                terminal.note("forewarn: stopped by you; nothing was run");
                return 3;
            }
        }
        Duration limit = timeoutSeconds == null ? null : Duration.ofSeconds(timeoutSeconds);
        CountDownLatch reported = new CountDownLatch(1);
        try {
            GuardedProcess.Ending ending = GuardedProcess.run(command, terminal, limit, reported);
            if (prediction != null) {
                report(prediction, ending);
            }
            return ending.exitStatus();
        } finally {
            reported.countDown();
        }
    }

    /** Null where nobody answers: a broken warning system must not stop the work. */
    private @Nullable JsonNode ask() {
        ObjectNode question = operation.question();
        if (!question.has("kind")) {
            question.put("kind", command.get(0).replaceAll(".*/", ""));
        }
        try (Gateway gateway = common.gateway(terminal)) {
            return gateway.post("/api/v1/predict", question);
        } catch (ProblemException e) {
            if (e.problem().exitCode() == 2 && e.problem().status() == 400) {
                throw e;
            }
            terminal.note("forewarn: no prediction (" + e.problem().detail() + "); running unguarded");
            return null;
        }
    }

    private boolean confirmed() throws IOException {
        terminal.err().print("forewarn: go on? [y/N] ");
        terminal.err().flush();
        int first = terminal.in().read();
        for (int c = first; c != '\n' && c != -1; c = terminal.in().read()) {
            // the rest of the line
        }
        return first == 'y' || first == 'Y';
    }

    private void actedOn(JsonNode prediction) {
        tell(
                "/api/v1/predictions/"
                        + Paths.segment(prediction.path("prediction_id").asText()) + "/acted-on",
                Map.of());
    }

    private void report(JsonNode prediction, GuardedProcess.Ending ending) {
        ObjectNode outcome = Json.mapper()
                .createObjectNode()
                .put("outcome", ending.cancelled() ? "cancelled" : ending.exitStatus() == 0 ? "succeeded" : "failed")
                .put("exit_status", ending.exitStatus())
                .put("output", new String(ending.tail(), StandardCharsets.UTF_8));
        tell(
                "/api/v1/operations/"
                        + Paths.segment(prediction.path("operation_id").asText()) + "/outcome",
                outcome);
    }

    private void tell(String path, Object body) {
        try (Gateway gateway = common.gateway(terminal)) {
            gateway.post(path, body);
        } catch (ProblemException e) {
            terminal.note("forewarn: the outcome could not be reported ("
                    + e.problem().detail() + ")");
        }
    }
}
