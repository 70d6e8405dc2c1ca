package io.forewarn.models.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

    /** Outcomes below which an interval is a guess around what is usual. */
    public static final int NEIGHBOURS = 60;

    private static final int WINDOW = 2000;
    private static final int EVERY = 25;
    private static final double HALF_LIFE = 100;
    private static final double STRENGTH = 30;

    private static final Comparator<Seen> ORDER =
            Comparator.comparingDouble((Seen seen) -> seen.score.odds()).thenComparingLong(Seen::number);

    private record Seen(Score score, DoubleSupplier failure, long number) {}

    private final Deque<Seen> window = new ArrayDeque<>();
    /** The window once more, by log-odds: who asks for the nearest finds them without sorting. */
    private final List<Seen> byOdds = new ArrayList<>();

    private final Coverage coverage = new Coverage();
    private long pushed;
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
     * Notes a prediction whose outcome may still be revised, as if it had been made now: with the interval that it would be
     * given.
     *
     * @param failure with what probability it will have come out as a failure, as known when asked; asked again at every
     *     correction, so that what has been found out since counts
     */
    public synchronized void observe(Score score, DoubleSupplier failure) {
        double risk = risk(score);
        observe(score, failure, interval(score, risk));
    }

    /**
     * Notes a prediction together with the interval that was given with it.
     *
     * @param failure as in {@link #observe(Score, DoubleSupplier)}
     */
    public synchronized void observe(Score score, DoubleSupplier failure, Interval said) {
        coverage.note(new Coverage.Told(risk(score), said.low(), said.high(), failure));
        push(score, failure);
        observed++;
        if (observed >= ENOUGH && observed % EVERY == 0) {
            refit();
        }
    }

    private void push(Score score, DoubleSupplier failure) {
        Seen seen = new Seen(score, failure, pushed++);
        window.addLast(seen);
        byOdds.add(-1 - Collections.binarySearch(byOdds, seen, ORDER), seen);
        if (window.size() > WINDOW) {
            byOdds.remove(Collections.binarySearch(byOdds, window.removeFirst(), ORDER));
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

    /** The interval that goes with a corrected risk, which lies inside it. */
    public Interval interval(Score score, double prior) {
        return near(score, prior).around(risk(score));
    }

    /** How wide intervals are by now, in standard errors. */
    synchronized double width() {
        return coverage.width();
    }

    /** Groups of outcomes that intervals have been judged by. */
    public synchronized long groups() {
        return coverage.groups();
    }

    /** Those of the groups of which the interval held: nine of ten in the long run. */
    public synchronized long held() {
        return coverage.held();
    }

    /**
     * How often operations like this one will fail: from how often the predictions nearest to it came true, as wide as
     * {@link Coverage} has found to be needed.
     */
    @Override
    public synchronized Interval near(Score score, double prior) {
        int n = window.size();
        int k = Math.min(n, Math.max(NEIGHBOURS, n / 10));
        if (k < NEIGHBOURS) {
            return Interval.wilson(3 * prior, 3);
        }
        double at = score.odds();
        int right = -1 - Collections.binarySearch(byOdds, new Seen(score, () -> 0, -1), ORDER);
        int left = right - 1;
        double reach = 0;
        for (int taken = 0; taken < k; taken++) {
            boolean down = right >= n || (left >= 0 && distance(left, at) <= distance(right, at));
            reach = down ? distance(left--, at) : distance(right++, at);
        }
        while (left >= 0 && distance(left, at) <= reach) {
            left--;
        }
        while (right < n && distance(right, at) <= reach) {
            right++;
        }
        double count = right - left - 1.0;
        double failures = 0;
        for (Seen seen : byOdds.subList(left + 1, right)) {
            failures += seen.failure.getAsDouble();
        }
        return coverage.interval(failures, count);
    }

    private double distance(int place, double odds) {
        return Math.abs(byOdds.get(place).score.odds() - odds);
    }

    /** Writes all that has been observed, outcomes that may be revised as they stand now. */
    public synchronized void write(DataOutput out) throws IOException {
        out.writeLong(observed);
        out.writeDouble(platt.slope());
        out.writeDouble(platt.momentum());
        out.writeDouble(platt.offset());
        out.writeInt(window.size());
        for (Seen seen : window) {
            out.writeDouble(seen.score.odds());
            out.writeDouble(seen.score.momentum());
            out.writeDouble(seen.failure.getAsDouble());
        }
        coverage.write(out);
    }

    /**
     * A recalibrator as it was written: it corrects as that one did.
     *
     * @throws IOException where the stream holds none
     */
    public static Recalibrator read(DataInput in) throws IOException {
        Recalibrator read = new Recalibrator();
        long observed = in.readLong();
        Platt platt = new Platt(in.readDouble(), in.readDouble(), in.readDouble());
        int size = in.readInt();
        if (size < 0 || size > WINDOW) {
            throw new IOException("not a recalibrator of this version");
        }
        for (int i = 0; i < size; i++) {
            Score score = new Score(in.readDouble(), in.readDouble());
            double failure = in.readDouble();
            read.push(score, () -> failure);
        }
        read.observed = observed;
        read.platt = platt;
        read.coverage.read(in);
        return read;
    }
}
