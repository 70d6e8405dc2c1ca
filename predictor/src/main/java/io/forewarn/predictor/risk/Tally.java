package io.forewarn.predictor.risk;

import io.forewarn.predictor.Proportion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How past operations fared by something that each of them has: counted once, looked up again and again. */
final class Tally<K> {
    private static final Proportion NONE = new Proportion(0, 0);

    private final Map<K, int[]> counts = new HashMap<>();

    private Tally() {}

    /** @param keys of one operation; each counts once */
    static <K> Tally<K> by(List<Known> past, Function<Known, Collection<K>> keys) {
        Tally<K> tally = new Tally<>();
        for (Known each : past) {
            for (K key : keys.apply(each)) {
                int[] count = tally.counts.computeIfAbsent(key, any -> new int[2]);
                count[0] += each.failed() ? 1 : 0;
                count[1]++;
            }
        }
        return tally;
    }

    Proportion of(K key) {
        int[] count = counts.get(key);
        return count == null ? NONE : new Proportion(count[0], count[1]);
    }
}
