package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Operations and their outcomes. The first outcome of an operation stands. */
public final class OperationStore {
    private static final String COLUMNS =
            "id, kind, component, environment, actor, ts, attributes, outcome, finished_at, known_at, scored";

    /** With which the keys of notes on deliveries begin. */
    public static final String KEYED = "k-";

    private static final int PAGE = 20_000;

    private final Database database;
    private final PredictionJournal journal;

    OperationStore(Database database, PredictionJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * Inserts or updates by id: the same rows again change nothing. An outcome that is already known stays, with its
     * times; of two rows with one id the last counts, but the first outcome.
     *
     * @return how many ids are new
     */
    public long upsert(Collection<Operation> operations) {
        return database.write(s -> upsert(s, operations));
    }

    static long upsert(Session s, Collection<Operation> operations) throws SQLException {
        Map<String, Operation> byId = new LinkedHashMap<>();
        operations.forEach(op -> byId.merge(op.id(), op, OperationStore::later));
        long before = s.number("SELECT count(*) FROM operations");
        s.stage("stage_operations", Staging.columns(s, "operations"));
        try (DuckDBAppender a = s.staged("stage_operations")) {
            for (Operation op : byId.values()) {
                append(a, op);
            }
        }
        s.execute("""
                INSERT INTO operations SELECT * FROM stage_operations ON CONFLICT (id) DO UPDATE SET
                  kind = excluded.kind, component = excluded.component, environment = excluded.environment,
                  actor = excluded.actor, ts = excluded.ts, attributes = excluded.attributes, scored = excluded.scored,
                  outcome = coalesce(outcome, excluded.outcome),
                  finished_at = CASE WHEN outcome IS NULL THEN excluded.finished_at ELSE finished_at END,
                  known_at = CASE WHEN outcome IS NULL THEN excluded.known_at ELSE known_at END
                """);
        return s.number("SELECT count(*) FROM operations") - before;
    }

    private static Operation later(Operation first, Operation second) {
        if (first.outcome().isEmpty()) {
            return second;
        }
        return second.toBuilder()
                .outcome(first.outcome().get())
                .finishedAt(first.finishedAt())
                .knownAt(first.knownAt())
                .build();
    }

    static void append(DuckDBAppender a, Operation op) throws SQLException {
        a.beginRow();
        a.append(op.id()).append(op.kind()).append(op.component());
        EventStore.text(a, op.environment());
        EventStore.text(a, op.actor());
        EventStore.at(a, op.at());
        a.append(AttributesJson.write(op.attributes()));
        EventStore.text(a, op.outcome().map(Outcome::text).orElse(null));
        EventStore.at(a, op.finishedAt());
        EventStore.at(a, op.knownAt());
        a.append(op.scored());
        a.endRow();
    }

    /**
     * All operations, to learn from the newest of those with an outcome.
     *
     * @param newest how many
     * @param by null: whenever their outcome became known
     */
    public Lessons lessons(int newest, Lessons.@Nullable By by) {
        return database.read(s -> Lessons.of(s, this, newest, by));
    }

    /** All, by start, then by id, one at a time: for more than fit into memory. Equal words share one string. */
    public void eachInOrder(Consumer<Operation> consumer) {
        each("true", consumer);
    }

    /** In the same order those that are {@link OperationCut#open}. */
    public void eachOpen(OperationCut cut, Consumer<Operation> consumer) {
        each(cut.isOpen(), consumer);
    }

    private void each(String condition, Consumer<Operation> consumer) {
        List<Instant> starts = database.read(s -> s.list(
                r -> r.instant(1),
                "SELECT ts FROM (SELECT ts, row_number() OVER (ORDER BY ts) AS n FROM operations WHERE " + condition
                        + ") WHERE n % ? = 1 ORDER BY ts",
                PAGE));
        Words words = new Words();
        for (int i = 0; i < starts.size(); i++) {
            Instant from = starts.get(i);
            Instant until = i + 1 < starts.size() ? starts.get(i + 1) : null;
            if (from.equals(until)) {
                continue;
            }
            Where range = new Where().atLeast("ts", from).below("ts", until).and(condition);
            database.read(s -> s.list(
                            r -> operation(r, words),
                            "SELECT " + COLUMNS + " FROM operations" + range.sql() + " ORDER BY ts, id",
                            range.args()))
                    .forEach(consumer);
        }
    }

    /**
     * Says which operations there were at a moment, and all that was known about them: another after any change of that.
     * The same in whatever order they came, and whatever became known since.
     */
    public String fingerprint(OperationCut cut) {
        return database.read(s -> s.list(r -> r.text(1), cut.fingerprint())).get(0);
    }

    /** Gives equal texts as one object, as far as there are few of them. */
    private static final class Words {
        private static final int MOST = 50_000;
        private final Map<String, String> known = new HashMap<>();

        String one(String text) {
            String same = known.get(text);
            if (same == null && known.size() < MOST) {
                known.put(text, text);
            }
            return same == null ? text : same;
        }

        @Nullable String maybe(@Nullable String text) {
            return text == null ? null : one(text);
        }
    }

    public Optional<Operation> find(String id) {
        return database.read(
                s -> s.first(OperationStore::operation, "SELECT " + COLUMNS + " FROM operations WHERE id = ?", id));
    }

    /** The same as {@link #find}, but cheap while predictions are being answered: it makes nobody wait for the disk. */
    public Optional<Operation> lookUp(String id) {
        Optional<Operation> asked = journal.unmoved(id);
        return asked.isPresent()
                ? asked
                : database.readUnsettled(s ->
                        s.first(OperationStore::operation, "SELECT " + COLUMNS + " FROM operations WHERE id = ?", id));
    }

    /** When the newest of those with an outcome ended; began, where no end is stated. */
    public Optional<Instant> lastEnded() {
        return database.read(s -> s.first(
                        r -> Optional.ofNullable(r.maybeInstant(1)),
                        "SELECT max(coalesce(finished_at, ts)) FROM operations WHERE outcome IS NOT NULL"))
                .flatMap(at -> at);
    }

    /** Names of all components, in order. */
    public List<String> components() {
        return database.read(s -> s.list(r -> r.text(1), "SELECT DISTINCT component FROM operations ORDER BY 1"));
    }

    /** Newest first. */
    public List<Operation> page(OperationFilter filter, int limit, long offset) {
        Where where = where(filter);
        return database.read(s -> s.list(
                OperationStore::operation,
                "SELECT " + COLUMNS + " FROM operations" + where.sql() + " ORDER BY ts DESC, id LIMIT ? OFFSET ?",
                where.args(limit, offset)));
    }

    public long count(OperationFilter filter) {
        Where where = where(filter);
        return database.read(s -> s.number("SELECT count(*) FROM operations" + where.sql(), where.args()));
    }

    /**
     * Failures of the component, newest first, that had started before {@code before}; of one kind where given.
     *
     * @param kind null for every kind
     */
    public List<Operation> failuresBefore(String component, @Nullable String kind, Instant before, int limit) {
        return page(OperationFilter.failuresOf(kind, component).between(null, before), limit, 0);
    }

    /**
     * The newest operation that has not ended and has a word or text as its attribute.
     *
     * @param value null finds none
     * @param kind null for every kind
     */
    public Optional<Operation> openWith(String attribute, @Nullable String value, @Nullable String kind) {
        if (value == null) {
            return Optional.empty();
        }
        String path = "$.\"" + attribute + "\"";
        return database.read(s -> s.first(
                OperationStore::operation,
                "SELECT " + COLUMNS + " FROM operations WHERE outcome IS NULL AND (? IS NULL OR kind = ?)"
                        + " AND (json_extract_string(attributes, ?) = ? OR json_extract_string(attributes, ?) = ?)"
                        + " ORDER BY ts DESC, id LIMIT 1",
                kind,
                kind,
                path,
                value,
                path + ".text",
                value));
    }

    /**
     * Notes which operation an event of a delivery tool was about; the first note stands.
     *
     * @param key of the event, made under a secret; begins with {@value #KEYED}
     */
    public void noteDelivery(String key, String operationId) {
        database.write(s -> s.update("INSERT INTO deliveries VALUES (?, ?) ON CONFLICT DO NOTHING", key, operationId));
    }

    /**
     * Replaces the keys of notes that earlier versions made, which anybody could make who guessed at an event.
     *
     * @param keyed of an old key, under a secret; begins with {@value #KEYED}
     * @return how many there were
     */
    public long keyDeliveries(UnaryOperator<String> keyed) {
        return database.write(s -> {
            List<String> old =
                    s.list(r -> r.text(1), "SELECT key FROM deliveries WHERE NOT starts_with(key, ?)", KEYED);
            for (String key : old) {
                String operation = s.first(r -> r.text(1), "SELECT operation_id FROM deliveries WHERE key = ?", key)
                        .orElseThrow();
                s.update("DELETE FROM deliveries WHERE key = ?", key);
                s.update("INSERT INTO deliveries VALUES (?, ?) ON CONFLICT DO NOTHING", keyed.apply(key), operation);
            }
            return (long) old.size();
        });
    }

    /** The operation that the event was about; empty where it never came. */
    public Optional<String> delivery(String key) {
        return database.read(s -> s.first(r -> r.text(1), "SELECT operation_id FROM deliveries WHERE key = ?", key));
    }

    /**
     * What became of a report.
     *
     * @param operation with its outcome, where this report was the first; otherwise null
     */
    public record Ended(OutcomeReceipt receipt, @Nullable Operation operation) {}

    /** {@link #end} for who needs no more than the receipt. */
    public OutcomeReceipt recordOutcome(
            String id, Outcome outcome, @Nullable Instant finishedAt, @Nullable Instant knownAt) {
        return end(id, outcome, finishedAt, knownAt).receipt();
    }

    /**
     * Records how an operation ended; the first report wins, whatever the later ones say, and over what logs say of it.
     * Safe from many threads.
     */
    public Ended end(String id, Outcome outcome, @Nullable Instant finishedAt, @Nullable Instant knownAt) {
        // What others are asking about may come into the tables later.
        if (journal.unmoved(id).isPresent()) {
            journal.settle();
        }
        return database.writeUnsettled(s -> {
            // By the id alone, which has an index; nobody else writes meanwhile.
            List<Optional<String>> known =
                    s.list(r -> Optional.ofNullable(r.maybeText(1)), "SELECT outcome FROM operations WHERE id = ?", id);
            if (known.isEmpty()) {
                return new Ended(new OutcomeReceipt(OutcomeReceipt.Status.UNKNOWN_OPERATION, null), null);
            }
            if (known.get(0).isPresent()) {
                Outcome first = Outcome.from(known.get(0).get());
                return new Ended(new OutcomeReceipt(OutcomeReceipt.Status.ALREADY_KNOWN, first), null);
            }
            Operation ended = s.first(
                            OperationStore::operation,
                            "UPDATE operations SET outcome = ?, finished_at = ?, known_at = ? WHERE id = ? RETURNING "
                                    + COLUMNS,
                            outcome.text(),
                            finishedAt,
                            knownAt,
                            id)
                    .orElseThrow();
            s.update("INSERT INTO reported_outcomes VALUES (?) ON CONFLICT DO NOTHING", id);
            return new Ended(new OutcomeReceipt(OutcomeReceipt.Status.RECORDED, outcome), ended);
        });
    }

    /**
     * Notes how operations turned out. An outcome that is known stays, but for one: a success that nobody had dated
     * becomes a failure where one is found.
     */
    public void settle(Collection<Settled> settled) {
        database.write(s -> {
            s.stage("stage_settled", "id VARCHAR, outcome VARCHAR, known_at TIMESTAMP");
            try (DuckDBAppender a = s.staged("stage_settled")) {
                for (Settled one : settled) {
                    a.beginRow();
                    a.append(one.id()).append(one.outcome().text());
                    EventStore.at(a, one.knownAt());
                    a.endRow();
                }
            }
            s.execute("""
                    UPDATE operations SET outcome = n.outcome, known_at = n.known_at FROM stage_settled n
                    WHERE operations.id = n.id AND (operations.outcome IS NULL OR (n.outcome = 'failed'
                      AND operations.outcome = 'succeeded' AND operations.known_at IS NULL
                      AND operations.finished_at IS NULL))
                    """);
            return true;
        });
    }

    /**
     * Keeps what operations printed, replacing what was kept of the same ones; scrubbed text only.
     *
     * @return how many operations had none before
     */
    public long keepEvidence(Collection<Evidence> evidence) {
        return database.write(s -> keepEvidence(s, evidence));
    }

    static long keepEvidence(Session s, Collection<Evidence> evidence) throws SQLException {
        long before = s.number("SELECT count(*) FROM operation_evidence");
        for (Evidence e : evidence) {
            s.update(
                    "INSERT OR REPLACE INTO operation_evidence VALUES (?, ?, ?)",
                    e.operationId(),
                    e.exitStatus(),
                    e.output());
        }
        return s.number("SELECT count(*) FROM operation_evidence") - before;
    }

    public Optional<Evidence> evidence(String operationId) {
        return database.read(s -> s.first(
                r -> new Evidence(r.text(1), r.maybeInt(2), r.text(3)),
                "SELECT operation_id, exit_status, output FROM operation_evidence WHERE operation_id = ?",
                operationId));
    }

    /**
     * What the newest operations of a kind printed, of those that had succeeded or failed by a time, oldest first.
     *
     * @param until inclusive
     */
    public List<KeptOutput> outputs(String kind, Instant until, int most) {
        return database.read(s -> s.list(
                r -> new KeptOutput(r.text(1), r.text(2).equals(Outcome.FAILED.text()), r.text(3)),
                """
                SELECT id, outcome, output FROM (
                  SELECT o.id AS id, o.outcome AS outcome, e.output AS output,
                    coalesce(o.known_at, o.finished_at, o.ts) AS told
                  FROM operation_evidence e JOIN operations o ON o.id = e.operation_id
                  WHERE o.kind = ? AND o.outcome IN ('failed', 'succeeded') AND e.output <> ''
                    AND coalesce(o.known_at, o.finished_at, o.ts) <= ?
                  ORDER BY told DESC, id DESC LIMIT ?) ORDER BY told, id
                """,
                kind,
                until,
                most));
    }

    private static Where where(OperationFilter f) {
        return new Where()
                .equal("kind", f.kind())
                .equal("component", f.component())
                .equal("environment", f.environment())
                .equal("outcome", f.outcome() == null ? null : f.outcome().text())
                .atLeast("ts", f.from())
                .below("ts", f.until());
    }

    private static Operation operation(Row r) throws SQLException {
        return operation(r, new Words());
    }

    private static Operation operation(Row r, Words words) throws SQLException {
        String outcome = r.maybeText(8);
        return Operation.builder(r.text(1))
                .kind(words.one(r.text(2)))
                .component(words.one(r.text(3)))
                .environment(words.maybe(r.maybeText(4)))
                .actor(words.maybe(r.maybeText(5)))
                .at(r.instant(6))
                .attributes(AttributesJson.read(r.text(7), words::one))
                .outcome(outcome == null ? null : Outcome.from(outcome))
                .finishedAt(r.maybeInstant(9))
                .knownAt(r.maybeInstant(10))
                .scored(r.flag(11))
                .build();
    }
}
