package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final List<String> FINE = List.of("starting load 17", "copied 1200 rows", "finished");
    private static final List<String> FULL = List.of("starting load 17", "no space left on device", "aborted");

    private static InFlight told() {
        InFlight inFlight = new InFlight("bulk_load");
        for (int i = 0; i < 60; i++) {
            boolean failed = i % 4 == 0;
            inFlight.learn(failed ? FULL : FINE, failed);
        }
        return inFlight;
    }

    @Test
    void aLineThatPrecededFailuresRaisesTheRiskAndIsTheReason() {
        InFlight.Answer answer = told().after(0.2, List.of("starting load 99", "no space left on device"));

        assertThat(answer.risk()).isGreaterThan(0.7);
        Prediction.Reason reason = Objects.requireNonNull(answer.reason());
        assertThat(reason.raises()).isTrue();
        assertThat(reason.text()).contains("\"no space left on device\"", "15 of 15 failed");
    }

    @Test
    void aLineOfThoseThatSucceededLowersIt() {
        InFlight.Answer answer = told().after(0.2, List.of("starting load 3", "copied 77 rows"));

        assertThat(answer.risk()).isLessThan(0.08);
        assertThat(Objects.requireNonNull(answer.reason()).text()).contains("0 of 45 failed");
    }

    @Test
    void noLineAndLinesThatAllPrintSayNothing() {
        assertThat(told().after(0.2, List.of()).risk()).isEqualTo(0.2);
        assertThat(told().after(0.2, List.of("starting load 5")).risk()).isBetween(0.199, 0.201);
    }

    @Test
    void aNewLineCountsAsNewLinesHaveSoFar() {
        InFlight inFlight = told();
        for (int i = 0; i < 9; i++) {
            inFlight.learn(List.of("never seen " + "abcdefghi".charAt(i) + "x before"), true);
        }

        InFlight.Answer answer = inFlight.after(0.2, List.of("something else altogether"));

        assertThat(answer.risk()).isGreaterThan(0.5);
        assertThat(Objects.requireNonNull(answer.reason()).text())
                .contains("no earlier bulk load printed such a line", "9 of 9 failed");
    }

    @Test
    void withTooLittleKeptItAbstainsAndSaysSo() {
        InFlight inFlight = new InFlight("bulk_load");
        for (int i = 0; i < 40; i++) {
            inFlight.learn(FINE, i == 0);
        }

        InFlight.Answer answer = inFlight.after(0.3, FULL);

        assertThat(answer.risk()).isEqualTo(0.3);
        assertThat(answer.abstainedWhy()).contains("40 earlier", "1 of them failed");
    }
}
