package io.forewarn.models.errors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** The weights of Tribuo's linear model by feature name: the same sums without building an example for each text. */
final class LinearWeights {
    private final List<String> classes = new ArrayList<>();
    private final Map<String, float[]> weights;
    private final double[] bias;

    LinearWeights(LinearSGDModel model) {
        var matrix = model.getWeightsCopy();
        int n = model.getOutputIDInfo().size();
        for (int k = 0; k < n; k++) {
            classes.add(model.getOutputIDInfo().getOutput(k).getLabel());
        }
        int features = model.getFeatureIDMap().size();
        weights = new HashMap<>(2 * features);
        for (int f = 0; f < features; f++) {
            float[] column = new float[n];
            for (int k = 0; k < n; k++) {
                column[k] = (float) matrix.get(k, f);
            }
            weights.put(model.getFeatureIDMap().get(f).getName(), column);
        }
        bias = new double[n];
        for (int k = 0; k < n; k++) {
            bias[k] = matrix.get(k, features);
        }
    }

    List<String> classes() {
        return classes;
    }

    /** What a feature adds to the class of that index; 0 where it is not known. */
    double weight(String token, int k) {
        float[] column = weights.get(token);
        return column == null ? 0 : column[k];
    }

    /** Softmax over the classes, in their order. */
    double[] probabilities(Set<String> tokens) {
        double[] sum = new double[bias.length];
        for (String token : tokens) {
            float[] column = weights.get(token);
            if (column != null) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += column[k];
                }
            }
        }
        double scale = scale(tokens.size());
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < sum.length; k++) {
            sum[k] = sum[k] * scale + bias[k];
            max = Math.max(max, sum[k]);
        }
        double total = 0;
        for (int k = 0; k < sum.length; k++) {
            sum[k] = Math.exp(sum[k] - max);
            total += sum[k];
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= total;
        }
        return sum;
    }

    /** The value of each feature: long texts must not weigh more than short ones, so rows have length one. */
    static double scale(int tokens) {
        return tokens == 0 ? 0 : 1 / Math.sqrt(tokens);
    }
}
