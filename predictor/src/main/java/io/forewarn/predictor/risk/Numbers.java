package io.forewarn.predictor.risk;

import io.forewarn.features.Sorted;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.predictor.Proportion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The values of a numeric attribute among past operations, sorted, with how those operations ended. */
final class Numbers {
    private final double[] values;
    /** How many of the first so many failed. */
    private final int[] failures;

    private final double[] successful;

    private Numbers(double[] values, int[] failures, double[] successful) {
        this.values = values;
        this.failures = failures;
        this.successful = successful;
    }

    static Numbers of(List<Known> past, String attribute) {
        record One(double value, boolean failed) {}
        List<One> all = past.stream()
                .filter(each -> each.operation().attributes().get(attribute) instanceof Attribute.Numeric)
                .map(each -> new One(number(each, attribute), each.failed()))
                .sorted(Comparator.comparingDouble(One::value))
                .toList();
        int[] failures = new int[all.size() + 1];
        for (int i = 0; i < all.size(); i++) {
            failures[i + 1] = failures[i] + (all.get(i).failed ? 1 : 0);
        }
        return new Numbers(
                all.stream().mapToDouble(One::value).toArray(),
                failures,
                all.stream().filter(one -> !one.failed).mapToDouble(One::value).toArray());
    }

    private static double number(Known past, String attribute) {
        return past.operation().attributes().get(attribute) instanceof Attribute.Numeric n ? n.value() : Double.NaN;
    }

    /** Sorted; not to be written to. */
    double[] all() {
        return values;
    }

    /** Those of operations that succeeded, sorted; not to be written to. */
    double[] successful() {
        return successful;
    }

    /** How many successful ones are at least, or at most, a bound. */
    long keeping(double bound, boolean atLeast) {
        int below = firstNotBelow(successful, bound);
        return atLeast ? successful.length - below : firstAbove(successful, bound);
    }

    /** How those beyond a bound fared. */
    Proportion beyond(double bound, boolean below) {
        return below ? between(0, firstNotBelow(values, bound)) : between(firstAbove(values, bound), values.length);
    }

    /** How those with a value fared. */
    Proportion equal(double value) {
        return between(firstNotBelow(values, value), firstAbove(values, value));
    }

    private Proportion between(int from, int until) {
        return new Proportion((long) failures[until] - failures[from], (long) until - from);
    }

    /** How those nearest to a value fared, and the range they lie in. */
    record Near(Proportion seen, double from, double to) {}

    /** The {@code least} nearest ones, and whatever else is as near as the farthest of them. */
    Near nearest(double value, int least) {
        int right = firstNotBelow(values, value);
        int left = right - 1;
        double reach = 0;
        for (int taken = 0; taken < least; taken++) {
            boolean down = right >= values.length || (left >= 0 && apart(left, value) <= apart(right, value));
            reach = down ? apart(left--, value) : apart(right++, value);
        }
        while (left >= 0 && apart(left, value) <= reach) {
            left--;
        }
        while (right < values.length && apart(right, value) <= reach) {
            right++;
        }
        return new Near(between(left + 1, right), values[left + 1], values[right - 1]);
    }

    private double apart(int at, double value) {
        return Math.abs(values[at] - value);
    }

    private static int firstNotBelow(double[] sorted, double bound) {
        return Sorted.first(0, sorted.length, i -> sorted[i] >= bound);
    }

    private static int firstAbove(double[] sorted, double bound) {
        return Sorted.first(0, sorted.length, i -> sorted[i] > bound);
    }

    /** Whether there are any at all. */
    int size() {
        return values.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
