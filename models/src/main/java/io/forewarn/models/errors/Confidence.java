package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * From the model's largest probability to the share of answers that are right, learned from answers about systems that
 * the model had not seen (Platt scaling of the log-odds; Platt 1999).
 *
 * @param slope of the log-odds
 * @param offset of the log-odds
 * @param threshold below this confidence the answer is {@code other}
 * @param certainRight share of right answers where a certain pattern decided
 * @param abstainedRight share of abstained answers for which {@code other} was right
 */
record Confidence(double slope, double offset, double threshold, double certainRight, double abstainedRight) {

    double of(double probability) {
        return sigmoid(slope * logit(probability) + offset);
    }

    /** A certain pattern is as right as measured; where the text model agrees, surer still. */
    double ofCertain(double modelProbability) {
        return Math.max(certainRight, Math.min(0.995, of(modelProbability)));
    }

    double ofAbstained() {
        return abstainedRight;
    }

    void writeTo(ObjectNode node) {
        node.put("slope", slope)
                .put("offset", offset)
                .put("threshold", threshold)
                .put("certain_right", certainRight)
                .put("abstained_right", abstainedRight);
    }

    static Confidence from(JsonNode node) {
        return new Confidence(
                node.path("slope").asDouble(1),
                node.path("offset").asDouble(0),
                node.path("threshold").asDouble(0),
                node.path("certain_right").asDouble(0.5),
                node.path("abstained_right").asDouble(0));
    }

    /**
     * Fits slope and offset by Newton's method on smoothed targets.
     *
     * @param probability of the answer, 0 to 1
     * @param right whether it was
     */
    static double[] fit(double[] probability, boolean[] right) {
        int good = 0;
        for (boolean r : right) {
            good += r ? 1 : 0;
        }
        int bad = right.length - good;
        double high = (good + 1.0) / (good + 2.0);
        double low = 1.0 / (bad + 2.0);
        double a = 1;
        double b = 0;
        for (int step = 0; step < 50; step++) {
            double ga = 0;
            double gb = 0;
            double haa = 1e-6;
            double hab = 0;
            double hbb = 1e-6;
            for (int i = 0; i < right.length; i++) {
                double x = logit(probability[i]);
                double p = sigmoid(a * x + b);
                double d = p - (right[i] ? high : low);
                double w = p * (1 - p);
                ga += d * x;
                gb += d;
                haa += w * x * x;
                hab += w * x;
                hbb += w;
            }
            double det = haa * hbb - hab * hab;
            double da = (hbb * ga - hab * gb) / det;
            double db = (haa * gb - hab * ga) / det;
            a -= da;
            b -= db;
            if (Math.abs(da) + Math.abs(db) < 1e-9) {
                break;
            }
        }
        return new double[] {Math.max(a, 0.05), b};
    }

    private static double logit(double p) {
        double q = Math.min(1 - 1e-9, Math.max(1e-9, p));
        return Math.log(q / (1 - q));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
