package io.forewarn.models.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * Platt scaling of a score, with the stream's moving average as a second input: where a model has lost touch with the
 * present, the moving average takes over. The risk is sigmoid(slope * odds + momentum * moving average + offset).
 *
 * @param slope of the model's log-odds, positive, so that it never reverses an order
 * @param momentum of the moving average's log-odds, not negative
 * @param offset in log-odds
 */
public record Platt(double slope, double momentum, double offset) {
    static final Platt IDENTITY = new Platt(1, 0, 0);

    private static final int TURNS = 5;
    private static final double MOST = 5;

    /**
     * One observation.
     *
     * @param score what was said
     * @param failure what came, 0 to 1
     * @param weight how much it counts
     */
    record Seen(Score score, double failure, double weight) {}

    double logOdds(Score score) {
        return slope * score.odds() + momentum * score.momentum() + offset;
    }

    /** The same score with corrected log-odds. */
    Score apply(Score score) {
        return new Score(logOdds(score), score.momentum());
    }

    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /**
     * Fits by Newton's method (after Lin, Lin and Weng 2007), drawn towards no change. Where it is not certain yet how
     * some came out, fits and expectations take turns: see {@link #expected}; the moving average, which counts the same
     * operations as successes, is left out then.
     *
     * @param strength how strongly, in observations
     */
    static Platt fit(List<Seen> seen, double strength) {
        if (seen.stream().noneMatch(s -> s.failure > 0 && s.failure < 1)) {
            Platt both = fit(seen, strength, true);
            return both.momentum > 0 ? both : fit(seen, strength, false);
        }
        Platt platt = fit(seen, strength, false);
        for (int turn = 0; turn < TURNS; turn++) {
            platt = fit(platt.expected(seen), strength, false);
        }
        return platt;
    }

    /**
     * The same observations with what is to be expected of those that are not certain yet. Their failure is what is
     * usual for their age; failures that are found late are found where the risk is, so the hazard of each is the usual
     * one times its odds, relative to the mean odds (the idea of Chapelle, "Modeling Delayed Feedback", 2014).
     */
    List<Seen> expected(List<Seen> seen) {
        double[] odds = new double[seen.size()];
        double sum = 0;
        double total = 1e-9;
        for (int i = 0; i < odds.length; i++) {
            double p = sigmoid(logOdds(seen.get(i).score));
            odds[i] = p / (1 - 0.999 * p);
            sum += seen.get(i).weight * odds[i];
            total += seen.get(i).weight;
        }
        List<Seen> expected = new ArrayList<>(odds.length);
        for (int i = 0; i < odds.length; i++) {
            Seen s = seen.get(i);
            double relative = Math.min(MOST, odds[i] * total / Math.max(sum, 1e-9));
            boolean certain = s.failure <= 0 || s.failure >= 1;
            expected.add(certain ? s : new Seen(s.score, 1 - Math.pow(1 - s.failure, relative), s.weight));
        }
        return expected;
    }

    private static Platt fit(List<Seen> seen, double strength, boolean withMomentum) {
        double spread = 1e-6;
        double total = 1e-9;
        for (Seen s : seen) {
            spread += s.weight * s.score.odds() * s.score.odds();
            total += s.weight;
        }
        double unit = 0.2 * strength;
        double[] prior = {unit * Math.max(0.25, spread / total), withMomentum ? unit : 1e12, unit};
        double[] at = {1, 0, 0};
        double[] target = at.clone();
        for (int step = 0; step < 30; step++) {
            double[] gradient = new double[3];
            double[][] hessian = new double[3][3];
            for (int i = 0; i < 3; i++) {
                gradient[i] = prior[i] * (at[i] - target[i]);
                hessian[i][i] = prior[i] + 1e-9;
            }
            for (Seen s : seen) {
                double[] z = {s.score.odds(), s.score.momentum(), 1};
                double p = sigmoid(at[0] * z[0] + at[1] * z[1] + at[2]);
                double d = s.weight * (p - s.failure);
                double h = s.weight * Math.max(1e-6, p * (1 - p));
                for (int i = 0; i < 3; i++) {
                    gradient[i] += d * z[i];
                    for (int j = 0; j < 3; j++) {
                        hessian[i][j] += h * z[i] * z[j];
                    }
                }
            }
            double[] move = Equations.solve(hessian, gradient);
            double size = Math.max(Math.abs(move[0]), Math.max(Math.abs(move[1]), Math.abs(move[2])));
            double damp = size > 1 ? 1 / size : 1;
            for (int i = 0; i < 3; i++) {
                at[i] -= damp * move[i];
            }
            if (size < 1e-7) {
                break;
            }
        }
        return new Platt(Math.max(0.05, at[0]), withMomentum ? at[1] : 0, at[2]);
    }
}
