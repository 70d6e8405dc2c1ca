package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.event.OperationMark.Role;
import io.forewarn.ingest.event.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Operations that log records speak of. The marks are kept, and what they make of one id is always made of all of them:
 * it does not matter in which order, in which batch or from which file they came, nor whether one came twice.
 */
public final class DerivedOperations {
    static final String TABLE = """
        CREATE TABLE operation_marks(import_id BIGINT NOT NULL, ordinal BIGINT NOT NULL, rule VARCHAR NOT NULL,
          key VARCHAR NOT NULL, role VARCHAR NOT NULL, ts TIMESTAMP NOT NULL, kind VARCHAR NOT NULL,
          component VARCHAR NOT NULL, environment VARCHAR, actor VARCHAR, attributes VARCHAR NOT NULL,
          timeout_ms BIGINT, operation_id VARCHAR NOT NULL);
        """;

    private static final String COLUMNS = "m.import_id, m.ordinal, m.rule, m.key, m.role, m.ts, m.kind, m.component,"
            + " m.environment, m.actor, m.attributes, m.timeout_ms";

    private static final Comparator<OperationMark> IN_ORDER = Comparator.comparing(
                    (OperationMark m) -> m.operation().at())
            .thenComparing(OperationMark::role)
            .thenComparing(OperationMark::importId)
            .thenComparing(OperationMark::ordinal);

    private DerivedOperations() {}

    /**
     * Pairs starts with what ended them: the first end or failure behind a start and before the next one. A start that
     * nothing ended stays open, or has failed where it timed out.
     *
     * @param until the latest time that the logs tell of; null where no operation is to time out for want of an end
     * @return in the order of rule, id and start
     */
    public static List<Operation> of(List<OperationMark> marks, @Nullable Instant until) {
        Map<String, List<OperationMark>> byKey = new TreeMap<>();
        for (OperationMark mark : marks) {
            byKey.computeIfAbsent(mark.rule() + '\n' + mark.operation().id(), k -> new ArrayList<>())
                    .add(mark);
        }
        List<Operation> operations = new ArrayList<>();
        for (List<OperationMark> one : byKey.values()) {
            one.sort(IN_ORDER);
            OperationMark start = null;
            OperationMark end = null;
            for (OperationMark mark : one) {
                if (mark.role() != Role.START) {
                    end = end == null ? mark : end;
                } else if (start == null
                        || !start.operation().at().equals(mark.operation().at())) {
                    if (start != null) {
                        operations.add(operation(start, end, until));
                    }
                    start = mark;
                    end = null;
                }
            }
            if (start != null) {
                operations.add(operation(start, end, until));
            }
        }
        return operations;
    }

