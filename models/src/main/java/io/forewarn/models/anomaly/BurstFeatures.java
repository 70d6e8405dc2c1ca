package io.forewarn.models.anomaly;

import org.tribuo.anomaly.Event;
import org.tribuo.impl.ArrayExample;

/** A minute as the anomaly model sees it: its recent counts beside what is usual then. */
final class BurstFeatures {
    private static final String[] NAMES = {"bias", "above_now", "above_5", "above_30"};
    private static final double SCALE = 4;

    private BurstFeatures() {}

    static double[] of(MinuteCounts counts, Baseline usual, int t) {
        double now = Math.max(counts.at(t), counts.last(2, t) / 2.0);
        return new double[] {
            1,
            usual.above(counts, t, now) / SCALE,
            usual.above(counts, t, counts.last(5, t)) / SCALE,
            usual.above(counts, t, counts.last(30, t)) / SCALE
        };
    }

    static ArrayExample<Event> example(double[] values, Event event) {
        return new ArrayExample<>(event, NAMES, values);
    }
}
