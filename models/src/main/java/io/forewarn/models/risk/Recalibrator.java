package io.forewarn.models.risk;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps a model's risks honest while it serves: from the predictions whose outcome has become known, the newest most, it
 * corrects the log-odds once {@value #ENOUGH} exist, and says how often predictions like a given one came true.
 * Deterministic: the same observations in the same order give the same correction. Safe for several threads.
 */
public final class Recalibrator {
    /** Matured predictions before anything is corrected. */
    public static final int ENOUGH = 200;

    private static final int WINDOW = 2000;
    private static final int EVERY = 50;
    private static final double HALF_LIFE = 400;
    private static final double STRENGTH = 100;
    private static final int NEIGHBOURS = 60;

    private record Seen(double odds, boolean failed) {}

    private final Deque<Seen> window = new ArrayDeque<>();
    private long observed;
    private Platt platt = Platt.IDENTITY;

    /** Knows nothing yet, and corrects nothing. */
    public Recalibrator() {}

    /** Starts with what the model said about its validation slice: for intervals, not for correction. */
    synchronized void prepare(double[] odds, boolean[] failed) {
        for (int i = 0; i < odds.length; i++) {
            push(odds[i], failed[i]);
        }
    }

    /** Notes how a prediction came out. {@code odds} are the model's, uncorrected. */
    public synchronized void observe(double odds, boolean failed) {
        push(odds, failed);
        observed++;
        if (observed >= ENOUGH && observed % EVERY == 0) {
            refit();
        }
    }

    private void push(double odds, boolean failed) {
        window.addLast(new Seen(odds, failed));
        if (window.size() > WINDOW) {
            window.removeFirst();
        }
    }

    private void refit() {
        int n = (int) Math.min(window.size(), observed);
        double[] odds = new double[n];
        double[] failure = new double[n];
        double[] weight = new double[n];
        int i = 0;
        for (var newest = window.descendingIterator(); i < n; i++) {
            Seen seen = newest.next();
            odds[i] = seen.odds;
            failure[i] = seen.failed ? 1 : 0;
            weight[i] = Math.pow(0.5, i / HALF_LIFE);
        }
        platt = Platt.fit(odds, failure, weight, Platt.IDENTITY, STRENGTH);
    }

    /** How many outcomes have been observed. */
    public synchronized long observed() {
        return observed;
    }

    synchronized Platt platt() {
        return platt;
    }

    /** Corrected log-odds. */
    public double correct(double odds) {
        return platt().logOdds(odds);
    }

    /** How often the predictions nearest to this one came true, with the interval of that share. */
    synchronized Interval near(double odds, double prior) {
        int n = window.size();
        int k = Math.min(n, Math.max(NEIGHBOURS, n / 10));
        if (k < NEIGHBOURS) {
            return Interval.wilson(3 * prior + 0.0, 3);
        }
        double[] distance = new double[n];
        int i = 0;
        for (Seen seen : window) {
            distance[i++] = Math.abs(seen.odds - odds);
        }
        double[] sorted = distance.clone();
        java.util.Arrays.sort(sorted);
        double reach = sorted[k - 1];
        double count = 0;
        double failures = 0;
        i = 0;
        for (Seen seen : window) {
            if (distance[i++] <= reach) {
                count++;
                failures += seen.failed ? 1 : 0;
            }
        }
        return Interval.wilson(failures, count);
    }
}
