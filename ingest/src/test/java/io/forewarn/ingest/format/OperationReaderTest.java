package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperationReaderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private OperationCounts counts = new OperationCounts();

    @Test
    void readsEveryFieldOfAJsonLine() throws IOException {
        List<RawOperation> rows = read("operations.jsonl", """
                {"id":"a","kind":"deploy","component":"billing","environment":"prod","actor":"kim","at":"2026-03-01T12:00:00Z",\
                "outcome":"failed","finished_at":"2026-03-01T13:00:00+01:00","known_at":null,"scored":false,\
                "attributes":{"rows":12,"dry":true,"branch":"main","title":"Add an index","none":null,"empty":"",\
                "paths":["src/A.java","B.md"],"path_lines":[[3,1]],"labels":["x","y"],"git":{"depth":2}}}
                """);

        assertThat(rows)
                .containsExactly(new RawOperation(
                        "a",
                        "deploy",
                        "billing",
                        "prod",
                        "kim",
                        NOON,
                        Map.of(
                                "rows", new Attribute.Numeric(12),
                                "dry", new Attribute.Flag(true),
                                "branch", new Attribute.Category("main"),
                                "title", new Attribute.Text("Add an index"),
                                "paths",
                                        new Attribute.Paths(List.of(
                                                new Attribute.PathChange("src/A.java", 3, 1),
                                                new Attribute.PathChange("B.md", 0, 0))),
                                "labels", new Attribute.Text("x y"),
                                "git.depth", new Attribute.Numeric(2)),
                        Outcome.FAILED,
                        NOON,
                        null,
                        false));
    }

    @Test
    void findsTheColumnsOfACsvByTheirUsualNames() throws IOException {
        List<RawOperation> rows = read("runs.csv", """
                \uFEFFRun ID;Service;Type;Started At;Status;Author;queue length;is fix;version
                7;billing;deploy;2026-03-01 12:00:00;success;kim;3;yes;1.10

                8;"bil;ling";deploy;1772366400;cancelled;;4.5;no;1.9.1
                """);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).id()).isEqualTo("7");
        assertThat(rows.get(0).component()).isEqualTo("billing");
        assertThat(rows.get(0).kind()).isEqualTo("deploy");
        assertThat(rows.get(0).at()).isEqualTo(NOON);
        assertThat(rows.get(0).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(rows.get(0).actor()).isEqualTo("kim");
        assertThat(rows.get(0).attributes())
                .containsOnly(
                        Map.entry("queue length", new Attribute.Numeric(3)),
                        Map.entry("is fix", new Attribute.Flag(true)),
                        Map.entry("version", new Attribute.Category("1.10")));
        assertThat(rows.get(1).component()).isEqualTo("bil;ling");
        assertThat(rows.get(1).at()).isEqualTo(NOON);
        assertThat(rows.get(1).actor()).isNull();
        assertThat(rows.get(1).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void leavesOutWhatIsKnownOnlyAfterwardsAndSaysSo() throws IOException {
        List<RawOperation> rows = read("runs.csv", """
                id,at,status,duration_seconds,exit_code,error message,finished_at,rows
                a,2026-03-01T12:00:00Z,ok,12,0,boom,2026-03-01T12:00:01Z,5
                """);

        assertThat(rows.get(0).attributes()).containsOnlyKeys("rows");
        assertThat(rows.get(0).finishedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(counts.leftOut()).containsExactly("duration_seconds", "error message", "exit_code");
    }

    @Test
    void takesColumnsAsMapped() throws IOException {
        List<RawOperation> rows = read(
                "x.csv",
                "what,when it began,went\ndeploy,2026-03-01T12:00Z,failed\n",
                Map.of("kind", "what", "at", "when it began", "outcome", "went"));

        assertThat(rows.get(0).kind()).isEqualTo("deploy");
        assertThat(rows.get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rows.get(0).attributes()).isEmpty();
    }

    @Test
    void namesTheColumnsThatExistWhenAMappedOneDoesNot() {
        assertThatThrownBy(() -> read("x.csv", "a,at\n1,2\n", Map.of("outcome", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column b to take outcome from; columns are a, at");
        assertThatThrownBy(() -> read("x.jsonl", "{\"a\":1}\n", Map.of("outcome", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns are a");
        assertThatThrownBy(() -> read("x.csv", "a,b\n1,2\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column says when")
                .hasMessageContaining("columns are a, b");
        assertThatThrownBy(() -> new OperationOptions(Map.of("colour", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such field");
        assertThatThrownBy(() -> read("x.csv", "at,b\n1,2\n", Map.of("action", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot map action here");
    }

    @Test
    void countsBadRowsWithReasonAndLineAndGoesOn() throws IOException {
        List<RawOperation> rows = read("x.jsonl", """
                {"id":"a","at":"2026-03-01T12:00:00Z"}
                not json at all
                [1,2]

                {"id":"b"}
                {"id":"c","at":"yesterday"}
                {"id":"d","at":1772366400000,"outcome":"perhaps"}
                {"id":"e","at":1772366400000,"outcome":"running"} {}
                {"id":"f","at":1772366400000,"outcome":"running"}
                """);

        assertThat(rows).extracting(RawOperation::id).containsExactly("a", "f");
        assertThat(rows.get(1).outcome()).isNull();
        assertThat(counts.firstRejects())
                .containsExactly(
                        new Rejected("not JSON", "line 2"),
                        new Rejected("not a JSON object", "line 3"),
                        new Rejected("no start time", "line 5"),
                        new Rejected("unreadable start time", "line 6"),
                        new Rejected("unknown outcome", "line 7"),
                        new Rejected("not JSON", "line 8"));
        assertThat(counts.rejected()).containsEntry("not JSON", 2L);
        assertThat(counts.lines()).isEqualTo(9);
        assertThat(counts.records()).isEqualTo(2);
    }

    @Test
    void countsBadRowsOfACsvToo() throws IOException {
        List<RawOperation> rows =
                read("x.csv", "id,at\na,2026-03-01\nb\nc,2026-03-01,9\nd,2026-03-02\n\"e,never closed\n");

        assertThat(rows).extracting(RawOperation::id).containsExactly("a", "d");
        assertThat(counts.firstRejects())
                .contains(
                        new Rejected("other number of cells than the header", "line 3"),
                        new Rejected("other number of cells than the header", "line 4"));
        assertThat(counts.rejected().values().stream().mapToLong(n -> n).sum()).isEqualTo(3);
    }

    @Test
    void givesARowWithoutAnIdOneFromItsContent() throws IOException {
        List<RawOperation> first = read("x.csv", "at,n\n2026-03-01,1\n2026-03-01,2\n");
        List<RawOperation> again = read("x.csv", "at,n\n2026-03-01,1\n");

        assertThat(first.get(0).id())
                .hasSize(20)
                .isEqualTo(again.get(0).id())
                .isNotEqualTo(first.get(1).id());
    }

    @Test
    void keepsLongDigitRunsAsTextWhereScrubbingSeesThem() throws IOException {
        List<RawOperation> rows = read(
                "x.jsonl", "{\"at\":\"2026-03-01\",\"card\":4111111111111111,\"size\":1e300,\"rows\":9999999999999}\n");
        List<RawOperation> csv = read("x.csv", "at,card,zip\n2026-03-01,4111111111111111,01234\n");

        assertThat(rows.get(0).attributes())
                .containsEntry("card", new Attribute.Category("4111111111111111"))
                .containsEntry("rows", new Attribute.Numeric(9_999_999_999_999d));
        assertThat(csv.get(0).attributes())
                .containsEntry("card", new Attribute.Category("4111111111111111"))
                .containsEntry("zip", new Attribute.Category("01234"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z",
        "2026-03-01T14:00:00+02:00",
        "2026-03-01T14:00:00.000+0200",
        "2026-03-01 12:00:00",
        "2026-03-01 12:00:00 UTC",
        "2026-03-01 12:00:00.000",
        "2026-03-01 12:00:00+00",
        "2026-03-01T12:00",
        "1772366400",
        "1772366400.0",
        "1772366400000",
        "1772366400000000",
        "1772366400000000000"
    })
    void readsTheUsualTimes(String text) {
        assertThat(OperationTimes.of(new TextNode(text))).contains(NOON);
    }

    @ParameterizedTest
    @CsvSource({"''", "noon", "2026-13-01", "12:00", "2026-03-01T12:00:00 Mars", "1e400"})
    void doesNotGuessAtOtherTimes(String text) {
        assertThat(OperationTimes.of(new TextNode(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "success, 1, SUCCEEDED",
        "success, false, FAILED",
        "failed, 1, FAILED",
        "failed, no, SUCCEEDED",
        "exit_code, 0, SUCCEEDED",
        "exit_code, 137, FAILED",
        "conclusion, timed_out, FAILED",
        "status, success, SUCCEEDED",
        "outcome, canceled, CANCELLED",
        "status, pending,"
    })
    void readsTheUsualOutcomes(String column, String value, Outcome expected) throws IOException {
        List<RawOperation> rows = read("x.csv", "at," + column + "\n2026-03-01," + value + "\n");

        assertThat(rows.get(0).outcome()).isEqualTo(expected);
    }

    @Test
    void readsNothingFromAnEmptyFile() throws IOException {
        assertThat(read("x.jsonl", "")).isEmpty();
        assertThat(read("x", "\n \n")).isEmpty();
    }

    @Test
    void readsRepairs() throws IOException {
        String text =
                "{\"id\":\"r\",\"at\":\"2026-03-01T12:00:00Z\",\"component\":\"db\",\"operation_id\":\"a\",\"actor\":\"kim\","
                        + "\"action\":\"freed disk\",\"worked\":true}\n{\"at\":\"2026-03-01\"}\n{\"action\":\"x\"}\n"
                        + "{\"action\":\"x\",\"at\":\"no\"}\n{\"action\":\"waited\",\"at\":\"2026-03-01T12:00:00Z\"}\n";
        List<RawRepair> rows = new ArrayList<>();
        try (RepairReader reader = RepairReader.open("r.jsonl", stream(text), OperationOptions.defaults())) {
            for (RawRepair r = reader.next(); r != null; r = reader.next()) {
                rows.add(r);
            }
            assertThat(reader.counts().firstRejects())
                    .extracting(Rejected::reason)
                    .containsExactly("no action", "no time", "unreadable time");
        }
        assertThat(rows.get(0)).isEqualTo(new RawRepair("r", NOON, "db", "a", "kim", "freed disk", true));
        assertThat(rows.get(1).component()).isEqualTo("unknown");
        assertThat(rows.get(1).worked()).isNull();
    }

    @Test
    void readsEveryRowOfTheMeasuringData() throws IOException {
        Path folder = Path.of("../../shared/data/risk");
        assumeThat(Files.isDirectory(folder)).as("measuring data are not here").isTrue();
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("gz")).sorted().toList()) {
                long rows = 0;
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                        OperationReader reader =
                                OperationReader.open(file.toString(), in, OperationOptions.defaults())) {
                    while (reader.next() != null) {
                        rows++;
                    }
                    assertThat(reader.counts().rejected()).isEmpty();
                    assertThat(reader.counts().leftOut()).isEmpty();
                    assertThat(rows).isEqualTo(reader.counts().lines()).isPositive();
                }
            }
        }
    }

    private List<RawOperation> read(String name, String text) throws IOException {
        return read(name, text, Map.of());
    }

    private List<RawOperation> read(String name, String text, Map<String, String> columns) throws IOException {
        List<RawOperation> rows = new ArrayList<>();
        try (OperationReader reader = OperationReader.open(name, stream(text), new OperationOptions(columns))) {
            for (RawOperation r = reader.next(); r != null; r = reader.next()) {
                rows.add(r);
            }
            counts = reader.counts();
        }
        return rows;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
