package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forewarn.ingest.event.Operation;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskTrainer;
import io.forewarn.models.risk.Timeline;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.suggest.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real model, trained on the seeded team. */
class ModelScorerTest {
    private final List<Operation> past = Team.operations(600);
    private final Instant now = past.get(past.size() - 1).at().plus(Duration.ofHours(1));

    private RiskPredictor trained() {
        Timeline timeline = Timeline.of(past, Timeline.Maturity.at(now), now);
        RiskModel model = new RiskTrainer(1, Clock.fixed(now, ZoneOffset.UTC)).train(timeline.known(now, past.size()));
        RiskScorer scorer = new ModelScorer(model, timeline.history(), model.recalibrator(), "risk-1");
        return new RiskPredictor(Team.record(past), scorer, Policy.DEFAULT, Catalog.bundled(), () -> "p");
    }

    private Operation load(double disk) {
        Operation last = past.get(past.size() - 1);
        return Team.operation("next", "bulk-load", "ledger", now, Map.copyOf(last.attributes()))
                .withNumber("free_disk_mb", disk);
    }

    @Test
    void tellsARiskyLoadFromASafeOneAndSaysWhy() {
        RiskPredictor predictor = trained();
        Prediction risky = predictor.predict(load(10), PredictOptions.DEFAULT);
        Prediction safe = predictor.predict(load(220), PredictOptions.DEFAULT);
        assertThat(risky.risk()).isGreaterThan(2 * safe.risk());
        assertThat(risky.abstained()).isFalse();
        assertThat(risky.modelVersion()).isEqualTo("risk-1");
        assertThat(risky.reasons())
                .anyMatch(reason -> reason.about().equals("attribute:free_disk_mb") && reason.raises());
        assertThat(risky.wouldLower()).anyMatch(whatIf -> whatIf.attribute().equals("free_disk_mb"));
        assertThat(safe.wouldLower()).noneMatch(whatIf -> whatIf.attribute().equals("free_disk_mb"));
        double told = risky.reasons().stream()
                .mapToDouble(reason -> reason.logOdds() == null ? 0 : reason.logOdds())
                .sum();
        assertThat(told)
                .isCloseTo(
                        risky.factors().stream()
                                .mapToDouble(Prediction.Factor::logOdds)
                                .sum(),
                        within(0.05));
    }
}
