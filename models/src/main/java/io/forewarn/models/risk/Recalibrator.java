package io.forewarn.models.risk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Keeps a model's risks honest while it serves: from the predictions whose outcome has become known, the newest most, it
 * corrects the log-odds once {@value #ENOUGH} exist, and says how often predictions like a given one came true.
 * Deterministic: the same observations in the same order give the same correction. Safe for several threads.
 */
public final class Recalibrator implements Calibrator {
    /** Matured predictions before anything is corrected. */
    public static final int ENOUGH = 200;

    private static final int WINDOW = 2000;
    private static final int EVERY = 25;
    private static final double HALF_LIFE = 100;
    private static final double STRENGTH = 30;
    private static final int NEIGHBOURS = 60;

    private record Seen(Score score, DoubleSupplier failure) {}

    private final Deque<Seen> window = new ArrayDeque<>();
    private long observed;
    private Platt platt = Platt.IDENTITY;

    /** Knows nothing yet, and corrects nothing. */
    public Recalibrator() {}

    /** Starts with what the model said about its validation slice: for intervals, not for correction. */
    synchronized void prepare(Validation validation) {
        for (int i = 0; i < validation.scores().size(); i++) {
            double failed = validation.failed().get(i);
            push(validation.scores().get(i), () -> failed);
        }
    }

    /** Notes how a prediction came out. */
    public void observe(Score score, boolean failed) {
        observe(score, () -> failed ? 1 : 0);
    }

    /**
     * Notes a prediction whose outcome may still be revised.
     *
     * @param failure with what probability it will have come out as a failure, as known when asked; asked again at every
     *     correction, so that what has been found out since counts
     */
    public synchronized void observe(Score score, DoubleSupplier failure) {
        push(score, failure);
        observed++;
        if (observed >= ENOUGH && observed % EVERY == 0) {
            refit();
        }
    }

    private void push(Score score, DoubleSupplier failure) {
        window.addLast(new Seen(score, failure));
        if (window.size() > WINDOW) {
            window.removeFirst();
        }
    }

    private void refit() {
        int n = (int) Math.min(window.size(), observed);
        List<Platt.Seen> weighed = new ArrayList<>();
        var newest = window.descendingIterator();
        for (int i = 0; i < n; i++) {
            Seen seen = newest.next();
            weighed.add(new Platt.Seen(seen.score, seen.failure.getAsDouble(), Math.pow(0.5, i / HALF_LIFE)));
        }
        platt = Platt.fit(weighed, STRENGTH);
    }

    /** How many outcomes have been observed. */
    public synchronized long observed() {
        return observed;
    }

    @Override
    public synchronized Platt platt() {
        return platt;
    }

    /** The corrected risk of a score, 0 to 1. */
    public double risk(Score score) {
        return Platt.sigmoid(platt().logOdds(score));
    }

    /** How often the predictions nearest to this one came true, with the interval of that share. */
    @Override
    public synchronized Interval near(Score score, double prior) {
        int n = window.size();
        int k = Math.min(n, Math.max(NEIGHBOURS, n / 10));
        if (k < NEIGHBOURS) {
            return Interval.wilson(3 * prior, 3);
        }
        double[] distance = new double[n];
        int i = 0;
        for (Seen seen : window) {
            distance[i++] = Math.abs(seen.score.odds() - score.odds());
        }
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double reach = sorted[k - 1];
        double count = 0;
        double failures = 0;
        i = 0;
        for (Seen seen : window) {
            if (distance[i++] <= reach) {
                count++;
                failures += seen.failure.getAsDouble();
            }
        }
        return Interval.wilson(failures, count);
    }
}
