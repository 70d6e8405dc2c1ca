package io.forewarn.ingest.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about where events of an issue belong, and the moves that follow from them. */
public final class IssueRuleStore {
    private static final String COLUMNS = "id, kind, issue_id, target, field, value, ts";

    private final Database database;

    IssueRuleStore(Database database) {
        this.database = database;
    }

    /** All, oldest first. */
    public List<IssueRule> list() {
        return database.read(
                s -> s.list(IssueRuleStore::rule, "SELECT " + COLUMNS + " FROM issue_rules ORDER BY ts, id"));
    }

    public Optional<IssueRule> find(String id) {
        return database.read(
                s -> s.first(IssueRuleStore::rule, "SELECT " + COLUMNS + " FROM issue_rules WHERE id = ?", id));
    }

    /** Adds a rule without moving anything: for what comes later. */
    public void add(IssueRule rule) {
        database.write(s -> {
            insert(s, rule);
            return true;
        });
    }

    /** Adds a merge and moves the events, in one transaction. */
    public void merge(IssueRule rule) {
        String target = rule.target();
        if (target == null) {
            throw new IllegalArgumentException("a merge needs a target");
        }
        database.write(s -> {
            insert(s, rule);
            s.update("UPDATE event_issues SET issue_id = ? WHERE issue_id = ?", target, rule.issueId());
            Rollups.move(s, rule.issueId(), target);
            recount(s, List.of(rule.issueId(), target));
            return true;
        });
    }

    /** Adds a split and sets the issue's events free, to be grouped again. */
    public void split(IssueRule rule) {
        database.write(s -> {
            insert(s, rule);
            free(s, List.of(rule.issueId()));
            return true;
        });
    }

    /**
     * Forgets a rule and sets free the events of the issues it led to, to be grouped again.
     *
     * @param issues all issues that may hold events because of the rule
     * @return false where there is no such rule
     */
    public boolean undo(String id, Collection<String> issues) {
        return database.write(s -> {
            int gone = s.update("DELETE FROM issue_rules WHERE id = ?", id);
            if (gone > 0) {
                free(s, issues);
            }
            return gone > 0;
        });
    }

    /** Counts and times of issues anew, from the events that they have. */
    public void recount(Collection<String> issues) {
        database.write(s -> {
            recount(s, issues);
            return true;
        });
    }

    private static void insert(Session s, IssueRule r) throws SQLException {
        s.update(
                "INSERT OR REPLACE INTO issue_rules VALUES (?, ?, ?, ?, ?, ?, ?)",
                r.id(),
                r.kind(),
                r.issueId(),
                r.target(),
                r.field(),
                r.value(),
                r.at());
    }

    private static void free(Session s, Collection<String> issues) throws SQLException {
        for (String issue : issues) {
            s.update("DELETE FROM event_issues WHERE issue_id = ?", issue);
            Rollups.move(s, issue, null);
        }
        recount(s, issues);
    }

    /** An issue without events keeps what people said of it, and its times. */
    private static void recount(Session s, Collection<String> issues) throws SQLException {
        for (String issue : issues) {
            s.update("""
                    UPDATE issues SET
                      count = (SELECT count(*) FROM event_issues i WHERE i.issue_id = issues.id),
                      first_seen = coalesce((SELECT min(e.ts) FROM event_issues i JOIN events e
                        ON e.import_id = i.import_id AND e.ordinal = i.ordinal WHERE i.issue_id = issues.id), first_seen),
                      last_seen = coalesce((SELECT max(e.ts) FROM event_issues i JOIN events e
                        ON e.import_id = i.import_id AND e.ordinal = i.ordinal WHERE i.issue_id = issues.id), last_seen)
                    WHERE id = ?
                    """, issue);
        }
    }

    /** The issues that rules lead to from one, itself included; splits are followed by their ids. */
    public Set<String> reached(String issue) {
        List<IssueRule> rules = list();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(issue));
        while (!next.isEmpty()) {
            String at = next.poll();
            if (seen.add(at)) {
                rules.stream().filter(r -> r.issueId().equals(at)).forEach(r -> {
                    String target = r.target();
                    if (target != null) {
                        next.add(target);
                    }
                    next.addAll(parts(r));
                });
            }
        }
        return seen;
    }

    private List<String> parts(IssueRule rule) {
        return database.read(s -> s.list(
                r -> r.text(1),
                "SELECT DISTINCT id FROM issues WHERE why LIKE ? ESCAPE '!'",
                "%(split " + rule.id() + ")%"));
    }

    private static IssueRule rule(Row r) throws SQLException {
        return new IssueRule(
                r.text(1), r.text(2), r.text(3), r.maybeText(4), r.maybeText(5), r.maybeText(6), r.instant(7));
    }
}
