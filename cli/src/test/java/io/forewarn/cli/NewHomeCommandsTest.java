package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.cli.Shell.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say in a home that holds little. */
final class NewHomeCommandsTest {
    private static final String LOG = """
            2026-05-01 10:00:00.000 INFO  [main] c.a.Load - load 1 started, rows=500
            2026-05-01 10:01:00.000 ERROR [main] c.a.Load - connection refused by ledger-db
            2026-05-01 10:05:00.000 ERROR [main] c.a.Disk - no space left on device
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        assertThat(shell.run("import", shell.write("app.log", LOG)).code()).isZero();
    }

    private String ok(String... args) {
        Answer answer = shell.run(args);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out();
    }

    private String refused(String... args) {
        Answer answer = shell.run(args);
        assertThat(answer.code()).as(answer.out()).isEqualTo(2);
        return answer.err();
    }

    @Test
    void storedTemplatesAndTheirDriftAreTables() {
        assertThat(ok("templates", "--stored")).contains("template").contains("no space left on device");
        assertThat(ok("templates", "--stored", "--json")).contains("no space left on device");
        assertThat(ok("templates", "--drift")).contains(",");
        ok("templates", "--drift", "--json");
    }

    @Test
    void learningFromNothingSaysWhatIsMissing() {
        assertThat(ok("learn", "--dry-run")).isNotBlank();
        assertThat(ok("learn", "--json")).contains("decision");
    }

    @Test
    void hotspotsAndTrendsAnswerWithLittleData() {
        assertThat(ok("hotspots")).isNotBlank();
        assertThat(ok("hotspots", "--json")).startsWith("{");
        assertThat(ok("trends")).isNotBlank();
        assertThat(ok("health")).contains("not enough data");
        assertThat(refused("trends", "--by", "colour")).contains("error_class");
    }

    @Test
    void aRepositoryThatIsNoneIsRefused() {
        assertThat(refused("import", "git", folder.toString())).isNotBlank();
    }

    @Test
    void issuesAreMergedAndTakenApartAgain() {
        String[] ids = ok("issues", "--json")
                .lines()
                .flatMap(l -> java.util.regex.Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"")
                        .matcher(l)
                        .results())
                .map(m -> m.group(1))
                .toArray(String[]::new);
        assertThat(ids).hasSize(2);
        ok("issues", "merge", ids[0], ids[1]);
        assertThat(ok("issues", "rules")).contains(ids[1]);
        String rule = java.util.regex.Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"")
                .matcher(ok("issues", "rules", "--json"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        ok("issues", "undo", rule);
        assertThat(ok("issues", "rules")).doesNotContain(rule);
    }

    @Test
    void followingStandardInputIsRefused() {
        assertThat(refused("import", "--follow", "-")).isNotBlank();
        assertThat(refused("import", "--follow", "--dry-run", folder.toString()))
                .contains("--follow");
    }

    @Test
    void aRepositoryBecomesOperationsOnce() throws Exception {
        Path repo = folder.resolve("billing");
        java.nio.file.Files.createDirectories(repo);
        String script = "git init -q . && for i in 1 2 3; do echo $i > f && git add f"
                + " && git -c user.name=a -c user.email=a@example.com commit -qm \"Change $i\"; done";
        assertThat(new ProcessBuilder("sh", "-c", script)
                        .directory(repo.toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(ok("import", "git", repo.toString())).contains("3");
        assertThat(ok("import", "git", repo.toString(), "--json")).startsWith("{");
    }
}
