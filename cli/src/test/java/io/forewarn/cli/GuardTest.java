package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.cli.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks, warns or stops, runs, reports. */
final class GuardTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private JsonNode latest() {
        return shell.run("predict", "--kind", "k", "--component", "x", "--dry-run", "--json")
                .json();
    }

    private String outcomeOf(String operation) {
        return shell.run("outcome", operation, "cancelled", "--json")
                .json()
                .path("standing")
                .asText();
    }

    /** A home whose policy stops or warns about whatever is risky at all. */
    private void policy(String verdict) throws IOException {
        Files.createDirectories(shell.home());
        Files.writeString(
                shell.home().resolve("forewarn.yaml"),
                verdict.equals("fail") ? "policy: {unsure: fail}\n" : "policy: {unsure: warn}\n");
    }

    @Test
    void runsPassesTheExitStatusAndReportsTheOutcome() {
        Answer well =
                shell.run("guard", "--component", "billing", "--id", "g-1", "--", "sh", "-c", "echo out; echo err >&2");
        Answer badly = shell.run("guard", "--component", "billing", "--id", "g-2", "--", "sh", "-c", "exit 7");

        assertThat(well.code()).isZero();
        assertThat(well.out()).isEqualTo("out\n");
        assertThat(well.err()).contains("err\n");
        assertThat(badly.code()).isEqualTo(7);
        assertThat(outcomeOf("g-1")).isEqualTo("succeeded");
        assertThat(outcomeOf("g-2")).isEqualTo("failed");
        assertThat(latest().path("prediction_id").asText()).isNotBlank();
    }

    @Test
    void commandThatIsNotFoundIsBadInput() {
        Answer answer = shell.run("guard", "--component", "billing", "--", "no-such-command-here");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no-such-command-here");
    }

    @Test
    void timeLimitEndsItAsAFailure() {
        Answer answer =
                shell.run("guard", "--component", "billing", "--id", "g-3", "--timeout", "1", "--", "sleep", "30");

        assertThat(answer.code()).isEqualTo(124);
        assertThat(outcomeOf("g-3")).isEqualTo("failed");
    }

    @Test
    void terminationIsACancellation() {
        Answer answer = shell.run("guard", "--component", "billing", "--id", "g-4", "--", "sh", "-c", "kill -TERM $$");

        assertThat(answer.code()).isEqualTo(143);
        assertThat(outcomeOf("g-4")).isEqualTo("cancelled");
    }

    /** A shell's background job ignores them, and what it starts inherits that. */
    private static boolean interruptsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0;
            }
        }
        return false;
    }

    @Test
    void interruptReachesTheCommandAndIsACancellation() throws Exception {
        assumeThat(interruptsIgnored())
                .as("interrupts are ignored by whoever started this test, and so by all it starts")
                .isFalse();
        Path ready = folder.resolve("ready");
        Path caught = folder.resolve("caught");
        String script =
                "trap 'echo caught > " + caught + "; exit 1' INT; echo up > " + ready + "; while :; do sleep 0.1; done";
        Process guard = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.forewarn.cli.Main",
                        "guard",
                        "--home",
                        shell.home().toString(),
                        "--component",
                        "billing",
                        "--id",
                        "g-5",
                        "--",
                        "sh",
                        "-c",
                        script)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("guard.txt").toFile())
                .start();
        try {
            while (guard.isAlive() && !Files.exists(ready)) {
                Thread.sleep(20);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(guard.pid()))
                    .start()
                    .waitFor();

            assertThat(guard.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(guard.exitValue()).isEqualTo(130);
            assertThat(caught).exists();
            assertThat(outcomeOf("g-5")).isEqualTo("cancelled");
        } finally {
            guard.destroyForcibly();
        }
    }

    @Test
    void verdictFailStopsUnlessForcedOrInShadow() throws IOException {
        policy("fail");

        Answer stopped = shell.run("guard", "--component", "billing", "--", "echo", "ran");
        assertThat(stopped.code()).isEqualTo(3);
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.err()).contains("FAIL", "nothing was run");
        assertThat(shell.run("predict", "--kind", "deploy", "--component", "billing")
                        .code())
                .isEqualTo(3);

        Answer forced = shell.run("guard", "--component", "billing", "--force", "--", "echo", "ran");
        assertThat(forced.code()).isZero();
        assertThat(forced.out()).isEqualTo("ran\n");
        assertThat(forced.err()).contains("FAIL");

        Answer shadow = shell.run("guard", "--component", "billing", "--shadow", "--", "echo", "ran");
        assertThat(shadow.out()).isEqualTo("ran\n");
        assertThat(shadow.err()).isEmpty();
    }

    @Test
    void warningAsksThePersonWhoWatches() throws IOException {
        policy("warn");
        String home = shell.home().toString();

        Answer no = Shell.bare("n\n", true, "guard", "--home", home, "--component", "billing", "--", "echo", "ran");
        Answer yes = Shell.bare("y\n", true, "guard", "--home", home, "--component", "billing", "--", "echo", "ran");
        Answer nobody = Shell.bare("", false, "guard", "--home", home, "--component", "billing", "--", "echo", "ran");

        assertThat(no.code()).isEqualTo(3);
        assertThat(no.out()).isEmpty();
        assertThat(no.err()).contains("go on? [y/N]", "stopped by you");
        assertThat(yes.code()).isZero();
        assertThat(yes.out()).isEqualTo("ran\n");
        assertThat(nobody.out()).isEqualTo("ran\n");
        assertThat(nobody.err()).contains("WARN").doesNotContain("go on?");
    }

    @Test
    void wrongQuestionIsToldBeforeAnythingRuns() {
        Answer answer = shell.run("guard", "--component", "billing", "--at", "noon", "--", "echo", "ran");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("'at'");
    }
}
