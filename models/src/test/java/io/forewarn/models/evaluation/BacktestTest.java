package io.forewarn.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.models.risk.Interval;
import io.forewarn.models.risk.MadeUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final List<Operation> OPERATIONS = MadeUp.operations(1500, 11);
    private static final Backtest.Settings REPLAY =
            new Backtest.Settings(Backtest.Mode.REPLAY, 0.7, Duration.ofDays(90), 5, 1);
    private static final Backtest.Result RESULT = new Backtest(REPLAY, CLOCK).run(OPERATIONS);

    @Test
    void beatsTheMovingAverageWhereMoreThanHistoryMatters() {
        Report report = Report.of("made up", RESULT);

        assertThat(RESULT.predictions()).hasSize(450);
        assertThat(report.lead().low()).isPositive();
        assertThat(report.metrics().auc().value()).isGreaterThan(0.68);
        assertThat(report.metrics().ece().value()).isLessThan(0.1);
    }

    @Test
    void predictionsDoNotDependOnLaterOutcomes() {
        List<Operation> changed = new ArrayList<>(OPERATIONS);
        for (int i = 1300; i < 1500; i++) {
            Operation op = changed.get(i);
            changed.set(i, op.toBuilder().outcome(Outcome.FAILED).build());
        }

        List<Prediction> predictions = new Backtest(REPLAY, CLOCK).run(changed).predictions();

        for (int i = 0; i < 250; i++) {
            assertThat(predictions.get(i).risk())
                    .isEqualTo(RESULT.predictions().get(i).risk());
        }
    }

    @Test
    void aSplitTrainsOnceOnOutcomesWithoutATime() {
        List<Operation> undated = OPERATIONS.stream()
                .map(op -> op.toBuilder().knownAt(null).build())
                .toList();

        Backtest.Result result = new Backtest(Backtest.Settings.split(), CLOCK).run(undated);

        assertThat(result.predictions()).hasSize(450);
        assertThat(result.model().provenance().rows()).isEqualTo(1050);
        assertThat(Report.of("split", result).metrics().auc().value()).isGreaterThan(0.6);
    }

    @Test
    void writesPredictionsTextJsonAndPage(@TempDir Path folder) throws IOException {
        Report report = Report.of("made <up>", RESULT);
        Report.writePredictions(RESULT.predictions(), folder.resolve("p.csv"));
        for (String name : List.of("r.txt", "r.json", "r.html")) {
            report.write(folder.resolve(name));
        }
        Slices.export(report.slices(), folder.resolve("slices"));

        assertThat(Files.readAllLines(folder.resolve("p.csv")))
                .hasSize(451)
                .first()
                .isEqualTo("id,at,risk,outcome,ewma20");
        assertThat(Files.readAllLines(folder.resolve("p.csv")).get(1))
                .matches("op-1050,2024-.*Z,0\\.\\d+,(failed|succeeded),0\\.\\d+");
        assertThat(folder.resolve("r.txt")).content().contains("EWMA-20", "base rate", "by component");
        var json = new ObjectMapper().readTree(folder.resolve("r.json").toFile());
        assertThat(json.at("/predictors/forewarn/auc/value").asDouble())
                .isEqualTo(report.metrics().auc().value());
        assertThat(json.at("/slices/month").size()).isPositive();
        assertThat(folder.resolve("r.html"))
                .content()
                .contains("<svg", "made &lt;up&gt;", "Feature effects", "Reliability")
                .doesNotContain("http://", "https://", "NaN,");
        assertThat(folder.resolve("slices/by-actor.csv")).content().contains("actor-0");
    }

    @Test
    void anIdWithACommaIsQuoted() {
        Operation op = OPERATIONS.get(0).toBuilder().build();
        Operation odd = Operation.builder("a,\"b").at(op.at()).build();

        assertThat(new Prediction(odd, 0.5, new Interval(0.4, 0.6, 9), true, 0.25, 1, 0.2).csv())
                .isEqualTo("\"a,\"\"b\",2024-01-01T00:00:00Z,0.500000,failed,0.250000");
    }

    @Test
    void refusesTooFewOperationsAndOddSettings() {
        assertThatThrownBy(() -> new Backtest(REPLAY, CLOCK).run(OPERATIONS.subList(0, 10)))
                .hasMessageContaining("there are 10");
        assertThatThrownBy(() -> new Backtest.Settings(Backtest.Mode.SPLIT, 1.2, Duration.ZERO, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backtest.Settings(Backtest.Mode.SPLIT, 0.7, Duration.ZERO, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Backtest.Settings.replay().retrains()).isEqualTo(20);
    }
}
