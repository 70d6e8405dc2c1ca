package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.features.FeatureRow;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-05-05T05:05:05Z"), ZoneOffset.UTC);
    private static final Labels LABELS = new Labels(sample -> LogisticScorer.fit(sample, 10, 1e9));
    private static final int OLD = 2000;
    private static final int ALL = 4000;
    private static final double HIDDEN = 0.6;

    /**
     * Operations that fail the more the higher their one value; of the failures of the newer half only two fifths are known, and
     * each of the others there has the doubt that is usual.
     */
    private static List<TrainingRow> rows(boolean late) {
        SplittableRandom random = new SplittableRandom(5);
        List<FeatureRow> rows = new ArrayList<>();
        List<Boolean> failed = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            double x = 4 * random.nextDouble() - 2;
            rows.add(FeatureRow.of(Map.of("since_last", x)));
            failed.add(random.nextDouble() < Platt.sigmoid(1.5 * x - 0.5));
            known.add(!late || i < OLD || (failed.get(i) && random.nextDouble() > HIDDEN));
        }
        long hidden = IntStream.range(0, ALL)
                .filter(i -> failed.get(i) && !known.get(i))
                .count();
        long open = IntStream.range(0, ALL).filter(i -> !known.get(i)).count();
        return IntStream.range(0, ALL)
                .mapToObj(i -> new TrainingRow(
                        rows.get(i),
                        "deploy",
                        Instant.EPOCH.plusSeconds(i),
                        known.get(i) ? (failed.get(i) ? 1 : 0) : hidden / (double) open))
                .toList();
    }

    private static Sample sample(List<TrainingRow> rows) {
        return LABELS.sample(
                rows, Transform.fit(rows.stream().map(TrainingRow::row).toList()));
    }

    @Test
    void lateFailuresAreExpectedAmongTheRiskierOfThoseThatCountAsSuccesses() {
        List<TrainingRow> rows = rows(true);
        Sample sample = sample(rows);
        double risky = 0;
        double safe = 0;
        double sum = 0;
        for (int i = OLD; i < ALL; i++) {
            double known = rows.get(i).failure();
            double learned = sample.failure()[i];
            sum += learned;
            if (known == 1) {
                assertThat(learned).isEqualTo(1);
            } else if (sample.x()[i][0] > 1) {
                risky = Math.max(risky, learned);
            } else if (sample.x()[i][0] < -1) {
                safe = Math.max(safe, learned);
            }
        }

        assertThat(risky).isGreaterThan(0.6);
        assertThat(safe).isLessThan(0.2);
        double truth = rows(false).subList(OLD, ALL).stream()
                .mapToDouble(TrainingRow::failure)
                .sum();
        assertThat(sum / truth).isBetween(0.8, 1.1);
    }

    @Test
    void aFailureThatIsHardlyToBeExpectedIsNone() {
        double[] failure = sample(rows(true)).failure();

        assertThat(failure).isNotEmpty();
        assertThat(Arrays.stream(failure).filter(f -> f > 0 && f < 0.03)).isEmpty();
        assertThat(Arrays.stream(failure).filter(f -> f >= 0.03 && f < 0.97)).isNotEmpty();
    }

    @Test
    void whereAllIsCertainNothingIsFitted() {
        List<TrainingRow> rows = rows(false);
        Labels labels = new Labels(sample -> {
            throw new AssertionError("fitted");
        });

        Sample sample = labels.sample(
                rows, Transform.fit(rows.stream().map(TrainingRow::row).toList()));

        assertThat(sample.failure())
                .containsExactly(rows.stream().mapToDouble(TrainingRow::failure).toArray());
    }

    @Test
    void aModelOfLateFailuresStatesTheRiskThatThereIs() {
        RiskModel told = new RiskTrainer(1, CLOCK).train(rows(false));
        RiskModel late = new RiskTrainer(1, CLOCK).train(rows(true));

        assertThat(late.abstains()).isFalse();
        for (double x : new double[] {-1, 0, 1}) {
            assertThat(risk(late, x)).as("at %s", x).isBetween(risk(told, x) - 0.08, risk(told, x) + 0.08);
        }
    }

    private static double risk(RiskModel model, double x) {
        FeatureRow row = FeatureRow.of(Map.of("since_last", x));
        return Platt.sigmoid(model.scores(List.of(row)).get(0).odds());
    }
}
