package io.forewarn.server.pages;

import io.forewarn.ingest.store.DailyCount;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Overview;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the script of the pages draws: JSON for the {@code data-chart} attribute. */
final class Charts {
    private static final int MOST_DAYS = 400;

    private Charts() {}

    /** One row of a chart's table: a label and its figures. */
    record Series(String label, String colour, List<? extends Number> data, Map<String, Object> more) {
        Map<String, Object> spec() {
            Map<String, Object> spec = new LinkedHashMap<>(more);
            spec.put("label", label);
            spec.put("colour", colour);
            spec.put("data", data);
            return spec;
        }
    }

    static String of(String type, List<String> labels, List<Series> series, Map<String, Object> more) {
        Map<String, Object> spec = new LinkedHashMap<>(more);
        spec.put("type", type);
        spec.put("labels", labels);
        spec.put("series", series.stream().map(Series::spec).toList());
        return Json.text(spec);
    }

    /** Operations that succeeded and that failed, by week. */
    static String weeks(List<Overview.Week> weeks) {
        return of(
                "bar",
                weeks.stream().map(w -> w.monday().toString()).toList(),
                List.of(
                        new Series(
                                "Succeeded",
                                "soft",
                                weeks.stream()
                                        .map(w -> w.operations() - w.failed())
                                        .toList(),
                                Map.of()),
                        new Series(
                                "Failed",
                                "red",
                                weeks.stream().map(Overview.Week::failed).toList(),
                                Map.of())),
                Map.of("stacked", true));
    }

    /** Counts by day; days without any are drawn as zero, up to a span that can be seen. */
    static String days(String label, List<DailyCount> days) {
        List<DailyCount> all = filled(days);
        return of(
                "bar",
                all.stream().map(d -> d.day().toString()).toList(),
                List.of(new Series(
                        label, "red", all.stream().map(DailyCount::count).toList(), Map.of())),
                Map.of());
    }

    /** The same days with those between them that had none. */
    static List<DailyCount> filled(List<DailyCount> days) {
        if (days.isEmpty()) {
            return days;
        }
        Map<LocalDate, Long> counts = new TreeMap<>();
        days.forEach(d -> counts.merge(d.day(), d.count(), Long::sum));
        LocalDate first = days.get(0).day();
        LocalDate last = days.get(days.size() - 1).day();
        if (first.plusDays(MOST_DAYS).isBefore(last)) {
            return days;
        }
        List<DailyCount> all = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            all.add(new DailyCount(day, counts.getOrDefault(day, 0L)));
        }
        return all;
    }

    /** The last days before a day, as heights from 0 to 1 of the largest; for a line of small bars. */
    static List<Double> spark(List<DailyCount> days, LocalDate until, int length) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        days.forEach(d -> counts.merge(d.day(), d.count(), Long::sum));
        LocalDate from = until.minusDays(length - 1L);
        long most = 1;
        for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
            most = Math.max(most, counts.getOrDefault(day, 0L));
        }
        List<Double> heights = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
            heights.add((double) counts.getOrDefault(day, 0L) / most);
        }
        return heights;
    }
}
