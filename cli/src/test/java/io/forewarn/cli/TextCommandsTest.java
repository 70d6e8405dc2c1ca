package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.cli.Shell.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read text and store nothing: scrub, parse, templates, backtest. */
final class TextCommandsTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @Test
    void scrubKeepsEveryLineInOrder() {
        Answer answer = shell.with("one\n\npassword=hunter2-Zebra-77\nthree", "scrub");

        assertThat(answer.code()).isZero();
        assertThat(answer.lines()).hasSize(4);
        assertThat(answer.lines().get(0)).isEqualTo("one");
        assertThat(answer.lines().get(1)).isEmpty();
        assertThat(answer.lines().get(3)).isEqualTo("three");
        assertThat(answer.out()).doesNotContain("hunter2");
        assertThat(answer.err()).contains("1 value replaced");
        assertThat(shell.home().resolve("forewarn.duckdb")).doesNotExist();
    }

    @Test
    void scrubGivesTheSameTokenInEveryRun() {
        String line = "mail to maria.lopez@example.org\n";

        assertThat(shell.with(line, "scrub").out())
                .isEqualTo(shell.with(line, "scrub").out());
    }

    @Test
    void scrubSeesThroughCompressionAndWideCharacters() throws IOException {
        String text = "one\nmail to maria.lopez@example.org\n";
        Path packed = folder.resolve("app.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path wide = Files.write(folder.resolve("wide.log"), text.getBytes(StandardCharsets.UTF_16LE));
        Path marked = Files.write(folder.resolve("marked.log"), text.getBytes(StandardCharsets.UTF_16));

        for (Path file : List.of(packed, wide, marked)) {
            Answer answer = shell.run("scrub", file.toString());
            assertThat(answer.code()).as(file.toString()).isZero();
            assertThat(answer.lines()).hasSize(2);
            assertThat(answer.out()).startsWith("one").contains("<email:").doesNotContain("maria");
        }
    }

    @Test
    void scrubRefusesWhatItWouldPassThroughUnread() throws IOException {
        byte[] noise = new byte[5000];
        new java.util.Random(5).nextBytes(noise);
        Path binary = Files.write(folder.resolve("noise.bin"), noise);
        Path archive = folder.resolve("two.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : List.of("a.log", "b.log")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("mail to maria.lopez@example.org\n".getBytes(StandardCharsets.UTF_8));
            }
        }

        Answer noisy = shell.run("scrub", binary.toString());
        assertThat(noisy.code()).isEqualTo(2);
        assertThat(noisy.out()).isEmpty();
        assertThat(noisy.err()).contains("noise.bin", "binary");
        Answer two = shell.run("scrub", archive.toString());
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.out()).isEmpty();
        assertThat(two.err()).contains("two.zip", "2 logs");
    }

    @Test
    void scrubOfOneFieldLeavesTheOthers() {
        Answer answer = shell.with(
                "{\"id\":1,\"text\":\"password=hunter2-Zebra-77\",\"other\":\"x\"}\n", "scrub", "--jsonl", "text");

        JsonNode row = answer.json();
        assertThat(row.path("id").asInt()).isEqualTo(1);
        assertThat(row.path("other").asText()).isEqualTo("x");
        assertThat(row.path("text").asText()).doesNotContain("hunter2");
        assertThat(shell.with("{\"a\":1}\nno\n", "scrub", "--jsonl", "text").err())
                .contains("line 1 has no text field");
        assertThat(shell.with("no\n", "scrub", "--jsonl", "text").err()).contains("line 1 is not JSON");
        assertThat(shell.with("[]\n", "scrub", "--jsonl", "text").err()).contains("line 1 is not a JSON object");
    }

    @Test
    void parseGivesARecordForEachWithItsLines() {
        Answer answer = shell.run("parse", shell.log());

        List<JsonNode> rows = answer.rows();
        assertThat(answer.code()).isZero();
        assertThat(rows).extracting(r -> r.path("first_line").asInt()).containsExactly(1, 2, 6);
        assertThat(rows).extracting(r -> r.path("last_line").asInt()).containsExactly(1, 5, 9);
        assertThat(rows).extracting(r -> r.path("severity").asText()).containsExactly("info", "error", "error");
        assertThat(rows.get(1).path("exception_type").asText()).isEqualTo("java.io.IOException");
        assertThat(rows.get(1).path("frames")).hasSize(2);
        assertThat(rows.get(0).path("timestamp").asText()).startsWith("2026-05-01T10:00:00.125");
        assertThat(rows.get(0).path("zone").asText()).isNotBlank();
        assertThat(answer.out()).doesNotContain("hunter2");
    }

    @Test
    void templatesGiveARowForEachInputLine() {
        Answer answer = shell.run("templates", shell.log());

        assertThat(answer.code()).isZero();
        assertThat(answer.lines()).hasSize(10);
        assertThat(answer.lines().get(0)).isEqualTo("line,template_id,template");
        for (int i = 1; i <= 9; i++) {
            assertThat(answer.lines().get(i)).startsWith(i + ",");
        }
        String second = answer.lines().get(2).replaceFirst("^\\d+,", "");
        assertThat(answer.lines().get(6).replaceFirst("^\\d+,", "")).isEqualTo(second);
        assertThat(shell.with("a 1\na 2\n", "templates", "--json", "-").rows()).hasSize(2);
    }

    @Test
    void backtestScoresBesideNaiveRivalsAndStoresNothing() throws Exception {
        String file = shell.operations(160);
        Path out = folder.resolve("out");
        Answer answer = shell.run(
                "backtest",
                file,
                "--split",
                "0.7",
                "--mature-after",
                "1d",
                "--predictions",
                out.resolve("p.csv").toString(),
                "--report",
                out.resolve("r.html").toString(),
                "--slices",
                out.resolve("slices").toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("AUC", "EWMA");
        List<String> predictions = Files.readAllLines(out.resolve("p.csv"));
        assertThat(predictions.get(0)).isEqualTo("id,at,risk,outcome,ewma20");
        assertThat(predictions.size()).isBetween(40, 60);
        assertThat(out.resolve("r.html")).content().contains("<html");
        assertThat(out.resolve("slices")).isNotEmptyDirectory();
        assertThat(shell.home().resolve("forewarn.duckdb")).doesNotExist();
        assertThat(shell.run("backtest", file, "--retrains", "2", "--mature-after", "12h", "--json")
                        .json()
                        .isObject())
                .isTrue();
    }

    @Test
    void backtestOfSeveralFilesKeepsTheirOutputsApart() {
        String first = shell.operations(80);
        String second = shell.write("other.csv", read(first));
        Answer answer = shell.run(
                "backtest",
                first,
                second,
                "--split",
                "0.6",
                "--report",
                folder.resolve("r.txt").toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(folder.resolve("r-operations.txt")).exists();
        assertThat(folder.resolve("r-other.txt")).exists();
    }

    @Test
    void backtestRefusesWhatCannotBe() {
        String file = shell.operations(60);

        assertThat(shell.run("backtest", file, "--split", "0.7", "--replay").err())
                .contains("not both");
        assertThat(shell.run("backtest", file, "--mature-after", "soon").err()).contains("such as 90d");
        assertThat(BacktestCommand.duration("30m").toMinutes()).isEqualTo(30);
        Answer map = shell.run("backtest", file, "--map", "outcome=verdict_of_the_day");
        assertThat(map.code()).isEqualTo(2);
        assertThat(map.err()).contains("verdict_of_the_day").hasLineCount(1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
