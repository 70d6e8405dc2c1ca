package io.forewarn.features;

import java.util.function.IntPredicate;

/** Searches in what is in order. */
public final class Sorted {
    private Sorted() {}

    /**
     * The first index at which a condition holds that holds for all after it, too; {@code until} where it holds for none.
     * Asks about log2 of them.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public static int first(int from, int until, IntPredicate holds) {
        int low = from;
        int high = until;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
