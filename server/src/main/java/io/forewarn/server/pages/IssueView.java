package io.forewarn.server.pages;

import io.forewarn.ingest.store.DailyCount;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.IssueRule;
import io.forewarn.models.errors.ErrorClass;
import io.forewarn.predictor.grouping.IssueRules;
import io.forewarn.predictor.suggest.SimilarIssues;
import io.forewarn.server.work.Reviews;
import io.forewarn.server.work.Workbench;
import java.util.List;

/**
 * One issue.
 *
 * @param chart of its days; empty where no event states a time
 * @param days the same figures for a table, newest first
 * @param suggestions made before
 * @param similar issues that are alike
 * @param similarBy {@code meaning} or {@code words}
 * @param fields by which the issue can be split
 * @param rules that its events follow, by word of a person
 * @param notice what a form just did
 */
public record IssueView(
        IssueRow issue,
        List<Reviews.EventView> events,
        String chart,
        List<DailyCount> days,
        List<String> classes,
        List<String> statuses,
        List<SuggestionLine> suggestions,
        List<SimilarIssues.Similar> similar,
        String similarBy,
        List<String> fields,
        List<Ruling> rules,
        Notice notice) {

    /** What a person decided about this issue, and the rule by which it is taken back. */
    public record Ruling(String rule, String words) {}

    static IssueView of(Workbench bench, Asked asked) {
        Reviews.IssueView view = bench.reviews().issue(asked.id());
        List<DailyCount> days = view.daily();
        return new IssueView(
                view.issue(),
                view.events(),
                days.isEmpty() ? "" : Charts.days("Events", days),
                days.stream()
                        .sorted((a, b) -> b.day().compareTo(a.day()))
                        .limit(60)
                        .toList(),
                bench.patterns().classes().stream().map(ErrorClass::id).toList(),
                IssuesView.STATUSES,
                SuggestionLine.of(bench, view.suggestions()),
                view.similar(),
                view.similarBy(),
                IssueRules.FIELDS,
                bench.ruling().rules().rules().stream()
                        .filter(r -> r.issueId().equals(asked.id())
                                || asked.id().equals(r.target())
                                || view.issue().why().contains("(split " + r.id() + ")"))
                        .map(r -> new Ruling(r.id(), words(bench, r)))
                        .toList(),
                Notice.of(asked));
    }

    private static String words(Workbench bench, IssueRule rule) {
        String title =
                bench.store().issues().find(rule.issueId()).map(IssueRow::title).orElse(rule.issueId());
        String field = rule.field();
        return field == null ? "“" + title + "” was merged" : "“" + title + "” was split by " + field.replace('_', ' ');
    }
}
