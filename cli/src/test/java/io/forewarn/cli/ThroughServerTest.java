package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.cli.Shell.Answer;
import io.forewarn.server.ForewarnServer;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a server has the home open, the commands go through it and answer the same. */
final class ThroughServerTest {
    @TempDir
    Path folder;

    @Test
    void importGivesTheSameAnswerThroughAServerAsWithoutOne(@TempDir Path without) throws IOException {
        Shell alone = new Shell(without);
        Shell served = new Shell(folder);
        Home home = new Home(served.home());
        try (Workbench bench =
                        Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Clock.systemUTC());
                ForewarnServer server = ForewarnServer.start(bench, "127.0.0.1", 0)) {
            assertThat(server.url()).isNotBlank();
            String lines = "2026-05-30 10:00:00,000 ERROR [main] com.acme.Cache - warm-up gave up\n";
            assertThat(answer(served.run("import", "--json", served.log())))
                    .isEqualTo(answer(alone.run("import", "--json", alone.log())));
            assertThat(answer(served.run("import", "operations", "--json", served.operations(30))))
                    .isEqualTo(answer(alone.run("import", "operations", "--json", alone.operations(30))));
            assertThat(answer(served.with(lines, "import", "--json", "--component", "cache", "-")))
                    .isEqualTo(answer(alone.with(lines, "import", "--json", "--component", "cache", "-")));
            assertThat(served.run("issues", "--json").json().path("total"))
                    .isEqualTo(alone.run("issues", "--json").json().path("total"));
            assertThat(served.run("issues", "i-none").code()).isEqualTo(2);
            assertThat(served.run("import", "none.log").err()).hasLineCount(1).contains("none.log", "no such file");
            assertThat(served.run("guard", "--component", "billing", "--", "sh", "-c", "exit 4")
                            .code())
                    .isEqualTo(4);
        }
    }

    private static ObjectNode answer(Answer answer) {
        assertThat(answer.code()).as(answer.err()).isZero();
        ObjectNode json = (ObjectNode) answer.json();
        json.remove("seconds");
        return json;
    }

    /** The real process: listens, answers commands, and gives the home back when it is told to stop. */
    @Test
    void serveListensUntilItIsToldToStop() throws Exception {
        Shell shell = new Shell(folder);
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-javaagent") && a.contains("jacoco"))
                .forEach(words::add);
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--home",
                shell.home().toString()));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).startsWith("Forewarn listens on http://127.0.0.1:");
            assertThat(new Home(shell.home()).serverFile()).exists();
            assertThat(shell.run("predict", "--kind", "deploy", "--component", "x", "--json")
                            .code())
                    .isZero();
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(new Home(shell.home()).serverFile()).doesNotExist();
        assertThat(shell.run("issues").code()).isZero();
    }
}
