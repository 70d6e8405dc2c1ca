package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-05-05T05:05:05Z"), ZoneOffset.UTC);

    /** Rows of three columns, the first of which tells how likely a failure is. */
    private static Sample sample(int n) {
        SplittableRandom random = new SplittableRandom(11);
        double[][] x = new double[n][3];
        double[] failure = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                x[i][c] = 4 * random.nextDouble() - 2;
            }
            failure[i] = random.nextDouble() < Platt.sigmoid(x[i][0] - 0.5) ? 1 : 0;
            weight[i] = 1;
        }
        return new Sample(x, failure, weight);
    }

    @Test
    void aRegressionBelievesColumnsNoMoreForBeingToldTwice() {
        Sample once = sample(300);
        double[][] x = Arrays.stream(once.x())
                .map(row -> new double[] {row[0], row[1], row[2], row[0], row[1], row[2]})
                .toArray(double[][]::new);
        Trainers.Family regression = Trainers.named("recent-logistic-regression");

        double[] told = regression.train(once, 1, CLOCK).logOdds(once.x());
        double[] twice = regression
                .train(new Sample(x, once.failure(), once.weight()), 1, CLOCK)
                .logOdds(x);

        assertThat(twice).containsExactly(told, within(1e-3));
        assertThat(Arrays.stream(told).max().orElseThrow()).isGreaterThan(1);
    }

    @Test
    void treesTakeLongerStepsWhereMoreRowsTeachThem() {
        Sample many = certain(20_000);
        Sample few = many.slice(0, 5_000);
        Trainers.Family trees = Trainers.named("boosted-trees");

        double[] fast = trees.train(many, 1, CLOCK).logOdds(few.x());
        double[] slow = trees.train(few, 1, CLOCK).logOdds(few.x());

        assertThat(Arrays.stream(fast).max().orElseThrow())
                .isGreaterThan(1.3 * Arrays.stream(slow).max().orElseThrow());
    }

    /** Rows of which those with a first value above 0 failed. */
    private static Sample certain(int n) {
        Sample sample = sample(n);
        double[] failure =
                Arrays.stream(sample.x()).mapToDouble(row -> row[0] > 0 ? 1 : 0).toArray();
        return new Sample(sample.x(), failure, sample.weight());
    }
}
