package io.forewarn.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.Team;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightAnswersTest {
    private static final List<String> ODD = List.of(
            "no route", "disk gone", "bad magic", "peer lost", "too old", "half read", "not ours", "still busy");

    private static final String BEGIN = "-----BEGIN RSA PRIVATE KEY-----";

    @TempDir
    Path folder;

    /** The clock of the tests stands still, so what began at it knows of no outcome. */
    private static void begin(Workbench bench, String id) {
        begin(bench, id, "2026-06-01T12:00:00Z");
    }

    private static void begin(Workbench bench, String id, String at) {
        bench.predictions()
                .predict(Json.parse("{\"id\":\"" + id + "\",\"kind\":\"load\",\"component\":\"ledger\",\"at\":\"" + at
                        + "\",\"attributes\":{}}"));
    }

    private static JsonNode lines(String... lines) {
        return Json.tree(List.of(lines));
    }

    @Test
    void whatEarlierOperationsPrintedTellsOfOneThatRuns() throws IOException {
        try (Workbench bench = Team.open(folder)) {
            for (int i = 0; i < 40; i++) {
                boolean failed = i % 4 == 0;
                begin(bench, "op-" + i);
                bench.predictions()
                        .outcome(
                                "op-" + i,
                                failed ? "failed" : "succeeded",
                                null,
                                failed ? 1 : 0,
                                failed ? "load of " + i + "\nno space left on device" : "load of " + i + "\ncopied");
            }
            begin(bench, "running", "2026-06-01T13:00:00Z");

            InFlightAnswers.Answer calm = bench.inFlight().after("running", lines("load of 7"));
            InFlightAnswers.Answer alarmed = bench.inFlight()
                    .after("running", lines("load of 7, asked by ann.lee@example.com", "no space left on device"));

            assertThat(alarmed.riskBefore()).isEqualTo(calm.riskBefore());
            assertThat(alarmed.risk()).isGreaterThan(calm.risk() + 0.3);
            assertThat(alarmed.n()).isEqualTo(40);
            assertThat(alarmed.abstained()).isFalse();
            assertThat(alarmed.reasons().get(0).text()).contains("10 of 10 failed");
            assertThat(Json.text(Json.tree(alarmed))).doesNotContain("ann.lee");
            assertThatThrownBy(() -> bench.inFlight().after("op-1", lines("x")))
                    .hasMessageContaining("has ended: it succeeded");
            assertThatThrownBy(() -> bench.inFlight().after("nobody", lines("x")))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> bench.inFlight().after("running", Json.tree("x")))
                    .hasMessageContaining("'lines' must be a list");
        }
    }

    @Test
    void aKeyPrintedOverSeveralLinesIsShownInNoReason() throws IOException {
        // the last line of a key is too short to be told for one alone
        byte[] bytes = new byte[12];
        new Random(1).nextBytes(bytes);
        String body = Base64.getEncoder().encodeToString(bytes);
        try (Workbench bench = Team.open(folder)) {
            for (int i = 0; i < 60; i++) {
                begin(bench, "op-" + i);
                // failures print what nobody printed before, so that a line nobody printed before speaks of one
                String odd = i % 8 == 0 ? "\n" + ODD.get(i / 8) : "";
                bench.predictions()
                        .outcome("op-" + i, i % 4 == 0 ? "failed" : "succeeded", null, 0, "begun" + odd + "\n" + BEGIN);
            }
            begin(bench, "running", "2026-06-01T13:00:00Z");

            InFlightAnswers.Answer answer =
                    bench.inFlight().after("running", lines("begun", BEGIN, body, "-----END RSA PRIVATE KEY-----"));

            assertThat(Json.text(Json.tree(answer))).doesNotContain(body.substring(0, 12));
        }
    }

    @Test
    void anIdThatWasScrubbedWhenItWasKeptIsFound() throws IOException {
        try (Workbench bench = Team.open(folder)) {
            begin(bench, "load-of-ann.lee@example.com");

            InFlightAnswers.Answer answer = bench.inFlight().after("load-of-ann.lee@example.com", lines("anything"));

            assertThat(answer.operationId()).doesNotContain("ann.lee");
        }
    }

    @Test
    void withNothingKeptItAbstains() throws IOException {
        try (Workbench bench = Team.open(folder)) {
            begin(bench, "running");

            InFlightAnswers.Answer answer = bench.inFlight().after("running", lines("anything"));

            assertThat(answer.abstained()).isTrue();
            assertThat(answer.risk()).isEqualTo(answer.riskBefore());
            assertThat(answer.abstainedWhy()).contains("0 earlier");
        }
    }
}
