package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Errors of a part of an import that belong to no issue yet, by what they say: most of a log's errors are lines of few
 * templates, so that the database counts and links them without giving each of them out.
 */
public final class AlikeRange {
    /** Errors by their severity alone: said so, the other columns of all that is no error need not be read. */
    private static final String ERRORS = "e.severity >= 17 AND e.exception_type IS NULL AND " + EventStore.IN_NO_ISSUE;

    /** Of lines that say nothing beside their message: all that groups them is the same. */
    private static final String PLAIN = ERRORS
            + " AND t.template_id IS NOT NULL AND e.frames IS NULL"
            + " AND NOT contains(coalesce(e.attributes, ''), '\"fingerprint\":')"
            + " AND NOT contains(coalesce(e.attributes, ''), '\"message.template\":')";

    private final Database database;
    private final KeyRange range;
    private final List<AlikeErrors> all;

    private AlikeRange(Database database, KeyRange range, List<AlikeErrors> all) {
        this.database = database;
        this.range = range;
        this.all = all;
    }

    /** Ranges of at most so many errors, in the order of import. */
    static List<KeyRange> ranges(Session s, int most) throws SQLException {
        return KeyRange.of(s, " FROM events e WHERE " + ERRORS, new Object[0], most);
    }

    static AlikeRange read(Database database, KeyRange range) {
        return new AlikeRange(
                database,
                range,
                database.read(s -> s.list(
                        r -> new AlikeErrors(
                                r.number(1),
                                r.text(2),
                                r.maybeText(3),
                                r.number(4),
                                r.maybeInstant(5),
                                r.maybeInstant(6),
                                r.flag(7),
                                r.flag(8)),
                        "SELECT t.template_id, e.component, e.logger, count(*), min(e.ts), max(e.ts), bool_or(e.ts IS NULL),"
                                + " coalesce(bool_or(e.severity >= 21), false)" + EventStore.TABLES + " WHERE " + PLAIN
                                + " AND " + range.sql()
                                + " GROUP BY t.template_id, e.component, e.logger ORDER BY min(e.ordinal)")));
    }

    /** In the order of the first of each. */
    public List<AlikeErrors> all() {
        return all;
    }

    /** The first few events of some of these errors, in the order of import. */
    public Map<AlikeErrors, List<Event>> samples(Collection<AlikeErrors> some, int most) {
        if (some.isEmpty()) {
            return Map.of();
        }
        Map<Said, AlikeErrors> wanted = new HashMap<>();
        some.forEach(e -> wanted.put(new Said(e.templateId(), e.component(), e.logger()), e));
        String key = "t.template_id, e.component, e.logger";
        List<Long> ordinals = new ArrayList<>();
        database.read(s -> s.list(
                        r -> Map.entry(new Said(r.number(1), r.text(2), r.maybeText(3)), r.number(4)),
                        "SELECT " + key + ", e.ordinal" + EventStore.TABLES + " WHERE " + PLAIN + " AND " + range.sql()
                                + " QUALIFY row_number() OVER (PARTITION BY " + key + " ORDER BY e.ordinal) <= " + most
                                + " ORDER BY e.ordinal"))
                .forEach(found -> {
                    if (wanted.containsKey(found.getKey())) {
                        ordinals.add(found.getValue());
                    }
                });
        Map<AlikeErrors, List<Event>> samples = new HashMap<>();
        for (Event e : new EventStore(database).of(range, ordinals)) {
            AlikeErrors errors = wanted.get(new Said(e.templateId(), e.component(), e.logger()));
            if (errors != null) {
                samples.computeIfAbsent(errors, any -> new ArrayList<>()).add(e);
            }
        }
        return samples;
    }

    /**
     * Says which issue each of these errors belongs to, and counts it there.
     *
     * @return false where other events are there than were counted: they were erased or attached meanwhile
     */
    boolean attach(Session s, Map<AlikeErrors, String> issueIds) throws SQLException {
        s.stage("stage_alike", "template_id BIGINT, component VARCHAR, logger VARCHAR, issue_id VARCHAR");
        long counted = 0;
        try (DuckDBAppender a = s.staged("stage_alike")) {
            for (Map.Entry<AlikeErrors, String> entry : issueIds.entrySet()) {
                AlikeErrors errors = entry.getKey();
                counted += errors.count();
                a.beginRow();
                a.append(errors.templateId()).append(errors.component());
                EventStore.text(a, errors.logger());
                a.append(entry.getValue());
                a.endRow();
            }
        }
        // what counting them takes as well: the events are many and should be read once
        s.execute("CREATE OR REPLACE TEMP TABLE attaching AS SELECT e.import_id, e.ordinal, g.issue_id, "
                + Rollups.COUNTED + EventStore.TABLES
                + " JOIN stage_alike g ON g.template_id = t.template_id AND g.component = e.component"
                + " AND g.logger IS NOT DISTINCT FROM e.logger WHERE " + PLAIN + " AND " + range.sql());
        boolean same = s.number("SELECT count(*) FROM attaching") == counted;
        if (same) {
            Rollups.attached(s);
            s.execute("INSERT INTO event_issues SELECT import_id, ordinal, issue_id FROM attaching");
        }
        s.execute("DROP TABLE attaching");
        return same;
    }

    private record Said(
            long templateId, String component, @Nullable String logger) {}
}
