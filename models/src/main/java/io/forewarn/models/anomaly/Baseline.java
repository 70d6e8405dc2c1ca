package io.forewarn.models.anomaly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a usual busy minute has. Errors come in clusters, so silence teaches nothing: history is the busiest minute of each
 * quarter of an hour that was not empty, over the four weeks before, on the scale of square roots (where Poisson counts
 * spread by one half whatever their mean; Anscombe 1948). The level is their mean by hour of the week, shrunk towards all
 * hours, for few weeks say little, moved by the median of what remains; the spread is 1.4826 times the median absolute
 * deviation, at least one half. What was a burst itself does not become usual, unless it lasts for more than an hour.
 * Worked out anew at each midnight (UTC) from what lies before.
 */
final class Baseline {
    private static final int BLOCK = 15;
    private static final int DAYS = 28;
    private static final double SHRINK = 40;
    private static final int PRIOR = 5;
    private static final double POISSON = 0.5;
    private static final double UNUSUAL = 2.5;
    private static final double FEW = 4;
    private static final int LASTING_BLOCKS = 4;

    private final double[] byHour;
    private final double middle;
    private final double spread;

    private Baseline(double[] byHour, double middle, double spread) {
        this.byHour = byHour;
        this.middle = middle;
        this.spread = spread;
    }

    private record Block(int minute, int hour, double root) {}

    /** One for each minute: those of a day share theirs. */
    static Baseline[] of(MinuteCounts counts) {
        Baseline[] all = new Baseline[counts.length()];
        ArrayDeque<Block> history = new ArrayDeque<>();
        int unusual = 0;
        int t = 0;
        while (t < all.length) {
            int next = Math.min(all.length, t + counts.untilMidnight(t));
            int oldest = t - DAYS * 1440;
            history.removeIf(b -> b.minute() < oldest);
            Baseline day = fit(history);
            Arrays.fill(all, t, next, day);
            for (int b = t; b < next; b += BLOCK) {
                int peak = 0;
                int at = b;
                for (int m = b; m < Math.min(next, b + BLOCK); m++) {
                    if (counts.at(m) > peak) {
                        peak = counts.at(m);
                        at = m;
                    }
                }
                boolean burst = peak >= FEW && day.above(counts, at, peak) > UNUSUAL;
                unusual = burst ? unusual + 1 : 0;
                if (peak > 0 && (!burst || unusual > LASTING_BLOCKS)) {
                    history.add(new Block(b, counts.hourOfWeek(at), Math.sqrt(peak)));
                }
            }
            t = next;
        }
        return all;
    }

    private static Baseline fit(ArrayDeque<Block> history) {
        double[] sum = new double[168];
        int[] n = new int[168];
        double total = PRIOR;
        for (Block b : history) {
            sum[b.hour()] += b.root();
            n[b.hour()]++;
            total += b.root();
        }
        double mean = total / (history.size() + PRIOR);
        double[] byHour = new double[168];
        for (int h = 0; h < 168; h++) {
            byHour[h] = (sum[h] + SHRINK * mean) / (n[h] + SHRINK);
        }
        List<Double> rest = new ArrayList<>(
                history.stream().map(b -> b.root() - byHour[b.hour()]).toList());
        for (int i = 0; i < PRIOR; i++) {
            rest.add(1 - mean);
        }
        double middle = median(rest);
        double away = median(rest.stream().map(r -> Math.abs(r - middle)).toList());
        return new Baseline(byHour, middle, Math.max(1.4826 * away, POISSON));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int mid = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[mid] : (sorted[mid - 1] + sorted[mid]) / 2;
    }

    private double level(MinuteCounts counts, int minute) {
        return Math.max(0, byHour[counts.hourOfWeek(minute)] + middle);
    }

    /** How many spreads a count lies above what is usual at this minute. */
    double above(MinuteCounts counts, int minute, double count) {
        return (Math.sqrt(count) - level(counts, minute)) / spread;
    }

    /** What a usual busy minute has. */
    double expected(MinuteCounts counts, int minute) {
        return level(counts, minute) * level(counts, minute);
    }
}
