package io.forewarn.predictor.suggest;

import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.store.Store;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.grouping.ErrorClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the team did before: repairs of failures like this one of which at least one worked. */
final class HistorySource implements SuggestionSource {
    /** Share of each part in the fit; they add up to 1. */
    private static final double COMPONENT = 0.25;

    private static final double KIND = 0.15;
    private static final double TEXT = 0.35;
    private static final double CLASS = 0.25;
    /** Less like it than this is another story. */
    private static final double LEAST = 0.35;

    private static final int CITED = 3;

    private final Store store;
    private final ErrorClasses classes;
    private @Nullable RepairGroups groups;
    private long counted = -1;

    HistorySource(Store store, ErrorClasses classes) {
        this.store = store;
        this.classes = classes;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public List<Proposal> propose(Problem problem) {
        RepairGroups known = groups();
        Map<String, Double> asked = known.vector(problem.text());
        List<Proposal> proposals = new ArrayList<>();
        for (RepairGroups.Group group : known.all()) {
            proposal(group, problem, asked, proposals);
        }
        return proposals;
    }

    private record Fitting(RepairGroups.Case past, double fit) {
        boolean worked() {
            return Boolean.TRUE.equals(past.repair().worked());
        }
    }

    private static void proposal(
            RepairGroups.Group group, Problem problem, Map<String, Double> asked, List<Proposal> into) {
        List<Fitting> fitting = group.cases().stream()
                .filter(past -> past.repair().at().isBefore(problem.at()))
                .map(past -> new Fitting(past, fit(past, problem, asked)))
                .filter(past -> past.fit() >= LEAST)
                .sorted(Comparator.comparing(Fitting::worked)
                        .thenComparingDouble(Fitting::fit)
                        .reversed()
                        .thenComparing(each -> each.past().repair().at(), Comparator.reverseOrder()))
                .toList();
        if (fitting.isEmpty() || !fitting.get(0).worked()) {
            return;
        }
        long worked = fitting.stream().filter(Fitting::worked).count();
        long failed = fitting.stream()
                .filter(each -> Boolean.FALSE.equals(each.past().repair().worked()))
                .count();
        Repair best = fitting.get(0).past().repair();
        into.add(new Proposal(
                group.key(),
                Words.cut(best.action(), 90),
                List.of(Words.cut(best.action(), 1000)),
                "The next try succeeds.",
                fitting.stream().limit(CITED).map(each -> cite(each.past())).toList(),
                fitting.get(0).fit(),
                new Proportion(worked, worked + failed)));
    }

    private static double fit(RepairGroups.Case past, Problem problem, Map<String, Double> asked) {
        boolean sameClass = !past.errorClass().equals(ErrorClasses.Label.UNKNOWN.errorClass())
                && past.errorClass().equals(problem.label().errorClass());
        return (past.repair().component().equals(problem.component()) ? COMPONENT : 0)
                + (problem.kind() != null && problem.kind().equals(past.kind()) ? KIND : 0)
                + TEXT * TextVectors.likeness(asked, past.failure())
                + (sameClass ? CLASS : 0);
    }

    private static Suggestion.Citation cite(RepairGroups.Case past) {
        Repair repair = past.repair();
        String result = repair.worked() == null
                ? "result not recorded"
                : repair.worked() ? "the next try worked" : "the next try failed again";
        String what = past.kind() == null ? "a failure" : "a failed " + Words.kind(past.kind());
        return new Suggestion.Citation(
                "repair",
                repair.id(),
                repair.at(),
                Words.day(repair.at()) + ", after " + what + " of " + repair.component()
                        + (repair.operationId() == null ? "" : " (operation " + repair.operationId() + ")") + ": “"
                        + Words.cut(repair.action(), 200) + "”; " + result + ".");
    }

    private synchronized RepairGroups groups() {
        long now = store.repairs().count();
        RepairGroups known = groups;
        if (known == null || now != counted) {
            known = RepairGroups.of(store, classes);
            groups = known;
            counted = now;
        }
        return known;
    }
}
