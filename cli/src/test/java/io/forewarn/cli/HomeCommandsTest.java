package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.cli.Shell.Answer;
import io.forewarn.server.ForewarnServer;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does to the home: look before an import, export, erase, change keys, examine. */
final class HomeCommandsTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer;
    }

    private static void refused(Answer answer, String... words) {
        assertThat(answer.err()).startsWith("forewarn: ").hasLineCount(1).contains(words);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
    }

    private void configure(String yaml) throws IOException {
        Files.createDirectories(shell.home());
        Files.setPosixFilePermissions(shell.home(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(shell.home().resolve("forewarn.yaml"), yaml);
    }

    /** Every file of the home by name, with its bytes and its date. */
    private Map<String, String> bytes() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(shell.home())) {
            for (Path path : walk.toList()) {
                found.put(
                        path.toString(),
                        Files.getLastModifiedTime(path)
                                + (Files.isRegularFile(path) ? " " + Arrays.hashCode(Files.readAllBytes(path)) : ""));
            }
        }
        return found;
    }

    private Workbench bench() {
        Home home = new Home(shell.home());
        return Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Clock.systemUTC());
    }

    @Test
    void aDryRunMakesNoHome() {
        JsonNode answer = ok(shell.run("import", "--dry-run", "--json", shell.log())).json();

        assertThat(answer.path("dry_run").asBoolean()).isTrue();
        assertThat(answer.path("would").path("stored").asInt()).isEqualTo(3);
        assertThat(answer.path("would").path("templates").asInt()).isEqualTo(2);
        assertThat(answer.path("would").path("redactions").path("keyed-secret").asInt()).isEqualTo(1);
        assertThat(shell.home()).doesNotExist();
    }

    @Test
    void aDryRunChangesNoByteOfAHome() throws IOException {
        ok(shell.run("import", shell.log()));
        String more = shell.write("more.log", "2026-05-30 10:00:00,000 ERROR [main] com.acme.Cache - warm-up gave up\n");
        Map<String, String> before = bytes();

        Answer answer = ok(shell.run("import", "--dry-run", more, shell.log()));

        assertThat(answer.out()).contains("nothing was stored", "1 skipped", "1 stored", "templates: 1");
        assertThat(bytes()).isEqualTo(before);
        assertThat(ok(shell.with("2026-05-30 10:00:00 INFO x\n", "import", "--dry-run", "-")).out())
                .contains("1 stored");
    }

    @Test
    void anImportOfAWindowLeavesTheRestForLater() {
        String log = shell.log();
        assertThat(ok(shell.run("import", "--json", "--until", "2026-05-01T10:00:01Z", log))
                        .json()
                        .path("stored")
                        .asInt())
                .isEqualTo(1);
        assertThat(ok(shell.run("import", "--json", log)).json().path("stored").asInt()).isEqualTo(2);
        refused(shell.run("import", "--since", "soon", log), "--since", "7d");
        refused(shell.run("import", "--since", "2026-05-02", "--until", "2026-05-01", log), "before --until");
    }

    @Test
    void theLedgerIsShown() {
        assertThat(ok(shell.run("imports")).out()).contains("nothing was imported yet");
        ok(shell.run("import", shell.log()));

        assertThat(ok(shell.run("imports")).out()).contains("ledger.log", "done", "scrubbed");
        assertThat(ok(shell.run("imports", "1")).out()).contains("3 records", "keyed-secret 1");
        assertThat(ok(shell.run("imports", "1", "--json")).json().path("redactions").path("keyed-secret").asInt())
                .isEqualTo(1);
        refused(shell.run("imports", "7"), "no import has the number 7");
    }

    @Test
    void theUsersOwnRulesHoldInEveryCommand() throws IOException {
        configure("""
                scrub:
                  patterns:
                    - {name: customer, pattern: 'CUST-\\d{4,}', samples: [CUST-1234]}
                formats:
                  - name: bars
                    regex: '(?<timestamp>\\S+) \\| (?<level>\\w+) \\| (?<message>.*)'
                    samples: ['2026-05-01T10:00:00Z | ERROR | load failed']
                """);
        String line = "2026-05-01T10:00:00Z | ERROR | load of CUST-99887 failed\n";

        assertThat(shell.with(line, "scrub").out()).contains("<customer:");
        JsonNode parsed = ok(shell.with(line, "parse")).json();
        assertThat(parsed.path("format").asText()).isEqualTo("bars");
        assertThat(parsed.path("severity").asText()).isEqualTo("error");
        assertThat(parsed.path("message").asText()).contains("<customer:");
        assertThat(ok(shell.with(line, "import", "--json", "-")).json().path("redactions").path("customer").asInt())
                .isEqualTo(1);
        assertThat(ok(shell.run("export", "events")).json().path("message").asText()).contains("<customer:");
    }

    @Test
    void aRuleThatIsWrongStopsEveryCommandWithItsLine() throws IOException {
        configure("scrub:\n  patterns:\n    - {name: x, pattern: '(a+)+b', samples: [ab]}\n");

        for (String command : new String[] {"scrub", "parse", "templates", "import", "issues", "serve"}) {
            String[] words = command.equals("import") ? new String[] {"import", "-"} : new String[] {command};
            refused(shell.with("x\n", words), "forewarn.yaml, line 3", "backtracks badly");
        }
        Answer doctor = shell.run("doctor");
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out()).contains("fail  config", "line 3");
    }

    @Test
    void exportsWholeFilesOrNone() throws IOException {
        ok(shell.run("import", shell.log()));
        Path file = folder.resolve("events.parquet");

        JsonNode said = ok(shell.run("export", "events", "--out", file.toString(), "--json")).json();
        assertThat(said.path("rows").asInt()).isEqualTo(3);
        assertThat(said.path("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(Files.readAllBytes(file)).startsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
        refused(shell.run("export", "events", "--out", file.toString()), "exists", "--force");
        assertThat(ok(shell.run("export", "events", "--severity", "error", "--force", "--out", file.toString())).out())
                .contains("2 rows");
        assertThat(ok(shell.run("export", "issues")).rows().get(0).path("count").asInt()).isEqualTo(2);
        assertThat(ok(shell.run("export", "templates", "--format", "csv")).out()).startsWith("id,template,count");
        refused(shell.run("export", "events", "--format", "parquet"), "--out");
        refused(shell.run("export", "planets"), "events, issues");
        refused(shell.run("export", "events", "--format", "xls"), "parquet, csv, jsonl");
        refused(shell.run("export", "events", "--out", folder.resolve("no/x.csv").toString()), "no folder");
        refused(shell.run("export", "events", "--out", folder.toString()), "is a folder");
        refused(shell.run("export", "templates", "--severity", "warn"), "--severity does not apply");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(shell.home().resolve("forewarn.duckdb.out")).isEmptyDirectory();
    }

    @Test
    void allOfItGoesThroughARunningServer() throws IOException {
        Path file = folder.resolve("events.csv");
        try (Workbench bench = bench();
                ForewarnServer server = ForewarnServer.start(bench, "127.0.0.1", 0)) {
            ok(shell.run("import", "--since", "2026-05-01T10:00:01Z", shell.log()));
            assertThat(ok(shell.run("export", "events", "--out", file.toString())).out()).contains("2 rows");
            String before = ok(shell.run("keys", "--json")).json().path("keys").get(0).path("fingerprint").asText();
            JsonNode gone = ok(shell.run("keys", "rotate", "--json")).json();
            assertThat(gone.path("fingerprint").asText()).isEqualTo(before);
            assertThat(bench.keys().list().keys()).hasSize(2);
            assertThat(ok(shell.run("retention")).out()).contains("kept for ever");
            assertThat(ok(shell.run("doctor")).out()).contains("runs at " + server.url());
            assertThat(ok(shell.run("import", "--dry-run", shell.log())).err()).contains("open elsewhere");
        }
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(2);
    }

    @Test
    void retentionErasesWhatIsTooOld() throws IOException {
        ok(shell.run("import", shell.log()));
        configure("retention:\n  days: 1\n  info-days: 36500\n");

        assertThat(ok(shell.run("retention", "--dry-run")).out()).contains("would be erased: 2 events, 1 issues");
        JsonNode answer = ok(shell.run("retention", "--json")).json();

        assertThat(answer.path("erased").path("events").asInt()).isEqualTo(2);
        assertThat(answer.path("before").has("error")).isTrue();
        assertThat(ok(shell.run("export", "events")).rows()).hasSize(1);
        assertThat(ok(shell.run("import", shell.log())).out()).contains("1 skipped");
        assertThat(ok(shell.run("doctor")).out()).contains("the ledger agrees");
    }

    @Test
    void keysAreRotatedAndDestroyed() throws IOException {
        String line = "mail to maria.lopez@example.org\n";
        ok(shell.run("import", shell.log()));
        String first = shell.with(line, "scrub").out();

        assertThat(ok(shell.run("keys", "rotate")).out()).contains("epoch e1", "epoch e2", "cannot be linked");
        String second = shell.with(line, "scrub").out();
        assertThat(second).isNotEqualTo(first).isEqualTo(shell.with(line, "scrub").out());
        refused(shell.run("keys", "destroy"), "nothing was destroyed", "--yes");
        assertThat(shell.with(line, "scrub").out()).isEqualTo(second);

        Path copy = Files.copy(shell.home().resolve("pseudonym.key"), shell.home().resolve("old.key"));
        Answer held = shell.run("keys", "destroy", "--yes");
        assertThat(held.code()).isEqualTo(2);
        assertThat(held.out()).contains("NOT gone", "old.key");
        Files.delete(copy);
        JsonNode gone = ok(shell.run("keys", "destroy", "--yes", "--json")).json();
        assertThat(gone.path("copies")).isEmpty();
        assertThat(gone.path("linkable").asBoolean()).isFalse();
        assertThat(gone.path("next_epoch").asText()).isEqualTo("e4");
        assertThat(ok(shell.run("keys", "list")).out()).contains("rotated", "destroyed", "in use");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(shell.home().resolve("pseudonym.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPersonIsAskedBeforeAKeyIsDestroyed() {
        ok(shell.run("import", shell.log()));
        String home = shell.home().toString();

        Answer asked = Shell.bare("no\n", true, "keys", "destroy", "--home", home);
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("Lost for good", "nothing was destroyed");
        assertThat(Shell.bare("destroy\n", true, "keys", "destroy", "--home", home).code()).isZero();
    }

    @Test
    void theDoctorHasWordsForEveryIllness() throws Exception {
        Answer none = shell.run("doctor");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.out()).contains("fail  home", "is not there");
        assertThat(shell.home()).doesNotExist();

        ok(shell.run("import", shell.log()));
        Map<String, String> before = bytes();
        assertThat(ok(shell.run("doctor")).out()).doesNotContain("  fail  ", "  warn  ");
        assertThat(bytes().keySet()).isEqualTo(before.keySet());

        Files.writeString(shell.home().resolve("server.json"), "{\"url\":\"http://127.0.0.1:1\",\"instance\":\"x\"}");
        assertThat(ok(shell.run("doctor")).out()).contains("warn  server", "does not answer");
        Files.delete(shell.home().resolve("server.json"));

        Path key = shell.home().resolve("pseudonym.key");
        byte[] kept = Files.readAllBytes(key);
        Files.delete(key);
        shell.with("x\n", "scrub");
        assertThat(ok(shell.run("doctor")).out()).contains("warn  key", "not the one");
        Files.writeString(key, "rubbish");
        assertThat(shell.run("doctor").out()).contains("fail  key", "damaged");
        refused(shell.run("issues"), "key file", "damaged");
        Files.write(key, kept);

        Files.writeString(shell.home().resolve("forewarn.duckdb"), "not a database");
        Answer damaged = shell.run("doctor", "--json");
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.json().path("ok").asBoolean()).isFalse();
        assertThat(damaged.out()).contains("damaged or is no Forewarn database");
        Answer other = shell.run("issues");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("damaged or is no Forewarn database").hasLineCount(1);
    }

    @Test
    void theDoctorNamesWhoHoldsTheDatabase() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldHome.class.getName(),
                        shell.home().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("open");
            Answer answer = shell.run("doctor");
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.out()).contains("fail  database", "process " + other.pid(), "java");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
