package io.forewarn.server.pages;

import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.models.errors.ErrorClass;
import io.forewarn.server.work.Reviews;
import io.forewarn.server.work.Workbench;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The list of issues.
 *
 * @param chosen the filters in force, by name
 * @param components to choose from
 * @param until last day of the small charts
 */
public record IssuesView(
        long total,
        List<Line> issues,
        Map<String, String> chosen,
        List<String> components,
        List<String> classes,
        String until,
        Paging paging) {
    static final List<String> STATUSES = List.of("unresolved", "regressed", "resolved", "ignored");
    private static final int PAGE = 25;
    private static final int DAYS = 30;

    /**
     * An issue.
     *
     * @param spark heights of its last 30 days
     */
    public record Line(IssueRow issue, List<Double> spark) {}

    static IssuesView of(Workbench bench, Asked asked) {
        Map<String, String> chosen = new TreeMap<>();
        List<IssueRow> all = bench.store().issues().list(IssueFilter.all(), 2000, 0);
        List<String> components =
                all.stream().map(IssueRow::component).distinct().sorted().toList();
        List<String> classes = bench.patterns().classes().stream().map(ErrorClass::id).toList();
        choose(chosen, asked, "component", components);
        choose(chosen, asked, "status", STATUSES);
        choose(chosen, asked, "error_class", classes);
        int page = asked.page();
        Reviews.IssuePage found = bench.reviews()
                .issues(
                        chosen.get("component"),
                        chosen.get("status"),
                        chosen.get("error_class"),
                        PAGE,
                        (page - 1) * PAGE);
        LocalDate until = all.stream()
                .map(i -> LocalDate.ofInstant(i.lastSeen(), ZoneOffset.UTC))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
        return new IssuesView(
                found.total(),
                found.issues().stream()
                        .map(i ->
                                new Line(i, Charts.spark(bench.store().issues().dailyCounts(i.id()), until, DAYS)))
                        .toList(),
                chosen,
                components,
                classes,
                until.toString(),
                new Paging("/issues", query(chosen), page, PAGE, found.total()));
    }

    /** Only what can be chosen is: an address typed by hand is not echoed. */
    private static void choose(Map<String, String> chosen, Asked asked, String name, List<String> known) {
        asked.query(name).ifPresent(value -> {
            if (!known.contains(value)) {
                throw new IllegalArgumentException("nothing is known of that " + Show.words(name)
                        + "; choose one of the list on the page of issues");
            }
            chosen.put(name, value);
        });
    }

    private static String query(Map<String, String> chosen) {
        StringBuilder query = new StringBuilder();
        chosen.forEach((k, v) -> query.append(k)
                .append('=')
                .append(URLEncoder.encode(v, StandardCharsets.UTF_8))
                .append('&'));
        return query.toString();
    }

    public List<String> statuses() {
        return STATUSES;
    }
}
