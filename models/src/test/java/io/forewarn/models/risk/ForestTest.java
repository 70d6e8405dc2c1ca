package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;

/** The trees as evaluated here against the library that grew them: the same to the last bit. */
final class ForestTest {
    private static final int WIDTH = 7;

    @ParameterizedTest
    @CsvSource({"4, 60, 8", "6, 25, 1", "1, 10, 8"})
    void marginsAndContributionsAreThoseOfTheLibraryBitForBit(int depth, int rounds, int leaf) throws Exception {
        Sample sample = sample(1500, 3);
        Booster booster = grow(sample, depth, rounds, leaf);
        Forest forest = Forest.of(booster.toByteArray("json"));
        float[][] rows = rows(sample(400, 11));
        DMatrix matrix = new DMatrix(flat(rows), rows.length, WIDTH, Float.NaN);
        float[][] margins = booster.predict(matrix, true);
        float[][] contributions = booster.predictContrib(matrix, 0);
        matrix.dispose();

        for (int i = 0; i < rows.length; i++) {
            for (int group = 0; group < 2; group++) {
                assertThat(bits(forest.margin(rows[i], group))).isEqualTo(bits(margins[i][group]));
                float[] parts = forest.contributions(rows[i], group);
                for (int f = 0; f <= WIDTH; f++) {
                    assertThat(bits(parts[f])).isEqualTo(bits(contributions[i][group * (WIDTH + 1) + f]));
                }
            }
        }
    }

    /** Zero has two signs, which no sum that follows tells apart. */
    private static int bits(float value) {
        return Float.floatToRawIntBits(value == 0 ? 0f : value);
    }

    @Test
    void refusesWhatIsNoModelOfTrees() {
        assertThatThrownBy(() -> Forest.of("{\"learner\":{}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("trees");
    }

    private static Booster grow(Sample sample, int depth, int rounds, int leaf) {
        Map<String, Object> p = new TreeMap<>();
        p.put("objective", "multi:softprob");
        p.put("tree_method", "hist");
        p.put("max_depth", depth);
        p.put("min_child_weight", leaf);
        p.put("subsample", 0.7);
        p.put("colsample_bytree", 0.6);
        p.put("nthread", 1);
        p.put("verbosity", 0);
        p.put("seed", 5);
        var model = (XGBoostModel<Label>) new XGBoostClassificationTrainer(rounds, p)
                .train(sample.dataset(OffsetDateTime.parse("2025-05-05T00:00:00Z")));
        assertThat(model.getFeatureIDMap().size()).isEqualTo(WIDTH);
        return model.getInnerModels().get(0);
    }

    private static Sample sample(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[n][WIDTH];
        double[] failure = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < WIDTH; c++) {
                x[i][c] = random.nextInt(10) == 0 ? Double.NaN : Math.round(20 * random.nextGaussian()) / 10.0;
            }
            double pull =
                    (x[i][0] > 0.3 ? 1 : -1) * (x[i][1] > -0.5 ? 1.5 : -0.5) + (Double.isNaN(x[i][2]) ? 1 : x[i][2]);
            failure[i] = random.nextDouble() < 1 / (1 + Math.exp(-pull)) ? 1 : 0;
            weight[i] = 0.5 + random.nextDouble();
        }
        return new Sample(x, failure, weight);
    }

    private static float[][] rows(Sample sample) {
        List<float[]> rows = new ArrayList<>();
        for (double[] x : sample.x()) {
            float[] row = new float[WIDTH];
            for (int c = 0; c < WIDTH; c++) {
                row[c] = (float) x[c];
            }
            rows.add(row);
        }
        return rows.toArray(float[][]::new);
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * WIDTH, WIDTH);
        }
        return flat;
    }
}
