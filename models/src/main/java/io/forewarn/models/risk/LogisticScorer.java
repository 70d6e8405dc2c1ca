package io.forewarn.models.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Logistic regression with a ridge penalty, the newer rows weighing more; a missing value counts as the mean, so it adds
 * nothing. Fitted by Newton's method to its optimum, so nothing about it is random.
 */
final class LogisticScorer implements Scorer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STEPS = 30;

    private final double[] weights;
    private final double bias;

    private LogisticScorer(double[] weights, double bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * Fits.
     *
     * @param penalty half of it times the sum of the squared coefficients is added to the loss
     * @param halfLife after so many rows, counted back from the newest, a row weighs half
     */
    static LogisticScorer fit(Sample sample, double penalty, double halfLife) {
        int n = sample.size();
        int width = sample.x()[0].length;
        double[] b = new double[width + 1];
        double[] x = new double[width + 1];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[width + 1];
            double[][] hessian = new double[width + 1][width + 1];
            for (int c = 0; c <= width; c++) {
                double ridge = c < width ? penalty : 1e-6;
                gradient[c] = ridge * b[c];
                hessian[c][c] = ridge;
            }
            for (int i = 0; i < n; i++) {
                double odds = present(sample.x()[i], x, b);
                double p = Platt.sigmoid(odds);
                double weight = sample.weight()[i] * Math.pow(0.5, (n - 1 - i) / halfLife);
                double pull = weight * (p - sample.failure()[i]);
                double bend = weight * Math.max(1e-9, p * (1 - p));
                for (int c = 0; c <= width; c++) {
                    if (x[c] != 0) {
                        gradient[c] += pull * x[c];
                        double[] row = hessian[c];
                        double part = bend * x[c];
                        for (int d = c; d <= width; d++) {
                            row[d] += part * x[d];
                        }
                    }
                }
            }
            for (int c = 0; c <= width; c++) {
                for (int d = 0; d < c; d++) {
                    hessian[c][d] = hessian[d][c];
                }
            }
            double[] move = Equations.solve(hessian, gradient);
            double size = 0;
            for (double m : move) {
                size = Math.max(size, Math.abs(m));
            }
            for (int c = 0; c <= width; c++) {
                b[c] -= move[c] * Math.min(1, 2 / Math.max(size, 1e-9));
            }
            if (size < 1e-4) {
                break;
            }
        }
        return new LogisticScorer(java.util.Arrays.copyOf(b, width), b[width]);
    }

    /** Copies a row with 0 for what is missing and 1 for the constant; returns its log-odds. */
    private static double present(double[] from, double[] to, double[] b) {
        int width = from.length;
        double odds = b[width];
        for (int c = 0; c < width; c++) {
            to[c] = Double.isNaN(from[c]) ? 0 : from[c];
            odds += to[c] * b[c];
        }
        to[width] = 1;
        return odds;
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
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("bias", bias);
        ArrayNode all = root.putArray("weights");
        for (double weight : weights) {
            all.add(weight);
        }
        Files.write(file, JSON.writeValueAsBytes(root));
    }

    static LogisticScorer read(Path file) throws IOException {
        JsonNode root = JSON.readTree(file.toFile());
        double[] weights = new double[root.path("weights").size()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = root.path("weights").get(c).asDouble();
        }
        return new LogisticScorer(weights, root.path("bias").asDouble());
    }
}
