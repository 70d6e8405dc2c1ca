package io.forewarn.models.risk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** Gradient-boosted trees; contributions are Shapley values of the trees (Lundberg et al. 2018), exact. */
final class TreeScorer implements Scorer {
    private final XGBoostModel<Label> model;
    private final Forest forest;
    private final int[] places;
    private final int failed;

    TreeScorer(XGBoostModel<Label> model, int columns) {
        this.model = model;
        this.forest = forest(model);
        this.failed = model.getOutputIDInfo().getID(Sample.FAILED);
        this.places = new int[columns];
        String[] names = Sample.names(columns);
        for (int c = 0; c < columns; c++) {
            places[c] = model.getFeatureIDMap().getID(names[c]);
        }
    }

    private static Forest forest(XGBoostModel<Label> model) {
        try {
            return Forest.of(model.getInnerModels().get(0).toByteArray("json"));
        } catch (XGBoostError | IOException e) {
            throw new IllegalStateException("the trees could not be read", e);
        }
    }

    @Override
    public double logOdds(double[] x) {
        float[] row = row(x);
        return (double) forest.margin(row, failed) - forest.margin(row, 1 - failed);
    }

    @Override
    public double[] logOdds(double[][] rows) {
        double[] odds = new double[rows.length];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = logOdds(rows[i]);
        }
        return odds;
    }

    @Override
    public double[] contributions(double[] x) {
        float[] row = row(x);
        float[] towards = forest.contributions(row, failed);
        float[] against = forest.contributions(row, 1 - failed);
        double[] parts = new double[places.length + 1];
        for (int c = 0; c < places.length; c++) {
            parts[c] = places[c] < 0 ? 0 : (double) towards[places[c]] - against[places[c]];
        }
        parts[places.length] = (double) towards[forest.features()] - against[forest.features()];
        return parts;
    }

    private float[] row(double[] x) {
        float[] row = new float[forest.features()];
        Arrays.fill(row, Float.NaN);
        for (int c = 0; c < places.length; c++) {
            if (places[c] >= 0) {
                row[places[c]] = (float) x[c];
            }
        }
        return row;
    }

    @Override
    public void write(Path file) throws IOException {
        model.serializeToFile(file);
    }
}
