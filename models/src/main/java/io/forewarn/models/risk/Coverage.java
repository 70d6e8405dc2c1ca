package io.forewarn.models.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How wide intervals must be to keep their promise, whatever the outcomes do: of {@value #GROUP} operations rated like
 * one, the share that fails lies within its interval in nine of ten such groups. Whenever {@value #ROUND} outcomes have
 * become known, their predictions are put in order of risk and cut into groups; an interval is right about a group if the
 * share of it that failed lies between the means of its lower and its upper ends. After each group the width moves:
 *
 * <pre>width += STEP * ((missed ? 1 : 0) - 0.1)</pre>
 *
 * Adaptive conformal inference (Gibbs and Candès 2021) in its form that follows the width itself (quantile tracking:
 * Angelopoulos, Candès and Tibshirani 2023). As an interval of the largest width is 0 to 1 and cannot miss, of T groups
 * at most 0.1 T + (MOST - START) / STEP + 1 are missed, and those asked about before the width moved; this needs no
 * assumption about the outcomes. For one thread at a time.
 */
public final class Coverage {
    /** Outcomes in a group. */
    public static final int GROUP = 50;

    /** Outcomes between two looks: three groups, of low, middle and high risk. */
    public static final int ROUND = 150;

    /** Share of groups that may be missed. */
    public static final double MISSED = 0.1;

    /** In standard errors: the 90 % of a normal distribution. */
    static final double START = 1.6449;

    static final double STEP = 0.75;
    static final double MOST = 6;
    private static final double LEAST = 0.5;

    /**
     * What was said of one operation, and how it came out.
     *
     * @param risk by which it is put among others
     * @param low lower end of its interval
     * @param high upper end
     * @param failure asked when the round ends, as it may be revised until then
     */
    public record Told(double risk, double low, double high, DoubleSupplier failure) {}

    private final List<Told> round = new ArrayList<>();
    private double width = START;
    private long groups;
    private long held;

    Coverage() {}

    /** The interval of the share that fails among operations of whose like so many failed. */
    Interval interval(double failures, double n) {
        return width >= MOST ? new Interval(0, 1, Math.round(n)) : Interval.ofGroup(failures, n, GROUP, width);
    }

    /** Notes what became of a prediction, in the order in which outcomes become known. */
    void note(Told told) {
        round.add(told);
        if (round.size() == ROUND) {
            for (List<Told> group : groups(round)) {
                boolean holds = holds(group);
                groups++;
                held += holds ? 1 : 0;
                width = Math.max(LEAST, width + STEP * ((holds ? 0 : 1) - MISSED));
            }
            round.clear();
        }
    }

    /** Groups of {@value #GROUP} out of whole rounds, each round by risk; what is left over is in none. */
    public static List<List<Told>> groups(List<Told> inOrder) {
        List<List<Told>> groups = new ArrayList<>();
        for (int from = 0; from + ROUND <= inOrder.size(); from += ROUND) {
            List<Told> sorted = new ArrayList<>(inOrder.subList(from, from + ROUND));
            sorted.sort(Comparator.comparingDouble(Told::risk));
            for (int g = 0; g < ROUND; g += GROUP) {
                groups.add(sorted.subList(g, g + GROUP));
            }
        }
        return groups;
    }

    /** Whether the share of a group that failed lies between the means of its lower and of its upper ends. */
    public static boolean holds(List<Told> group) {
        double low = 0;
        double high = 0;
        double failures = 0;
        for (Told told : group) {
            low += told.low;
            high += told.high;
            failures += told.failure.getAsDouble();
        }
        return low <= failures + 1e-9 && failures <= high + 1e-9;
    }

    double width() {
        return width;
    }

    /** Groups judged so far. */
    long groups() {
        return groups;
    }

    /** Groups whose share lay within. */
    long held() {
        return held;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(width);
        out.writeLong(groups);
        out.writeLong(held);
        out.writeInt(round.size());
        for (Told told : round) {
            out.writeDouble(told.risk);
            out.writeDouble(told.low);
            out.writeDouble(told.high);
            out.writeDouble(told.failure.getAsDouble());
        }
    }

    void read(DataInput in) throws IOException {
        width = in.readDouble();
        groups = in.readLong();
        held = in.readLong();
        int size = in.readInt();
        if (size < 0 || size >= ROUND || !(width >= LEAST && width <= MOST + 1)) {
            throw new IOException("not a recalibrator of this version");
        }
        for (int i = 0; i < size; i++) {
            double risk = in.readDouble();
            double low = in.readDouble();
            double high = in.readDouble();
            double failure = in.readDouble();
            round.add(new Told(risk, low, high, () -> failure));
        }
    }
}
