package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.cli.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules in {@code forewarn.yaml} make operations of what logs say. */
final class LoggedOperationsTest {
    private static final String RULES = """
            operations:
              - name: load
                kind: bulk-load
                component: ledger
                start: 'load (?<id>\\d+) started, rows=(?<rows>\\d+)'
                end: 'load (?<id>\\d+) finished'
                failure: 'load (?<id>\\d+) failed'
                samples:
                  start: ['load 1 started, rows=5']
                  end: ['load 1 finished']
                  failure: ['load 1 failed']
            """;

    private static final String LOG = """
            2026-05-01 10:00:00.000 INFO  [main] c.a.Load - load 1 started, rows=500
            2026-05-01 10:01:00.000 INFO  [main] c.a.Load - load 2 started, rows=900
            2026-05-01 10:05:00.000 INFO  [main] c.a.Load - load 1 finished
            2026-05-01 10:06:00.000 ERROR [main] c.a.Load - load 2 failed
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        Files.createDirectories(shell.home());
        Files.writeString(shell.home().resolve("forewarn.yaml"), RULES);
    }

    private JsonNode ok(String... args) {
        Answer answer = shell.run(args);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.json();
    }

    @Test
    void countsThemFirstMakesThemOnceAndKnowsHowTheyEnded() {
        String log = shell.write("load.log", LOG);

        assertThat(ok("import", log, "--dry-run", "--json")
                        .path("would")
                        .path("operations")
                        .asLong())
                .isEqualTo(2);
        assertThat(ok("import", log, "--json").path("operations").asLong()).isEqualTo(2);
        assertThat(ok("import", log, "--json").path("operations").asLong()).isZero();
        assertThat(standing("load:1@2026-05-01T10:00:00Z")).isEqualTo("succeeded");
        assertThat(standing("load:2@2026-05-01T10:01:00Z")).isEqualTo("failed");
    }

    private String standing(String id) {
        return ok("outcome", id, "cancelled", "--json").path("standing").asText();
    }

    @Test
    void refusesARuleThatMissesItsSampleWithItsLine() throws IOException {
        Files.writeString(shell.home().resolve("forewarn.yaml"), RULES.replace("'load 1 failed'", "'load one failed'"));

        Answer answer = shell.run("import", shell.write("load.log", LOG));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .hasLineCount(1)
                .contains("forewarn.yaml, line 11", "'failure' does not match its sample 1");
    }
}
