package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.forewarn.ingest.Progress;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, tables and sentences as people read them. */
final class WordsTest {

    @Test
    void numbersAreWrittenAsTheFieldDoes() {
        assertThat(Words.percent(0.042)).isEqualTo("4.2 %");
        assertThat(Words.percent(0.31)).isEqualTo("31 %");
        assertThat(Words.percent(DoubleNode.valueOf(Double.NaN))).isEqualTo("–");
        assertThat(Words.figure(DoubleNode.valueOf(0.7314))).isEqualTo("0.731");
        assertThat(Words.figure(MissingNode.getInstance())).isEqualTo("–");
        assertThat(Words.count(1234)).isEqualTo("1,234");
        assertThat(Words.count(MissingNode.getInstance())).isEqualTo("–");
        assertThat(Words.many(1, "issue")).isEqualTo("1 issue");
        assertThat(Words.many(2, "issue")).isEqualTo("2 issues");
        assertThat(Words.time(TextNode.valueOf("2026-07-01T09:30:00Z"))).isEqualTo("2026-07-01 09:30");
        assertThat(Words.time(MissingNode.getInstance())).isEqualTo("–");
        assertThat(Words.cut("a  b\nc", 9)).isEqualTo("a b c");
        assertThat(Words.cut("abcdef", 4)).isEqualTo("abc…");
    }

    @Test
    void tableAlignsNumbersToTheRight() {
        assertThat(Words.table(List.of("n", "name"), List.of(List.of("5", "a"), List.of("1,000", "bc"))))
                .isEqualTo("      n  name\n      5  a\n  1,000  bc");
    }

    @Test
    void wrapBreaksAtBlanksAndIndents() {
        assertThat(Words.wrap("one two three", 9, "  ")).isEqualTo("  one two\n  three");
    }

    @Test
    void importTellsRejectsFailuresAndWhatWasLeftOut() {
        String text = ImportWords.of(Json.parse("""
                {"files":2,"skipped":1,"failed":1,"lines":9,"records":8,"stored":7,"seconds":0.5,
                 "rejected":{"no start time":1},"first_rejects":[{"place":"line 3","reason":"no start time"}],
                 "redactions":{"email":2},"left_out":["duration"],
                 "issues":{"events":3,"opened":1,"grown":2}}"""));

        assertThat(text)
                .contains("2 files read, 1 skipped (imported before), 1 not read to the end")
                .contains("rejected:  no start time 1")
                .contains("line 3: no start time")
                .contains("scrubbed:  email 2")
                .contains("left out (known only afterwards): duration")
                .contains("3 error events; 1 new issues, 2 known ones grew");
    }

    @Test
    void predictionTellsWarningsAndWhatWouldLowerTheRisk() {
        String text = PredictionWords.of(Json.parse("""
                {"verdict":"warn","risk":0.41,"level":"high","low":0.3,"high":0.5,"base_rate":0.2,"n":1,
                 "summary":"Risky.","operation_id":"op-1",
                 "reasons":[{"raises":true,"text":"disk is low"},{"raises":false,"text":"quiet hour"}],
                 "warnings":[{"text":"The disk is nearly full.","action":"Free some."}],
                 "would_lower":[{"text":"Half the rows."}],"unknown_attributes":["colour","taste"],
                 "similar_failures":[{"at":"2026-05-01T10:00:00Z","operation_id":"op-0","kind":"load",
                                      "component":"ledger","fix":"Grew the volume."}]}"""));

        assertThat(text)
                .startsWith("WARN  risk 41 % (high; interval 30 % to 50 %; usual 20 %; from 1 operation)")
                .contains("▲ disk is low", "▽ quiet hour", "Before you go on", "→ Free some.", "• Half the rows.")
                .contains("never seen before: colour, taste", "Grew the volume.", "forewarn outcome op-1");
    }

    @Test
    void nothingToSuggestIsSaid() {
        assertThat(SuggestionWords.of(Json.parse("{\"suggestions\":[]}"))).startsWith("Nothing to suggest");
    }

    @Test
    void aCommandThatDoesNotFitIntoMemoryEndsInWords() {
        for (boolean json : new boolean[] {false, true}) {
            StringWriter err = new StringWriter();
            Terminal terminal = new Terminal(
                    InputStream.nullInputStream(), new PrintWriter(new StringWriter()), new PrintWriter(err), false);

            int code = Main.orOutOfMemory(terminal, json, () -> {
                throw new OutOfMemoryError("Java heap space");
            });

            assertThat(code).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith(json ? "{" : "forewarn: the memory is full")
                    .contains("FOREWARN_JAVA_OPTS=-Xmx2g")
                    .doesNotContain("at io.forewarn");
        }
    }

    @Test
    void aTrainingSaysWhatItLearnedFromWhereThatIsNotAll() {
        String some =
                "{\"kind\":\"risk\",\"trained\":true,\"version\":\"risk-0001\",\"rows\":200,\"summary\":\"AUC 0.7\",";
        assertThat(TrainCommand.words(Json.parse(some + "\"learned_from\":\"the newest 200 of 460\"}")))
                .isEqualTo(
                        "risk risk-0001: 200 rows; learned from the newest 200 of 460; on what it had not seen: AUC 0.7");
        assertThat(TrainCommand.words(Json.parse(some + "\"learned_from\":null}")))
                .isEqualTo("risk risk-0001: 200 rows; on what it had not seen: AUC 0.7");
    }

    @Test
    void progressSpeaksAfterTwoSeconds() {
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(), new PrintWriter(new StringWriter()), new PrintWriter(err), false);
        java.time.Instant[] now = {java.time.Instant.parse("2026-06-01T00:00:00Z")};
        java.time.Clock clock = new java.time.Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public java.time.Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public java.time.Instant instant() {
                return now[0];
            }
        };
        ImportProgress progress = new ImportProgress(terminal, clock);
        Progress.State state = new Progress.State("a.log", 1, 2, 3 << 20, 12 << 20, 4000, 3900, 100);
        progress.at(state);
        assertThat(err.toString()).isEmpty();
        now[0] = now[0].plusSeconds(4);
        progress.at(state);
        assertThat(err.toString())
                .isEqualTo(String.format(
                        "  file 1 of 2: 3 of 12 MB, 4,000 lines, 1,000 lines/s, 12 s left, 100 rejected so far%n"));
    }

    @Test
    void demoLeavesWhatIsNotItsOwnAlone(@TempDir Path folder) throws IOException {
        Path empty = folder.resolve("demo");
        assertThat(DemoHome.empty(empty)).isDirectory();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoHome.empty(empty))
                .withMessageContaining("is not empty");
        assertThat(empty.resolve(".forewarn-demo")).isRegularFile();
    }
}
