package io.forewarn.server.work;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.IssueRule;
import io.forewarn.ingest.store.TemplateRow;
import io.forewarn.predictor.grouping.IssueRules;
import io.forewarn.server.wire.NotFoundException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges and splits of issues by people: done now, remembered for later events, and undone. */
public final class IssueRuling {
    private static final int LOOKED_AT = 10_000;

    private final Workbench bench;

    IssueRuling(Workbench bench) {
        this.bench = bench;
    }

    /** Rules there are. */
    public record Rules(List<IssueRule> rules) {}

    /**
     * What a ruling did.
     *
     * @param rule by which it is undone
     * @param issues that have the events now
     */
    public record Ruled(String rule, List<IssueRow> issues) {}

    public Rules rules() {
        return new Rules(bench.store().issueRules().list());
    }

    /**
     * Moves all events of an issue to another, now and later.
     *
     * @throws IllegalArgumentException where that would go round in a circle
     */
    public synchronized Ruled merge(String id, String into) {
        IssueRow from = issue(id);
        IssueRow to = issue(into);
        if (from.id().equals(to.id()) || bench.store().issueRules().reached(to.id()).contains(from.id())) {
            throw new IllegalArgumentException("these two are one already, or would go round in a circle");
        }
        IssueRule rule = new IssueRule(
                "m-" + from.id(), "merge", from.id(), to.id(), null, null, bench.clock().instant());
        bench.store().issueRules().merge(rule);
        return new Ruled(rule.id(), List.of(issue(to.id())));
    }

    /**
     * Tells the events of an issue apart, now and later.
     *
     * @param by a field: each of its values becomes an issue; or null
     * @param event an event whose kind of message leaves the issue; or null
     * @throws IllegalArgumentException where neither or both are given, or nothing would be told apart
     */
    public synchronized Ruled split(String id, @Nullable String by, @Nullable String event) {
        IssueRow issue = issue(id);
        if ((by == null) == (event == null)) {
            throw new IllegalArgumentException("say either by which field to split ("
                    + String.join(", ", IssueRules.FIELDS) + ") or which event to split off");
        }
        List<Event> events = bench.store().issues().events(id, LOOKED_AT, 0);
        String field = by == null ? "message" : by;
        Set<String> values = new LinkedHashSet<>();
        events.forEach(e -> values.add(IssueRules.value(e, template(e), field)));
        if (values.size() < 2) {
            throw new IllegalArgumentException(
                    "all events of this issue have the same " + field.replace('_', ' ') + "; there is nothing to split");
        }
        String value = event == null ? null : valueOf(events, event);
        String ruleId = "s-" + issue.id() + "-" + bench.store().issueRules().list().size();
        bench.store()
                .issueRules()
                .split(new IssueRule(
                        ruleId, "split", issue.id(), null, field, value, bench.clock().instant()));
        bench.reviews().group();
        bench.store().issueRules().recount(bench.store().issueRules().reached(issue.id()));
        return ruled(ruleId, issue.id());
    }

    private String valueOf(List<Event> events, String event) {
        return events.stream()
                .filter(e -> e.id().equals(event))
                .findFirst()
                .map(e -> IssueRules.value(e, template(e), "message"))
                .orElseThrow(() -> new NotFoundException(
                        "no such event in this issue; its page and forewarn issues ID --json list them"));
    }

    /** Takes a ruling back: its events are grouped as if it had not been. */
    public synchronized Ruled undo(String ruleId) {
        IssueRule rule = bench.store()
                .issueRules()
                .find(ruleId)
                .orElseThrow(() ->
                        new NotFoundException("no rule '" + bench.scrub(ruleId) + "'; forewarn issues rules lists them"));
        Set<String> touched = bench.store().issueRules().reached(rule.issueId());
        bench.store().issueRules().undo(rule.id(), touched);
        bench.reviews().group();
        bench.store().issueRules().recount(touched);
        return ruled(rule.id(), rule.issueId());
    }

    private Ruled ruled(String rule, String issue) {
        return new Ruled(
                rule,
                bench.store().issueRules().reached(issue).stream()
                        .flatMap(id -> bench.store().issues().find(id).stream())
                        .filter(row -> row.count() > 0)
                        .toList());
    }

    private @Nullable String template(Event event) {
        return event.templateId() == 0
                ? null
                : bench.store()
                        .templates()
                        .find(event.templateId())
                        .map(TemplateRow::text)
                        .orElse(null);
    }

    private IssueRow issue(String id) {
        return bench.store()
                .issues()
                .find(id)
                .orElseThrow(
                        () -> new NotFoundException("no issue '" + bench.scrub(id) + "'; forewarn issues lists them"));
    }
}
