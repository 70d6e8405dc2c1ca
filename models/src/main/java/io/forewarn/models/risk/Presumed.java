package io.forewarn.models.risk;

import java.time.Instant;
import java.util.Arrays;

/**
 * Operations that count, or counted, as a success only for want of a known failure, in order of their start: three times of
 * each, in twelve bytes a time, for there may be a million.
 */
final class Presumed {
    private static final int TIMES = 3;

    private long[] seconds = new long[TIMES * 1024];
    private int[] nanos = new int[TIMES * 1024];
    private int size;

    /**
     * Takes the next.
     *
     * @param began when the operation began
     * @param entered when it began to count as a success
     * @param found when it turned out to be a failure; {@link Instant#MAX} where it did not
     */
    void add(Instant began, Instant entered, Instant found) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        put(began);
        put(entered);
        put(found);
    }

    private void put(Instant at) {
        seconds[size] = at.getEpochSecond();
        nanos[size] = at.getNano();
        size++;
    }

    /** What they teach at a time about failures that are found late. */
    LifeTable table(Instant at) {
        LifeTable table = new LifeTable();
        for (int i = 0; i < size && time(i).isBefore(at); i += TIMES) {
            Instant entered = time(i + 1);
            if (entered.isBefore(at)) {
                Instant found = time(i + 2);
                boolean failed = !found.isAfter(at);
                table.add(time(i), entered, failed ? found : at, failed, at);
            }
        }
        return table;
    }

    private Instant time(int i) {
        return Instant.ofEpochSecond(seconds[i], nanos[i]);
    }
}
