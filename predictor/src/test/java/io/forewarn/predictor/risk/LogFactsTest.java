package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.predictor.risk.Prediction.Factor;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFactsTest {

    private static List<String> words(double hour, double day, boolean raises) {
        List<Factor> factors = List.of(
                new Factor("logs.errors.1h", Math.log1p(hour), 0.1),
                new Factor("logs.errors.1d", Math.log1p(day), 0.1));
        return Fact.strongest(LogFacts.of("billing", factors).all(), raises).stream()
                .map(Fact::text)
                .toList();
    }

    @Test
    void countsTheErrorsThatTheModelSaw() {
        assertThat(words(5, 9, true)).containsExactly("5 errors in the logs of billing in the last hour");
        assertThat(words(0, 1, true)).containsExactly("1 error in the logs of billing in the last day");
        assertThat(words(0, 7, false)).containsExactly("no error in the logs of billing in the last hour");
        assertThat(words(0, 0, false)).containsExactly("no error in the logs of billing in the last day");
    }

    @Test
    void saysNothingThatPointsTheOtherWay() {
        assertThat(words(5, 9, false)).isEmpty();
        assertThat(words(0, 0, true)).isEmpty();
        assertThat(LogFacts.of("billing", List.of()).all()).isEmpty();
    }
}
