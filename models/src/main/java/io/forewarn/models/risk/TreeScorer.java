package io.forewarn.models.risk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** Gradient-boosted trees; contributions are Shapley values of the trees (Lundberg et al. 2018), exact. */
final class TreeScorer implements Scorer {
    private final XGBoostModel<Label> model;
    private final Booster booster;
    private final int[] places;
    private final int failed;

    TreeScorer(XGBoostModel<Label> model, int columns) {
        this.model = model;
        model.setNumThreads(1);
        this.booster = model.getInnerModels().get(0);
        this.failed = model.getOutputIDInfo().getID(Sample.FAILED);
        this.places = new int[columns];
        String[] names = Sample.names(columns);
        for (int c = 0; c < columns; c++) {
            places[c] = model.getFeatureIDMap().getID(names[c]);
        }
    }

    @Override
    public double logOdds(double[] x) {
        return logOdds(new double[][] {x})[0];
    }

    @Override
    public double[] logOdds(double[][] rows) {
        if (rows.length == 0) {
            return new double[0];
        }
        try {
            DMatrix matrix = matrix(rows);
            try {
                float[][] margins = predict(matrix);
                double[] odds = new double[rows.length];
                for (int i = 0; i < odds.length; i++) {
                    odds[i] = (double) margins[i][failed] - margins[i][1 - failed];
                }
                return odds;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("the trees could not be evaluated", e);
        }
    }

    private synchronized float[][] predict(DMatrix matrix) throws XGBoostError {
        return booster.predict(matrix, true);
    }

    @Override
    public synchronized double[] contributions(double[] x) {
        try {
            DMatrix matrix = matrix(new double[][] {x});
            try {
                float[] flat = booster.predictContrib(matrix, 0)[0];
                int width = flat.length / 2;
                double[] parts = new double[places.length + 1];
                for (int c = 0; c < places.length; c++) {
                    parts[c] = places[c] < 0
                            ? 0
                            : (double) flat[failed * width + places[c]] - flat[(1 - failed) * width + places[c]];
                }
                parts[places.length] =
                        (double) flat[failed * width + width - 1] - flat[(1 - failed) * width + width - 1];
                return parts;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("the trees could not be explained", e);
        }
    }

    private DMatrix matrix(double[][] rows) throws XGBoostError {
        int width = model.getFeatureIDMap().size();
        float[] flat = new float[rows.length * width];
        Arrays.fill(flat, Float.NaN);
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < places.length; c++) {
                if (places[c] >= 0) {
                    flat[i * width + places[c]] = (float) rows[i][c];
                }
            }
        }
        return new DMatrix(flat, rows.length, width, Float.NaN);
    }

    @Override
    public void write(Path file) throws IOException {
        model.serializeToFile(file);
    }
}
