package io.forewarn.models.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forewarn.models.risk.MadeUp;
import io.forewarn.models.risk.RiskModel;
import io.forewarn.models.risk.RiskTrainer;
import io.forewarn.models.risk.TrainingRow;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final Clock CLOCK = Clock.fixed(MadeUp.START, ZoneOffset.UTC);
    private static final List<TrainingRow> ROWS = MadeUp.rows(MadeUp.timeline(1200, 7));
    private static final RiskModel MODEL = new RiskTrainer(1, CLOCK).train(ROWS.subList(0, 700));

    /** The same operations with other ends. */
    private static List<TrainingRow> ending(List<TrainingRow> rows, boolean failed) {
        List<TrainingRow> changed = new ArrayList<>();
        rows.forEach(r -> changed.add(new TrainingRow(r.row(), r.kind(), r.at(), failed ? 1 : 1 - r.failure())));
        return changed;
    }

    @Test
    void valuesOfTheSameDistributionAreStable() {
        SplittableRandom random = new SplittableRandom(3);
        double[] then = random.doubles(2000).toArray();
        double[] now = random.doubles(300).toArray();

        assertThat(Stability.index(then, now)).isLessThan(0.05);
        assertThat(Stability.index(then, then)).isZero();
    }

    @Test
    void valuesThatLieElsewhereAreNot() {
        SplittableRandom random = new SplittableRandom(4);
        double[] then = random.doubles(2000).toArray();
        double[] now = random.doubles(300).map(x -> x + 0.5).toArray();
        double[] missing = random.doubles(300).map(x -> Double.NaN).toArray();

        assertThat(Stability.index(then, now)).isGreaterThan(0.5);
        assertThat(Stability.index(then, missing)).isGreaterThan(0.5);
    }

    @Test
    void soundsNoAlarmOverTheBaseRateOfASteadyStream() {
        Drift drift = Drift.of(MODEL, ROWS.subList(0, 700), ROWS.subList(0, 700));

        assertThat(drift.rateZ()).isZero();
        assertThat(drift.alarms()).noneMatch(a -> a.contains("fail since"));
        assertThat(drift.features()).isNotEmpty().allMatch(f -> f.index() < 0.1);
    }

    @Test
    void saysWithFiguresWhenEverythingFails() {
        Drift drift = Drift.of(MODEL, ROWS.subList(0, 700), ending(ROWS.subList(700, 900), true));

        assertThat(drift.rateSince()).isEqualTo(1, within(1e-9));
        assertThat(drift.alarms()).anyMatch(a -> a.startsWith("100.0 % fail since"));
        assertThat(drift.alarms()).anyMatch(a -> a.startsWith("it predicts"));
    }

    @Test
    void saysNothingOfTooFewOutcomes() {
        assertThat(Drift.of(MODEL, ROWS.subList(0, 700), ending(ROWS.subList(700, 740), true))
                        .alarms())
                .isEmpty();
        assertThat(Drift.of(MODEL, ROWS.subList(0, 700), List.of()).alarms()).isEmpty();
    }

    @Test
    void aModelIsNoWorseThanItself() {
        Contest contest = Contest.of(MODEL, MODEL, ROWS.subList(700, 900), 1);

        assertThat(contest.noWorse()).isTrue();
        assertThat(contest.extraLoss().value()).isZero();
        assertThat(contest.words()).contains("newest 200 operations");
    }

    @Test
    void aModelThatLearnedTheOppositeIsKeptOut() {
        RiskModel wrong = new RiskTrainer(1, CLOCK).train(ending(ROWS.subList(0, 700), false));

        Contest contest = Contest.of(MODEL, wrong, ROWS.subList(700, 1100), 1);

        assertThat(contest.noWorse()).isFalse();
        assertThat(contest.extraLoss().low()).isPositive();
    }
}
