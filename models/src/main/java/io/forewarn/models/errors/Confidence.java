package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the model's probability to the share of answers that are right, learned from answers about systems that the
 * model had not seen, for each {@link Verdict.Basis} by itself (Platt scaling of the log-odds; Platt 1999).
 *
 * @param lines slope and offset of the log-odds
 * @param threshold below this confidence an answer of the model alone becomes {@code other}
 * @param abstainedRight share of those for which {@code other} was right
 */
record Confidence(Map<Verdict.Basis, Line> lines, double threshold, double abstainedRight) {

    /** Draws a line towards the model's own probability where there are few answers to learn from. */
    private static final double PRIOR = 1;

    /** {@code sigmoid(slope * logit(p) + offset)}. */
    record Line(double slope, double offset) {
        double of(double p) {
            return sigmoid(slope * logit(p) + offset);
        }
    }

    Confidence {
        lines = Map.copyOf(lines);
    }

    /** How sure a verdict is, 0 to 1. */
    double of(Verdict verdict) {
        return lines.getOrDefault(verdict.basis(), new Line(1, 0)).of(verdict.probability());
    }

    boolean abstains(Verdict verdict) {
        return verdict.basis() == Verdict.Basis.MODEL
                && !verdict.errorClass().equals(ErrorClasses.OTHER)
                && of(verdict) < threshold;
    }

    void writeTo(ObjectNode node) {
        lines.forEach((basis, line) -> node.putObject(basis.name().toLowerCase(Locale.ROOT))
                .put("slope", line.slope())
                .put("offset", line.offset()));
        node.put("threshold", threshold).put("abstained_right", abstainedRight);
    }

    static Confidence from(JsonNode node) {
        Map<Verdict.Basis, Line> lines = new EnumMap<>(Verdict.Basis.class);
        for (Verdict.Basis basis : Verdict.Basis.values()) {
            JsonNode line = node.path(basis.name().toLowerCase(Locale.ROOT));
            lines.put(
                    basis,
                    new Line(line.path("slope").asDouble(1), line.path("offset").asDouble(0)));
        }
        return new Confidence(
                lines,
                node.path("threshold").asDouble(0),
                node.path("abstained_right").asDouble(0));
    }

    /**
     * Fits lines and threshold to verdicts whose right classes are known; the threshold is the one with which most
     * answers are right.
     */
    static Confidence fit(List<Verdict> verdicts, List<String> labels) {
        Map<Verdict.Basis, Line> lines = new EnumMap<>(Verdict.Basis.class);
        for (Verdict.Basis basis : Verdict.Basis.values()) {
            List<Double> logits = new ArrayList<>();
            List<Boolean> right = new ArrayList<>();
            for (int i = 0; i < verdicts.size(); i++) {
                if (verdicts.get(i).basis() == basis) {
                    logits.add(logit(verdicts.get(i).probability()));
                    right.add(verdicts.get(i).errorClass().equals(labels.get(i)));
                }
            }
            lines.put(basis, line(logits, right));
        }
        Confidence best = new Confidence(lines, 0, 0);
        int mostRight = -1;
        for (int percent = 0; percent <= 60; percent += 2) {
            Confidence tried = new Confidence(lines, percent / 100.0, 0);
            int right = 0;
            int silent = 0;
            int silentRight = 0;
            for (int i = 0; i < verdicts.size(); i++) {
                if (tried.abstains(verdicts.get(i))) {
                    silent++;
                    silentRight += labels.get(i).equals(ErrorClasses.OTHER) ? 1 : 0;
                } else {
                    right += verdicts.get(i).errorClass().equals(labels.get(i)) ? 1 : 0;
                }
            }
            if (right + silentRight > mostRight) {
                mostRight = right + silentRight;
                best = new Confidence(lines, tried.threshold(), (silentRight + 1.0) / (silent + 2.0));
            }
        }
        return best;
    }

    /** Newton's method on the smoothed targets of Platt's section 2.2. */
    private static Line line(List<Double> logits, List<Boolean> right) {
        long good = right.stream().filter(r -> r).count();
        long bad = right.size() - good;
        double high = (good + 1.0) / (good + 2.0);
        double low = 1.0 / (bad + 2.0);
        double a = 1;
        double b = 0;
        for (int step = 0; step < 100; step++) {
            double ga = PRIOR * (a - 1);
            double gb = PRIOR * b;
            double haa = PRIOR;
            double hab = 0;
            double hbb = PRIOR;
            for (int i = 0; i < right.size(); i++) {
                double x = logits.get(i);
                double p = sigmoid(a * x + b);
                double d = p - (right.get(i) ? high : low);
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
            double length = Math.max(1, Math.hypot(da, db));
            a -= da / length;
            b -= db / length;
            if (Math.abs(da) + Math.abs(db) < 1e-9) {
                break;
            }
        }
        return new Line(Math.max(a, 0.02), b);
    }

    private static double logit(double p) {
        double q = Math.min(1 - 1e-4, Math.max(1e-4, p));
        return Math.log(q / (1 - q));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
