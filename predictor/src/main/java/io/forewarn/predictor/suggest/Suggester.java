package io.forewarn.predictor.suggest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.SuggestionRow;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.suggest.SuggestionSource.Proposal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Suggests what to do, the likeliest help first, and keeps what it suggested so that its success can be measured. The
 * rank is how well a suggestion fits times how often it may be expected to work: the mean of a Beta posterior over all
 * tries on record, which starts at the source's own prior.
 */
public final class Suggester {
    /** How many tries a source's prior is worth. */
    private static final double PRIOR_STRENGTH = 4;

    private static final int EVENTS = 5;

    private final Store store;
    private final ErrorClasses classes;
    private final List<SuggestionSource> sources;
    private final Clock clock;
    private final FailureTexts texts;

    public Suggester(Store store, ErrorClasses classes, List<SuggestionSource> sources, Clock clock) {
        this.store = store;
        this.classes = classes;
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.texts = new FailureTexts(store);
    }

    /**
     * What to do about an issue.
     *
     * @param most at most so many, 1 or more
     * @throws IllegalArgumentException where there is no such issue
     */
    public List<Suggestion> forIssue(String issueId, int most) {
        IssueRow issue = store.issues()
                .find(issueId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no issue has the id " + issueId + "; `forewarn issues` lists them"));
        List<Event> events = store.issues().events(issueId, EVENTS, 0);
        Operation op = events.stream()
                .map(Event::operationId)
                .filter(Objects::nonNull)
                .flatMap(id -> store.operations().find(id).stream())
                .findFirst()
                .orElse(null);
        ErrorClasses.Label label =
                new ErrorClasses.Label(issue.errorClass(), issue.confidence(), issue.transience(), issue.because());
        return suggest(
                new Problem(
                        issueId,
                        null,
                        op == null ? null : op.id(),
                        issue.component(),
                        op == null ? null : op.kind(),
                        issue.exceptionType(),
                        issue.title() + "\n" + FailureTexts.joined(events),
                        label,
                        null,
                        clock.instant()),
                most);
    }

    /**
     * What to do about a failed operation, from what it printed and logged.
     *
     * @throws IllegalArgumentException where there is no such operation
     */
    public List<Suggestion> forOperation(String operationId, int most) {
        Operation op = store.operations()
                .find(operationId)
                .orElseThrow(() -> new IllegalArgumentException("no operation has the id " + operationId));
        String text = texts.of(operationId);
        ErrorClasses.Label label =
                text.isBlank() ? ErrorClasses.Label.UNKNOWN : classes.classify(ErrorClasses.Sample.of(text));
        return suggest(
                new Problem(
                        null, null, operationId, op.component(), op.kind(), null, text, label, null, clock.instant()),
                most);
    }

    /**
     * What to do about a warning before an operation.
     *
     * @param warningKey the warning's key: a catalog entry, an attribute, or the operation that failed before
     * @param text the warning's words
     */
    public List<Suggestion> forWarning(String predictionId, Operation op, String warningKey, String text, int most) {
        String failure = store.operations().find(warningKey).isPresent() ? texts.of(warningKey) : "";
        ErrorClasses.Label label =
                failure.isBlank() ? ErrorClasses.Label.UNKNOWN : classes.classify(ErrorClasses.Sample.of(failure));
        return suggest(
                new Problem(
                        null,
                        predictionId,
                        op.id(),
                        op.component(),
                        op.kind(),
                        null,
                        failure.isBlank() ? text : failure,
                        label,
                        warningKey,
                        clock.instant()),
                most);
    }

    /** Asks every source, ranks and keeps the best. */
    public List<Suggestion> suggest(Problem problem, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("ask for at least one suggestion");
        }
        Map<String, Proportion> tried = new Standings(store).byKey();
        List<Suggestion> ranked = new ArrayList<>();
        for (SuggestionSource source : sources) {
            source.propose(problem).stream()
                    .map(proposal -> rank(problem, source, proposal, tried))
                    .forEach(ranked::add);
        }
        // A stable sort: equals stay in the order of the sources and of what each of them put first.
        ranked.sort(Comparator.comparingDouble(Suggestion::confidence).reversed());
        List<Suggestion> best = List.copyOf(ranked.subList(0, Math.min(most, ranked.size())));
        Instant now = clock.instant();
        store.suggestions()
                .upsert(best.stream().map(each -> row(problem, each, now)).toList());
        return best;
    }

    private static Suggestion rank(
            Problem problem, SuggestionSource source, Proposal proposal, Map<String, Proportion> tried) {
        Proportion told = tried.getOrDefault(Standings.key(source.name(), proposal.key()), new Proportion(0, 0));
        Proportion success = new Proportion(
                proposal.recorded().hits() + told.hits(), proposal.recorded().n() + told.n());
        return new Suggestion(
                Ids.of(problem.subject(), source.name(), proposal.key()),
                source.name(),
                proposal.key(),
                problem.label().errorClass(),
                problem.component(),
                proposal.title(),
                proposal.steps(),
                proposal.check(),
                proposal.evidence(),
                proposal.fit(),
                success,
                proposal.fit() * success.posterior(source.prior(), PRIOR_STRENGTH),
                standing(success));
    }

    private static String standing(Proportion success) {
        if (success.n() == 0) {
            return "Nobody has reported trying this yet.";
        }
        return "Worked in " + success.hits() + " of " + Words.count(success.n(), "reported attempt") + " ("
                + Words.percent(success.rate()) + ", 95 % interval " + Words.percent(success.low()) + " to "
                + Words.percent(success.high()) + ").";
    }

    private static SuggestionRow row(Problem problem, Suggestion s, Instant now) {
        return new SuggestionRow(
                s.id(),
                problem.issueId(),
                problem.predictionId(),
                problem.operationId(),
                s.errorClass(),
                s.component(),
                s.source(),
                s.key(),
                s.title(),
                SuggestionJson.steps(s),
                SuggestionJson.evidence(s),
                s.confidence(),
                now);
    }
}