    private static Operation operation(OperationMark start, @Nullable OperationMark end, @Nullable Instant until) {
        Operation op = start.operation();
        Operation.Builder made = Operation.builder(id(start))
                .kind(op.kind())
                .component(op.component())
                .environment(op.environment())
                .actor(op.actor())
                .at(op.at())
                .attributes(op.attributes());
        Duration timeout = start.timeout();
        Instant late = timeout == null ? null : op.at().plus(timeout);
        Instant ended = end == null ? null : end.operation().at();
        if (late != null && (ended == null ? until != null && until.isAfter(late) : ended.isAfter(late))) {
            return made.outcome(Outcome.FAILED).finishedAt(late).knownAt(late).build();
        }
        if (end != null && ended != null) {
            made.outcome(end.role() == Role.FAILURE ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .finishedAt(ended)
                    .knownAt(ended);
        }
        return made.build();
    }

    /** The time tells runs under one id apart. */
    private static String id(OperationMark mark) {
        return mark.rule() + ":" + mark.operation().id() + "@"
                + mark.operation().at();
    }

    /**
     * Keeps marks and brings the operations they speak of up to date; what has timed out by the newest event as well.
     *
     * @return how many operations are new
     */
    static long add(Session s, List<OperationMark> marks) throws SQLException {
        long fresh = 0;
        if (!marks.isEmpty()) {
            s.stage("stage_marks", Staging.columns(s, "operation_marks"));
            try (DuckDBAppender a = s.staged("stage_marks")) {
                for (OperationMark mark : marks) {
                    append(a, mark);
                }
            }
            s.execute("INSERT INTO operation_marks SELECT * FROM stage_marks");
            fresh = save(s, of(touched(s), null));
        }
        s.stage("stage_marks", Staging.columns(s, "operation_marks"));
        s.execute("""
            INSERT INTO stage_marks SELECT m.* FROM operation_marks m JOIN operations o ON o.id = m.operation_id
            WHERE m.role = 'start' AND o.outcome IS NULL AND m.timeout_ms IS NOT NULL
            """);
        if (s.number("SELECT count(*) FROM stage_marks") > 0) {
            Instant until = s.first(
                            r -> r.instant(1), "SELECT max(ts) FROM events WHERE ts IS NOT NULL HAVING count(*) > 0")
                    .orElse(null);
            save(s, of(touched(s), until));
        }
        return fresh;
    }

    private static List<OperationMark> touched(Session s) throws SQLException {
        return s.list(
                DerivedOperations::mark,
                "SELECT " + COLUMNS + " FROM operation_marks m"
                        + " JOIN (SELECT DISTINCT rule, key FROM stage_marks) t ON t.rule = m.rule AND t.key = m.key");
    }

    /**
     * What the logs say stands over what they said before, which may have been a time-out for want of the end, but not
     * over what was reported.
     */
    private static long save(Session s, List<Operation> operations) throws SQLException {
        if (operations.isEmpty()) {
            return 0;
        }
        long fresh = OperationStore.upsert(s, operations);
        s.execute("""
            UPDATE operations SET outcome = n.outcome, finished_at = n.finished_at, known_at = n.known_at
            FROM stage_operations n WHERE operations.id = n.id AND n.outcome IS NOT NULL
              AND (operations.outcome <> n.outcome OR operations.known_at IS DISTINCT FROM n.known_at)
              AND operations.id NOT IN (SELECT operation_id FROM reported_outcomes)
            """);
        return fresh;
    }

    /** Takes back the marks of an import from an ordinal on. */
    static void takeBack(Session s, long importId, long ordinal) throws SQLException {
        s.update("DELETE FROM operation_marks WHERE import_id = ? AND ordinal >= ?", importId, ordinal);
    }

    private static void append(DuckDBAppender a, OperationMark m) throws SQLException {
        Operation op = m.operation();
        a.beginRow();
        a.append(m.importId()).append(m.ordinal()).append(m.rule()).append(op.id());
        a.append(m.role().name().toLowerCase(Locale.ROOT));
        EventStore.at(a, op.at());
        a.append(op.kind()).append(op.component());
        EventStore.text(a, op.environment());
        EventStore.text(a, op.actor());
        a.append(AttributesJson.write(op.attributes()));
        Duration timeout = m.timeout();
        if (timeout == null) {
            a.appendNull();
        } else {
            a.append(timeout.toMillis());
        }
        a.append(id(m));
        a.endRow();
    }

    private static OperationMark mark(Row r) throws SQLException {
        Operation op = Operation.builder(r.text(4))
                .at(r.instant(6))
                .kind(r.text(7))
                .component(r.text(8))
                .environment(r.maybeText(9))
                .actor(r.maybeText(10))
                .attributes(AttributesJson.read(r.text(11)))
                .build();
        long timeout = r.number(12);
        return new OperationMark(
                r.number(1),
                r.number(2),
                r.text(3),
                Role.valueOf(r.text(5).toUpperCase(Locale.ROOT)),
                op,
                timeout == 0 ? null : Duration.ofMillis(timeout));
    }
}
