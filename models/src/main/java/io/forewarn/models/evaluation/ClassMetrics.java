package io.forewarn.models.evaluation;

import java.util.List;
import java.util.TreeSet;

/**
 * How good a classifier's answers were.
 *
 * @param n cases
 * @param accuracy share of right answers among the given ones
 * @param macroF1 mean of the F1 of each class that occurs, an abstention counting as a miss
 * @param ece expected calibration error of the confidences, 15 bins
 * @param coverage share of cases that got an answer
 */
public record ClassMetrics(int n, double accuracy, double macroF1, double ece, double coverage) {

    /**
     * One case.
     *
     * @param truth right class
     * @param answer given class; null where the classifier abstained
     * @param confidence of the answer, 0 to 1
     */
    public record Case(
            String truth, @org.jspecify.annotations.Nullable String answer, double confidence) {}

    public static ClassMetrics of(List<Case> cases) {
        int n = cases.size();
        int answered = 0;
        int right = 0;
        double[] gap = new double[Scores.BINS];
        TreeSet<String> classes = new TreeSet<>();
        for (Case c : cases) {
            classes.add(c.truth);
            if (c.answer != null) {
                answered++;
                boolean hit = c.answer.equals(c.truth);
                right += hit ? 1 : 0;
                gap[Math.min(Scores.BINS - 1, (int) (c.confidence * Scores.BINS))] += c.confidence - (hit ? 1 : 0);
            }
        }
        double f1 =
                classes.stream().mapToDouble(name -> f1(cases, name)).average().orElse(Double.NaN);
        double ece = 0;
        for (double g : gap) {
            ece += Math.abs(g);
        }
        return new ClassMetrics(
                n,
                answered == 0 ? Double.NaN : (double) right / answered,
                f1,
                answered == 0 ? Double.NaN : ece / answered,
                n == 0 ? Double.NaN : (double) answered / n);
    }

    private static double f1(List<Case> cases, String name) {
        double hits = 0;
        double given = 0;
        double there = 0;
        for (Case c : cases) {
            boolean truth = c.truth.equals(name);
            boolean answer = name.equals(c.answer);
            hits += truth && answer ? 1 : 0;
            given += answer ? 1 : 0;
            there += truth ? 1 : 0;
        }
        return 2 * hits / (given + there);
    }
}
