package io.forewarn.features;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events and errors by component and minute, kept as running sums: 12 bytes for each minute with an event, and when each
 * component first logged a line of each shape, about 80 bytes each. Asked about a
 * moment it looks at whole minutes that were over by then, so what is logged later changes no answer. For one thread at
 * a time.
 */
public final class LogCounts implements LogContext {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int USUAL = 14 * DAY;
    private static final int HEARD = 30 * DAY;
    private static final int FAMILIAR = 7 * DAY;
    private static final FirstSeen NOTHING = new FirstSeen();

    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, FirstSeen> firsts = new HashMap<>();
    private final Line all = new Line();

    /** One component: minutes with events, ascending, and the events and errors up to and with each. */
    private static final class Line {
        private int[] minutes = new int[16];
        private int[] events = new int[16];
        private int[] errors = new int[16];
        private int size;

        void add(int minute, long n, long failed) {
            if (size > 0 && minutes[size - 1] > minute) {
                throw new IllegalArgumentException("minutes must come in order");
            }
            boolean same = size > 0 && minutes[size - 1] == minute;
            int at = same ? size - 1 : size++;
            if (at == minutes.length) {
                minutes = Arrays.copyOf(minutes, 2 * at);
                events = Arrays.copyOf(events, 2 * at);
                errors = Arrays.copyOf(errors, 2 * at);
            }
            int last = same ? at : at - 1;
            minutes[at] = minute;
            events[at] = (last < 0 ? 0 : events[last]) + (int) n;
            errors[at] = (last < 0 ? 0 : errors[last]) + (int) failed;
        }

        /** Place of the first minute that is not before this one. */
        int place(int minute) {
            return Sorted.first(0, size, i -> minutes[i] >= minute);
        }

        long events(int from, int until) {
            return sum(events, place(until)) - sum(events, place(from));
        }

        long errors(int from, int until) {
            return sum(errors, place(until)) - sum(errors, place(from));
        }

        private static long sum(int[] sums, int place) {
            return place == 0 ? 0 : sums[place - 1];
        }

        /** The last minute with an error before a place; -1 where there is none. */
        int lastError(int place) {
            long all = sum(errors, place);
            if (all == 0) {
                return -1;
            }
            return minutes[Sorted.first(0, place - 1, i -> errors[i] >= all)];
        }
    }

    /**
     * Adds a minute of a component; minutes in ascending order, those of several components mixed as they come.
     *
     * @param errors of the events, at ERROR or worse or in an issue
     */
    public void add(String component, Instant minute, long events, long errors) {
        int at = minute(minute);
        lines.computeIfAbsent(component, name -> new Line()).add(at, events, errors);
        all.add(at, events, errors);
    }

    /** Says when a component logged a line of some shape; the first time counts. */
    public void seen(String component, long shape, Instant at) {
        firsts.computeIfAbsent(component, name -> new FirstSeen()).add(shape, minute(at));
    }

    /** Forgets the minutes from a moment on, and what was first seen then, to be added anew. */
    public void forget(Instant from) {
        int minute = minute(from);
        firsts.values().forEach(known -> known.forget(minute));
        lines.values().forEach(line -> line.size = line.place(minute));
        lines.values().removeIf(line -> line.size == 0);
        all.size = all.place(minute);
    }

    @Override
    public @Nullable LogWindow before(String component, Instant at) {
        Line line = lines.get(component);
        int now = minute(at);
        if (line == null || line.events(now - HEARD, now) == 0) {
            return null;
        }
        int place = line.place(now);
        int error = line.lastError(place);
        double hours = (double) USUAL / HOUR;
        boolean familiar = now - line.minutes[0] >= FAMILIAR;
        FirstSeen known = firsts.getOrDefault(component, NOTHING);
        return new LogWindow(
                line.events(now - HOUR, now),
                line.errors(now - HOUR, now),
                line.events(now - DAY, now),
                line.errors(now - DAY, now),
                line.events(now - HOUR - USUAL, now - HOUR) / hours,
                line.errors(now - HOUR - USUAL, now - HOUR) / hours,
                error < 0 || now - error > HEARD ? Double.NaN : (now - error) / (double) HOUR,
                all.errors(now - HOUR, now) - line.errors(now - HOUR, now),
                familiar ? known.count(now - HOUR, now) : Double.NaN,
                familiar ? known.count(now - DAY, now) : Double.NaN);
    }

    private static int minute(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), 60);
    }
}
