package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.cli.Shell.Answer;
import io.forewarn.server.ForewarnServer;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input ends with 2 and one clear line; nothing is lost. */
final class WrongInputTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private static void refused(Answer answer, String... words) {
        assertThat(answer.err()).startsWith("forewarn: ").hasLineCount(1).contains(words);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void whatAnUnsetVariableLeavesEmptyIsRefused() {
        refused(shell.run("import", ""), "a path is empty");
        refused(shell.run("import", "--dry-run", ""), "a path is empty");
        refused(shell.run("import", "operations", ""), "a path is empty");
        refused(shell.run("import", "--since", "", shell.log()), "--since is empty");
        refused(shell.run("export", "events", "--until", " "), "--until is empty");
    }

    @Test
    void aComplaintAboutColumnsQuotesNoDatumOfAFileWithoutAHeader() {
        String log = shell.write("app.csv", "2026-05-01 10:00:00, mail to maria.lopez@example.org failed\n");

        for (Answer answer : new Answer[] {
            shell.run("import", "operations", log),
            shell.run("import", "operations", log, "--map", "at=started"),
            shell.run("backtest", log, "--map", "at=started")
        }) {
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.err() + answer.out()).doesNotContain("maria");
        }
    }

    @Test
    void wrongUsageIsToldInJsonWhereJsonIsAskedFor() {
        Answer answer = shell.run("imports", "--bogus", "--json");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(Json.parse(answer.err()).path("detail").asText()).contains("--bogus", "--help");
    }

    @Test
    void anImportOfWhichNothingCouldBeReadEndsWith2AndSaysWhy() throws IOException {
        byte[] noise = new byte[600];
        Arrays.fill(noise, (byte) 7);
        noise[0] = 0x1f;
        noise[1] = (byte) 0x8b;
        Path cut = Files.write(folder.resolve("cut.gz"), noise);

        Answer alone = shell.run("import", cut.toString());
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.out()).contains("cut.gz: file could not be opened; it is damaged or cut short");
        Answer both = shell.run("import", cut.toString(), shell.log());
        assertThat(both.code()).isZero();
        assertThat(both.out()).contains("3 stored", "1 not read to the end");
    }

    @Test
    void aFileHasOneNameHoweverItIsAskedFor() throws IOException {
        Path log = Files.writeString(folder.resolve("own.log"), "2026-05-01 10:00:00 ERROR a - one\n");
        shell.run("import", folder + "/./own.log");
        Files.writeString(log, "2026-05-01 10:00:01 ERROR a - two\n", java.nio.file.StandardOpenOption.APPEND);
        Files.createDirectory(folder.resolve("sub"));

        assertThat(shell.run("import", folder + "/sub/../own.log").out()).contains("1 stored");
        assertThat(shell.run("imports", "--json").out()).contains("/own.log\"").doesNotContain("/./", "..");
    }

    @ParameterizedTest
    @CsvSource({
        "import --colour red, --colour",
        "predict --limit 3, --limit",
        "issues --limit many, --limit",
        "fly, fly",
        "import operations, FILE",
        "outcome, OPERATION",
        "guard, COMMAND"
    })
    void wrongUsageNamesTheWordAndTheHelp(String words, String named) {
        refused(Shell.bare("", false, words.split(" ", -1)), named, "--help");
    }

    @Test
    void nothingAskedShowsTheUsage() {
        Answer answer = Shell.bare("", false);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Usage: forewarn", "Exit codes:");
        assertThat(Shell.bare("", false, "--help").code()).isZero();
        assertThat(Shell.bare("", false, "--version").out()).startsWith("forewarn ");
    }

    static Stream<String> commands() {
        return new picocli.CommandLine(
                        ForewarnCommand.class,
                        new Commands(new Terminal(
                                java.io.InputStream.nullInputStream(),
                                new java.io.PrintWriter(new java.io.StringWriter()),
                                new java.io.PrintWriter(new java.io.StringWriter()),
                                false)))
                .getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        Answer answer = Shell.bare("", false, command, "--help");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("Usage: forewarn", "--home");
    }

    @Test
    void missingFile() {
        String none = folder.resolve("none.log").toString();
        refused(shell.run("import", none), "none.log", "no such file");
        refused(shell.run("import", "operations", none), "none.log", "no such file");
        refused(shell.run("import", "repairs", none), "none.log", "no such file");
        refused(shell.run("scrub", none), "none.log", "no such file");
        refused(shell.run("parse", none), "none.log", "no such file");
        refused(shell.run("templates", none), "none.log", "no such file");
        refused(shell.run("backtest", none), "none.log", "no such file");
        refused(shell.run("predict", "--file", none), "none.log", "no such file");
        refused(shell.run("scrub", folder.toString()), "is a folder");
    }

    @Test
    void folderWithoutLogs() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        refused(shell.run("import", empty.toString()), "has no file");
        refused(shell.run("import", empty + "/*.log"), "no file matches");
        refused(shell.run("import"), "name files or folders");
        refused(shell.run("import", "-", "x.log"), "stands alone");
    }

    @Test
    void binaryGarbageIsCountedNotStored() throws IOException {
        byte[] garbage = new byte[20_000];
        new SplittableRandom(3).nextBytes(garbage);
        String file = Files.write(folder.resolve("garbage.bin"), garbage).toString();

        Answer answer = shell.run("import", file, "--json");

        assertThat(answer.code()).as(answer.err()).isIn(0, 2);
        if (answer.code() == 0) {
            assertThat(answer.json().path("rejected").size()).isPositive();
            assertThat(answer.json().path("stored").asLong()).isZero();
        } else {
            assertThat(answer.err()).contains("garbage.bin").hasLineCount(1);
        }
    }

    @Test
    void lineThatIsNotJsonIsRejectedByPlaceAndTheOthersStay() {
        String file = shell.write("operations.jsonl", """
                {"id":"a","kind":"deploy","component":"billing","at":"2026-05-01T10:00:00Z","outcome":"succeeded"}
                {"id":"b","kind":"deploy" password=hunter2
                {"id":"c","kind":"deploy","component":"billing","at":"2026-05-02T10:00:00Z","outcome":"failed"}
                """);

        Answer answer = shell.run("import", "operations", file);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("2 stored", "line 2", "rejected:").doesNotContain("hunter2");
    }

    @Test
    void unknownColumn() {
        refused(
                shell.run("import", "operations", shell.operations(3), "--map", "outcome=result_of_day"),
                "result_of_day");
        refused(shell.run("import", "operations", shell.operations(3), "--map", "colour=kind"), "colour");
        refused(
                shell.run("import", "operations", shell.write("nowhen.csv", "id,outcome\n1,failed\n")),
                "no column says when");
        // Nothing was remembered of the refused ones: the right call takes all rows.
        assertThat(shell.run("import", "operations", shell.operations(3)).out()).contains("3 stored");
    }

    @Test
    void unknownFormat() {
        refused(shell.run("parse", "--format", "tea-leaves", shell.log()), "tea-leaves");
        refused(shell.run("import", "--format", "tea-leaves", shell.log()), "tea-leaves");
    }

    @Test
    void nothingStoredYetIsSaidAndNotAnError() {
        assertThat(shell.run("issues").out()).contains("No issues.");
        assertThat(shell.run("models").out()).contains("No models yet");
        assertThat(shell.run("suggestions").out()).contains("No suggestions made yet");
        assertThat(shell.run("evaluate").out()).contains("not enough operations", "not trained");
        assertThat(shell.run("train", "risk").out()).contains("not trained", "50 are needed");
        refused(shell.with("{\"text\":\"x\"}\n", "classify"), "forewarn train classifier");
        refused(shell.run("train", "luck"), "classifier or risk");
        Answer predicted = shell.run("predict", "--kind", "deploy", "--component", "billing");
        assertThat(predicted.code()).isZero();
        assertThat(predicted.out()).doesNotContain("NaN");
    }

    @Test
    void configurationThatCannotBeIsRefusedByName() throws IOException {
        Files.createDirectories(shell.home());
        Files.writeString(shell.home().resolve("forewarn.yaml"), "server: {prot: 7}\n");

        refused(shell.run("issues"), "'server.prot' in forewarn.yaml");
        assertThat(Json.parse(shell.run("issues", "--json").err())
                        .path("exit_code")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void homeThatIsAFile() throws IOException {
        Files.writeString(shell.home(), "x");

        refused(shell.run("issues"), "--home");
        Answer scrubbed = shell.with("password=hunter2-Zebra-77\n", "scrub");
        assertThat(scrubbed.out()).doesNotContain("hunter2");
        assertThat(scrubbed.err()).contains("using a key for this run only");
    }

    @Test
    void secondProcessOnTheSameHome() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldHome.class.getName(),
                        shell.home().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("open");
            refused(shell.run("issues"), "in use", String.valueOf(holder.pid()));
            Answer guarded = shell.run("guard", "--component", "x", "--", "echo", "ran");
            assertThat(guarded.out()).isEqualTo("ran\n");
            assertThat(guarded.err()).contains("running unguarded");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(shell.run("issues").code()).isZero();
    }

    @Test
    void portInUse() throws IOException {
        Home other = new Home(folder.resolve("other"));
        try (Workbench bench = Workbench.open(
                        other, Configuration.load(other.config(), Map.of(), Map.of()), Clock.systemUTC());
                ForewarnServer server = ForewarnServer.start(bench, "127.0.0.1", 0)) {
            String port = String.valueOf(URI.create(server.url()).getPort());
            refused(shell.run("serve", "--host", "127.0.0.1", "--port", port), "port " + port, "--port");
        }
        refused(shell.run("serve", "--port", "70000"), "'server.port' in flag");
        assertThat(shell.run("issues").code()).as("the home was given back").isZero();
    }

    @Test
    void compressedLogThatIsCutShortSaysWhereAndKeepsTheLinesBefore() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 5000; i++) {
                gzip.write(("2026-01-02 03:04:05 ERROR request " + i * 7919 % 5003 + " failed\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        Path cut = folder.resolve("cut.log.gz");
        Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        Answer parsed = Shell.bare("", false, "parse", cut.toString());

        assertThat(parsed.code()).isEqualTo(2);
        assertThat(parsed.err()).hasLineCount(1).contains("cut.log.gz breaks off after line ", "fetch it again");
        assertThat(parsed.out().lines().count()).isGreaterThan(1000);
    }
}
