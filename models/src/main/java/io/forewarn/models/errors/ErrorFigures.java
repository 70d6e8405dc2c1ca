package io.forewarn.models.errors;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good answers are; all from 0 to 1.
 *
 * @param count answers measured
 * @param accuracy share that is right
 * @param macroF1 mean over the classes of the harmonic mean of precision and recall
 * @param ece expected calibration error, 15 bins of equal width (Guo and others 2017)
 * @param accuracyAt80 share that is right among the most confident 80 %
 */
public record ErrorFigures(int count, double accuracy, double macroF1, double ece, double accuracyAt80) {
    private static final int BINS = 15;

    /**
     * Compares answers with labels.
     *
     * @throws IllegalArgumentException where there are none or not as many of the one as of the other
     */
    public static ErrorFigures of(List<String> labels, List<Classification> answers) {
        int n = labels.size();
        if (n == 0 || answers.size() != n) {
            throw new IllegalArgumentException(n + " labels for " + answers.size() + " answers");
        }
        double[] sure = new double[BINS];
        double[] right = new double[BINS];
        Map<String, int[]> counts = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Classification answer = answers.get(i);
            boolean good = answer.errorClass().equals(labels.get(i));
            int bin = Math.min(BINS - 1, (int) (answer.confidence() * BINS));
            sure[bin] += answer.confidence();
            right[bin] += good ? 1 : 0;
            counts.computeIfAbsent(labels.get(i), k -> new int[3])[0]++;
            counts.computeIfAbsent(answer.errorClass(), k -> new int[3])[1]++;
            counts.computeIfAbsent(labels.get(i), k -> new int[3])[2] += good ? 1 : 0;
        }
        double f1 = counts.values().stream()
                .filter(c -> c[0] > 0)
                .mapToDouble(c -> 2.0 * c[2] / (c[0] + c[1]))
                .average()
                .orElse(0);
        double ece = IntStream.range(0, BINS)
                .mapToDouble(b -> Math.abs(sure[b] - right[b]) / n)
                .sum();
        int top = Math.max(1, (int) (0.8 * n));
        long topRight = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -answers.get(i).confidence()))
                .limit(top)
                .filter(i -> answers.get(i).errorClass().equals(labels.get(i)))
                .count();
        double all = IntStream.of(
                        IntStream.range(0, BINS).map(b -> (int) right[b]).toArray())
                .sum();
        return new ErrorFigures(n, all / n, f1, ece, topRight / (double) top);
    }
}
