package io.forewarn.predictor.health;

import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RateTotal;
import io.forewarn.ingest.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where errors gather: component by class by release, ranked by the lower end of their lift, so that a few errors by chance
 * do not come out on top.
 *
 * @param events in the period
 * @param errors of them that have a class
 * @param hotspots whose interval lies above 1, the surest first
 */
public record Hotspots(Period period, long events, long errors, List<Hotspot> hotspots) {
    /** Fewer errors than this are no hotspot. */
    static final int FEWEST = 5;

    public Hotspots {
        hotspots = List.copyOf(hotspots);
    }

    /** Looks at one period; the filter's own times do not count. */
    public static Hotspots of(Store store, Period period, RateFilter filter, int limit) {
        RateFilter asked = filter.between(period.from(), period.until());
        Map<String, Long> eventsOf = new HashMap<>();
        long events = 0;
        for (RateTotal t : store.rates().totals(asked, List.of(RateDimension.COMPONENT, RateDimension.RELEASE))) {
            eventsOf.put(key(t.keys().get(0), t.keys().get(1)), t.n());
            events += t.n();
        }
        List<RateTotal> errors = store
                .rates()
                .totals(asked, List.of(RateDimension.COMPONENT, RateDimension.RELEASE, RateDimension.ERROR_CLASS))
                .stream()
                .filter(t -> !t.keys().get(2).isEmpty())
                .toList();
        Map<String, Long> errorsOf = new HashMap<>();
        errors.forEach(t -> errorsOf.merge(t.keys().get(2), t.errors(), Long::sum));
        List<Hotspot> found = new ArrayList<>();
        for (RateTotal t : errors) {
            String name = t.keys().get(2);
            long n = eventsOf.getOrDefault(key(t.keys().get(0), t.keys().get(1)), t.n());
            RateRatio lift = RateRatio.of(
                    t.errors(), (double) n, errorsOf.getOrDefault(name, 0L) - t.errors(), (double) events - n);
            if (t.errors() >= FEWEST && lift.raised()) {
                found.add(new Hotspot(t.keys().get(0), name, t.keys().get(1), lift, n));
            }
        }
        found.sort(Comparator.comparingDouble((Hotspot h) -> -h.lift().low())
                .thenComparing(Hotspot::component)
                .thenComparing(Hotspot::errorClass)
                .thenComparing(Hotspot::release));
        return new Hotspots(
                period,
                events,
                errors.stream().mapToLong(RateTotal::errors).sum(),
                found.subList(0, Math.min(limit, found.size())));
    }

    private static String key(String component, String release) {
        return component + '\u0000' + release;
    }
}
