package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.cli.Shell.Answer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthCommandsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    static Path folder;

    @TempDir
    static Path none;

    private static Shell shell;

    @BeforeAll
    static void open() {
        shell = new Shell(folder);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            boolean error = i >= 960;
            lines.append("{\"timestamp\":\"%s\",\"level\":\"%s\",\"service\":\"checkout\",\"message\":\"%s\"}%n"
                    .formatted(
                            error ? START.plusSeconds(960 * 3600L + i) : START.plusSeconds(i * 3600L),
                            error ? "error" : "info",
                            error ? "No space left on device" : "order taken"));
        }
        assertThat(shell.run("import", shell.write("a.jsonl", lines.toString())).code())
                .isZero();
    }

    @Test
    void tellsTheScoreWithEveryDeductionAndWhatToDo() {
        Answer all = shell.run("health");
        assertThat(all.code()).isZero();
        assertThat(all.out())
                .contains(
                        "checkout", "the newest record stands for now", "n events", "errors are", "→ See which issues");
        Answer one = shell.run("health", "checkout", "--window", "28d");
        assertThat(one.out()).contains("of 100", "No objective is set", "burst from (UTC)");
        assertThat(shell.run("health", "--json")
                        .json()
                        .path("components")
                        .path(0)
                        .path("component")
                        .asText())
                .isEqualTo("checkout");
        Answer nobody = shell.run("health", "nobody");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("no component 'nobody'; known are checkout");
    }

    @Test
    void tellsTrendsAndHotspots() {
        Answer trends = shell.run("trends", "--by", "error_class");
        assertThat(trends.out())
                .contains("40 errors of n =", "error_class", "bursting", "Changes, strongest first", "rose");
        assertThat(shell.run("trends", "--json").json().path("changes").isArray())
                .isTrue();
        assertThat(shell.run("hotspots").out()).contains("Hotspots", "Whose errors follow whose, within 5 minutes");
        assertThat(shell.run("hotspots", "--json").json().path("cascades").isArray())
                .isTrue();
        Answer unknown = shell.run("trends", "--component", "nobody");
        assertThat(unknown.err()).startsWith("forewarn: no component 'nobody'").hasLineCount(1);
        assertThat(unknown.code()).isEqualTo(2);
    }

    @Test
    void refusesAWrongSpanInOneLine() {
        for (String[] wrong :
                new String[][] {{"health", "--window", "soon"}, {"trends", "--since", "x"}, {"hotspots", "--lag", "9d"}
                }) {
            Answer answer = shell.run(wrong);
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.err().strip()).startsWith("forewarn: ").doesNotContain("\n");
        }
    }

    @Test
    void saysOnAnEmptyHomeWhatToDoFirst() {
        Shell empty = new Shell(none);
        assertThat(empty.run("health").out()).contains("forewarn import PATH");
        assertThat(empty.run("trends").out()).contains("forewarn import PATH");
        assertThat(empty.run("hotspots").out()).contains("None");
        assertThat(empty.run("train", "anomaly").out()).contains("not trained", "import more logs");
    }
}
