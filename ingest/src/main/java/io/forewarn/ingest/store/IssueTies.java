package io.forewarn.ingest.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keeps counts and times of issues true while events are taken back. */
final class IssueTies {
    private IssueTies() {}

    /**
     * Remembers whose events these are, before they go.
     *
     * @param events {@code SELECT import_id, ordinal, ts FROM events ...}
     */
    static void note(Session s, String events, @Nullable Object... args) throws SQLException {
        s.stage("cut_ties", "issue_id VARCHAR, n BIGINT, first_ts TIMESTAMP");
        s.update(
                "INSERT INTO cut_ties SELECT i.issue_id, count(*), min(e.ts) FROM event_issues i JOIN (" + events
                        + ") e ON e.import_id = i.import_id AND e.ordinal = i.ordinal GROUP BY i.issue_id",
                args);
    }

    /**
     * Takes from the issues what is gone by now. One that has no event left goes too, unless a person has said something
     * of it or something was suggested for it.
     */
    static void settle(Session s) throws SQLException {
        s.execute("""
                UPDATE issues SET count = greatest(0, issues.count - c.n),
                  first_seen = CASE WHEN issues.first_seen < c.first_ts THEN issues.first_seen
                    ELSE coalesce(c.first_left, issues.first_seen) END,
                  last_seen = coalesce(c.last_left, issues.last_seen)
                FROM (SELECT c.issue_id, c.n, c.first_ts, min(e.ts) AS first_left, max(e.ts) AS last_left
                  FROM cut_ties c LEFT JOIN event_issues i ON i.issue_id = c.issue_id
                  LEFT JOIN events e ON e.import_id = i.import_id AND e.ordinal = i.ordinal GROUP BY ALL) c
                WHERE issues.id = c.issue_id
                """);
        s.execute("""
                DELETE FROM cut_ties WHERE issue_id NOT IN (SELECT id FROM issues WHERE NOT corrected
                  AND status = 'unresolved')
                  OR issue_id IN (SELECT issue_id FROM event_issues)
                  OR issue_id IN (SELECT issue_id FROM suggestions WHERE issue_id IS NOT NULL)
                  OR issue_id IN (SELECT issue_id FROM issue_corrections)
                  OR issue_id IN (SELECT issue_id FROM issue_rules)
                  OR issue_id IN (SELECT target FROM issue_rules WHERE target IS NOT NULL)
                """);
        s.execute("DELETE FROM issue_vectors WHERE issue_id IN (SELECT issue_id FROM cut_ties)");
        s.execute("DELETE FROM issues WHERE id IN (SELECT issue_id FROM cut_ties)");
        s.execute("DELETE FROM cut_ties");
    }
}
