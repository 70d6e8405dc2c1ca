package io.forewarn.models.risk;

import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** Logistic regression; a missing value counts as the mean, so it adds nothing. */
final class LinearScorer implements Scorer {
    private final LinearSGDModel model;
    private final double[] weights;
    private final double bias;

    LinearScorer(LinearSGDModel model, int columns) {
        this.model = model;
        var matrix = model.getWeightsCopy();
        int failed = model.getOutputIDInfo().getID(Sample.FAILED);
        int succeeded = model.getOutputIDInfo().getID(Sample.SUCCEEDED);
        this.weights = new double[columns];
        String[] names = Sample.names(columns);
        for (int c = 0; c < columns; c++) {
            int id = model.getFeatureIDMap().getID(names[c]);
            weights[c] = id < 0 ? 0 : matrix.get(failed, id) - matrix.get(succeeded, id);
        }
        int last = model.getFeatureIDMap().size();
        this.bias = matrix.get(failed, last) - matrix.get(succeeded, last);
    }

    @Override
    public double logOdds(double[] x) {
        double sum = bias;
        for (int c = 0; c < weights.length; c++) {
            sum += Double.isNaN(x[c]) ? 0 : weights[c] * x[c];
        }
        return sum;
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
        double[] parts = new double[weights.length + 1];
        for (int c = 0; c < weights.length; c++) {
            parts[c] = Double.isNaN(x[c]) ? 0 : weights[c] * x[c];
        }
        parts[weights.length] = bias;
        return parts;
    }

    @Override
    public Model<Label> model() {
        return model;
    }
}
