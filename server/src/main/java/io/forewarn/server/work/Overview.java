package io.forewarn.server.work;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.EventCount;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.OperationCounts;
import io.forewarn.ingest.store.PredictionFilter;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All at a glance.
 *
 * @param events stored
 * @param errors of them, at ERROR or worse
 * @param unresolved issues that are unresolved or regressed
 * @param operations with a known outcome, cancelled ones left out
 * @param failed of them
 * @param predictions made
 * @param redactions values replaced before anything was stored, by detector
 * @param weeks operations by week, oldest first
 * @param errorDays error events by day, oldest first
 * @param components operations by component, worst rate first
 * @param topIssues most frequent unresolved ones
 * @param riskModel summary of the current risk model, or null
 */
public record Overview(
        long events,
        long errors,
        long issues,
        long unresolved,
        long operations,
        long failed,
        long predictions,
        long suggestionsTried,
        long suggestionsWorked,
        Map<String, Long> redactions,
        List<Week> weeks,
        List<Day> errorDays,
        List<Rate> components,
        List<IssueRow> topIssues,
        List<Reviews.PredictionView> latestPredictions,
        List<ImportRow> imports,
        Learning.@Nullable ModelView riskModel) {

    /** One week that begins on a Monday, in UTC. */
    public record Week(LocalDate monday, long operations, long failed) {}

    /** One day in UTC. */
    public record Day(LocalDate day, long errors) {}

    /** How often operations of one component fail. */
    public record Rate(String component, long operations, long failed) {}

    static Overview of(Workbench bench) {
        OperationCounts counts = bench.store().operationCounts();
        List<OperationCounts.Component> components = counts.components(null, null, null);
        Map<LocalDate, Long> days = new TreeMap<>();
        long errors = 0;
        for (EventCount c : bench.store().events().counts(EventFilter.all().withSeverity(Severity.ERROR))) {
            errors += c.count();
            if (c.day() != null) {
                days.merge(c.day(), c.count(), Long::sum);
            }
        }
        var issues = bench.store().issues();
        List<ImportRow> imports = bench.store().imports().list();
        Map<String, Long> redactions = new TreeMap<>();
        imports.forEach(row -> row.redactions().forEach((k, v) -> redactions.merge(k, v, Long::sum)));
        long[] tried = new long[2];
        bench.store().suggestions().countsBySource().forEach(c -> {
            tried[0] += c.tried();
            tried[1] += c.worked();
        });
        return new Overview(
                bench.store().events().count(),
                errors,
                issues.count(IssueFilter.all()),
                issues.count(new IssueFilter(null, "unresolved", null))
                        + issues.count(new IssueFilter(null, "regressed", null)),
                components.stream().mapToLong(OperationCounts.Component::n).sum(),
                components.stream().mapToLong(OperationCounts.Component::failed).sum(),
                bench.store().predictions().count(PredictionFilter.all()),
                tried[0],
                tried[1],
                redactions,
                counts.weeks().stream()
                        .map(w -> new Week(w.monday(), w.n(), w.failed()))
                        .toList(),
                days.entrySet().stream()
                        .map(e -> new Day(e.getKey(), e.getValue()))
                        .toList(),
                rates(components),
                issues.list(new IssueFilter(null, "unresolved", null), 1000, 0).stream()
                        .sorted(Comparator.comparingLong(IssueRow::count).reversed())
                        .limit(8)
                        .toList(),
                bench.reviews().predictions(8, 0).predictions(),
                imports.subList(0, Math.min(8, imports.size())),
                bench.learning().current("risk"));
    }

    private static List<Rate> rates(List<OperationCounts.Component> components) {
        return components.stream()
                .map(c -> new Rate(c.name(), c.n(), c.failed()))
                .sorted((a, b) ->
                        Double.compare((double) b.failed() / b.operations(), (double) a.failed() / a.operations()))
                .toList();
    }
}
