package io.forewarn.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RiskMetricsTest {
    private static final boolean[] FAILED = {true, false, true, false, false, false, false, false, false, true};
    private static final double[] RISK = {0.9, 0.8, 0.7, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1, 0.3};

    @Test
    void figuresAreThoseWorkedOutByHand() {
        RiskMetrics m = RiskMetrics.of(FAILED, RISK, 1);

        // failures at .9 (beats 7), .7 (beats 6) and .3 (beats 4, ties 2) of 7 successes
        assertThat(m.auc().value()).isEqualTo((7 + 6 + 5) / 21.0, within(1e-12));
        assertThat(m.catchAt10().value()).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(m.precisionAt10().value()).isEqualTo(1);
        assertThat(m.baseRate()).isEqualTo(0.3);
        double brier = (0.01 + 0.64 + 0.09 + 0.09 * 2 + 0.04 * 2 + 0.01 * 2 + 0.49) / 10;
        assertThat(m.brier().value()).isEqualTo(brier, within(1e-12));
        assertThat(m.named()).containsKeys("auc", "ece", "base_rate");
    }

    @Test
    void averagePrecisionIsPrecisionAtEachFailure() {
        RiskMetrics m = RiskMetrics.of(new boolean[] {true, false, true}, new double[] {0.9, 0.8, 0.7}, 1);

        assertThat(m.averagePrecision().value()).isEqualTo((1 + 2 / 3.0) / 2, within(1e-12));
    }

    @Test
    void calibrationErrorIsTheGapInEachBin() {
        RiskMetrics m = RiskMetrics.of(new boolean[] {true, false, false, false}, new double[] {0.5, 0.5, 0.5, 0.5}, 1);

        assertThat(m.ece().value()).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void theIntervalOfTheCalibrationErrorIsNotMovedUpByTheResampling() {
        SplittableRandom random = new SplittableRandom(9);
        boolean[] failed = new boolean[400];
        double[] risk = new double[400];
        for (int i = 0; i < 400; i++) {
            risk[i] = random.nextDouble();
            failed[i] = random.nextDouble() < risk[i];
        }

        RiskMetrics m = RiskMetrics.of(failed, risk, 1);

        assertThat(m.ece().value()).isBetween(m.ece().low(), m.ece().high());
        assertThat((m.ece().low() + m.ece().high()) / 2).isCloseTo(m.ece().value(), within(0.008));
        assertThat(m.ece().low()).isNotNegative();
    }

    @Test
    void aWorsePredictorHasAHigherLogLoss() {
        boolean[] failed = new boolean[200];
        double[] good = new double[200];
        double[] poor = new double[200];
        for (int i = 0; i < 200; i++) {
            failed[i] = i % 4 == 0;
            good[i] = failed[i] ? 0.7 : 0.1;
            poor[i] = 0.25;
        }

        assertThat(RiskMetrics.lossDifference(failed, poor, good, 1).low()).isPositive();
        assertThat(RiskMetrics.lossDifference(failed, good, good, 1).value()).isZero();
    }

    @Test
    void intervalsHoldTheValueAndRepeat() {
        RiskMetrics m = RiskMetrics.of(FAILED, RISK, 1);

        assertThat(m.auc().value()).isBetween(m.auc().low(), m.auc().high());
        assertThat(RiskMetrics.of(FAILED, RISK, 1)).isEqualTo(m);
    }

    @Test
    void aBetterPredictorLeadsWithAnIntervalAboveZero() {
        SplittableRandom random = new SplittableRandom(5);
        boolean[] failed = new boolean[800];
        double[] good = new double[800];
        double[] poor = new double[800];
        for (int i = 0; i < 800; i++) {
            good[i] = random.nextDouble();
            poor[i] = random.nextDouble();
            failed[i] = random.nextDouble() < good[i];
        }

        assertThat(RiskMetrics.aucDifference(failed, good, poor, 1).low()).isPositive();
        assertThat(RiskMetrics.aucDifference(failed, good, good, 1).high()).isZero();
    }

    @Test
    void oneClassAloneHasNoAuc() {
        assertThat(RiskMetrics.of(new boolean[] {false, false}, new double[] {0.1, 0.2}, 1)
                        .auc()
                        .value())
                .isNaN();
        assertThat(RiskMetrics.of(new boolean[0], new double[0], 1).auc().value())
                .isNaN();
        assertThatThrownBy(() -> RiskMetrics.of(new boolean[1], new double[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClassifierIsScoredWithItsCoverage() {
        ClassMetrics m = ClassMetrics.of(List.of(
                new ClassMetrics.Case("disk", "disk", 0.9),
                new ClassMetrics.Case("disk", "net", 0.6),
                new ClassMetrics.Case("net", "net", 0.8),
                new ClassMetrics.Case("net", null, 0.2)));

        assertThat(m.accuracy()).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(m.coverage()).isEqualTo(0.75);
        assertThat(m.macroF1()).isEqualTo((2 / 3.0 + 0.5) / 2, within(1e-12));
        assertThat(m.ece()).isEqualTo((0.1 + 0.6 + 0.2) / 3, within(1e-12));
    }
}
