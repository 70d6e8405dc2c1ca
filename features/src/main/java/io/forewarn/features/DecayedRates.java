package io.forewarn.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Per entity and half-life: operations and failures, each fading by half in that time. */
final class DecayedRates {
    /** How many operations a prior is worth. */
    static final double PRIOR_WEIGHT = 3;

    private static final int TOUCHED = 0;
    private final double[] decays;
    private final EntityTable table;

    DecayedRates(int bound, double... halfLifeDays) {
        this.decays = new double[halfLifeDays.length];
        for (int h = 0; h < decays.length; h++) {
            decays[h] = Math.log(2) / (halfLifeDays[h] * 86_400);
        }
        this.table = new EntityTable(2 * decays.length, 1, bound);
    }

    void add(long entity, Lesson lesson) {
        int slot = table.add(entity);
        int touched = table.number(slot, TOUCHED);
        int now = (int) Math.max(touched, lesson.at());
        for (int h = 0; h < decays.length; h++) {
            float fade = touched == 0 ? 0f : (float) Math.exp(-decays[h] * (now - touched));
            table.real(slot, 2 * h, table.real(slot, 2 * h) * fade + lesson.seen());
            table.real(slot, 2 * h + 1, table.real(slot, 2 * h + 1) * fade + lesson.failures());
        }
        table.number(slot, TOUCHED, now);
    }

    /** Failure rate of an entity at a time, drawn towards a prior that counts as three operations. */
    double rate(long entity, int halfLife, long at, double prior) {
        int slot = table.find(entity);
        if (slot < 0) {
            return prior;
        }
        double fade = Math.exp(-decays[halfLife] * Math.max(0, at - table.number(slot, TOUCHED)));
        double n = table.real(slot, 2 * halfLife) * fade;
        double f = table.real(slot, 2 * halfLife + 1) * fade;
        return (f + PRIOR_WEIGHT * prior) / (Math.max(n, f) + PRIOR_WEIGHT);
    }

    /** Faded number of operations of an entity. */
    double seen(long entity, int halfLife, long at) {
        return count(entity, 2 * halfLife, halfLife, at);
    }

    /** Faded number of failures of an entity. */
    double failures(long entity, int halfLife, long at) {
        return count(entity, 2 * halfLife + 1, halfLife, at);
    }

    private double count(long entity, int column, int halfLife, long at) {
        int slot = table.find(entity);
        return slot < 0
                ? 0
                : table.real(slot, column)
                        * Math.exp(-decays[halfLife] * Math.max(0, at - table.number(slot, TOUCHED)));
    }

    boolean knows(long entity) {
        return table.find(entity) >= 0;
    }

    void write(DataOutput out) throws IOException {
        table.write(out);
    }

    void read(DataInput in) throws IOException {
        table.read(in);
    }
}
