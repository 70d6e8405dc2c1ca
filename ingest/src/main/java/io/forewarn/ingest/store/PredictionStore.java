package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answered predictions, and what then happened. */
public final class PredictionStore {
    private static final String SELECT =
            "SELECT p.id, p.operation_id, p.ts, p.kind, p.component, p.risk, p.low, p.high, p.base_rate, p.level,"
                    + " p.verdict, p.model_version, p.abstained, p.request, p.answer, p.features, p.acted_on, o.outcome,"
                    + " o.known_at FROM predictions p LEFT JOIN operations o ON o.id = p.operation_id";

    private static final String INSERT =
            "INSERT INTO predictions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)";

    private final Database database;

    private final PredictionJournal journal;

    PredictionStore(Database database, PredictionJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * Keeps a prediction together with the operation asked about, both durable once this returns; many callers at once
     * share one write through to the disk. Its id must be new: of two with one id the first stands. An operation that is
     * known is updated, unless it has ended.
     *
     * @throws IllegalArgumentException where a time is one that the database cannot hold
     * @throws StoreException where the disk is full
     */
    public void record(Operation operation, PredictionRow prediction) {
        journal.record(operation, prediction);
    }

    /** Keeps a prediction; its id must be new. */
    public void append(PredictionRow p) {
        database.write(s -> s.update(INSERT, values(p)));
    }

    private static @Nullable Object[] values(PredictionRow p) {
        return new @Nullable Object[] {
            p.id(),
            p.operationId(),
            p.at(),
            p.kind(),
            p.component(),
            p.risk(),
            p.low(),
            p.high(),
            p.baseRate(),
            p.level(),
            p.verdict(),
            p.modelVersion(),
            p.abstained(),
            p.requestJson(),
            p.answerJson(),
            p.featuresJson()
        };
    }

    /**
     * Notes that someone changed course because of the prediction.
     *
     * @return false where there is no such prediction
     */
    public boolean markActedOn(String id) {
        return database.write(s -> s.update("UPDATE predictions SET acted_on = true WHERE id = ?", id) > 0);
    }

    public Optional<JudgedPrediction> find(String id) {
        return database.read(s -> s.first(PredictionStore::judged, SELECT + " WHERE p.id = ?", id));
    }

    /** Newest first. */
    public List<JudgedPrediction> page(PredictionFilter filter, int limit, long offset) {
        Where where = where(filter);
        return database.read(s -> s.list(
                PredictionStore::judged,
                // Which ones first: the texts of all would not fit into memory to be ordered or joined.
                SELECT + " WHERE p.rowid IN (SELECT p.rowid FROM predictions p" + where.sql()
                        + " ORDER BY p.ts DESC, p.id LIMIT ? OFFSET ?) ORDER BY p.ts DESC, p.id",
                where.args(limit, offset)));
    }

    /**
     * What was predicted of operations that have succeeded or failed since, by the time of prediction. Left out are those
     * that somebody acted on, and those in which the model declined.
     */
    public List<JudgedRisk> judgedRisks() {
        return database.read(s -> s.list(
                r -> new JudgedRisk(r.real(1), r.flag(2)),
                "SELECT p.risk, o.outcome = 'failed' FROM predictions p JOIN operations o ON o.id = p.operation_id"
                        + " WHERE o.outcome IN ('failed', 'succeeded') AND NOT p.acted_on AND NOT p.abstained"
                        + " ORDER BY p.ts, p.id"));
    }

    /** What a gate made of every prediction, and what then happened; the newest prediction first. */
    public List<Gated> gated() {
        return database.read(s -> s.list(
                PredictionStore::gated,
                // First what is asked of the answers: these themselves would not fit into memory to be joined.
                """
                WITH p AS MATERIALIZED (SELECT id, ts, operation_id, verdict, acted_on,
                    json_extract_string(answer, '$.gate.verdict') AS told,
                    coalesce(json_extract_string(answer, '$.gate.held_out') = 'true', false) AS held_out,
                    coalesce(TRY_CAST(json_extract_string(answer, '$.gate.propensity') AS DOUBLE), 1) AS propensity
                  FROM predictions)
                SELECT p.operation_id, p.verdict, p.acted_on, o.outcome, p.told, p.held_out, p.propensity
                FROM p LEFT JOIN operations o ON o.id = p.operation_id ORDER BY p.ts DESC, p.id
                """));
    }

    /**
     * Predictions of one model whose operation has ended since, in the order in which that became known: of each operation
     * the newest. Left out are those that somebody acted on, and those in which the model declined.
     *
     * @param after only what became known later than this, or at the same time of an operation with a later id; null for all
     */
    public List<JudgedPrediction> judged(String modelVersion, @Nullable Instant after, String operationId, int limit) {
        Instant from = after == null ? Instant.EPOCH.minusSeconds(1L << 36) : after;
        return database.read(s -> s.list(
                PredictionStore::judged,
                SELECT + " WHERE p.model_version = ? AND NOT p.abstained AND NOT p.acted_on"
                        + " AND o.outcome IN ('failed', 'succeeded')"
                        + " AND (o.known_at > ? OR (o.known_at = ? AND o.id > ?))"
                        + " QUALIFY row_number() OVER (PARTITION BY o.id ORDER BY p.ts DESC, p.id DESC) = 1"
                        + " ORDER BY o.known_at, o.id LIMIT ?",
                modelVersion,
                from,
                from,
                operationId,
                limit));
    }

    /** The one of these of an operation that has succeeded or failed, where there is one; makes nobody wait for the disk. */
    public Optional<JudgedPrediction> judgedOf(Operation operation, String modelVersion) {
        // The last question about it began when it did: looking from there on finds it without reading all others.
        Optional<JudgedPrediction> last = judgedOf(operation, modelVersion, operation.at());
        return last.isPresent() ? last : judgedOf(operation, modelVersion, null);
    }

    private Optional<JudgedPrediction> judgedOf(Operation operation, String modelVersion, @Nullable Instant from) {
        Where where = new Where()
                .equal("operation_id", operation.id())
                .equal("model_version", modelVersion)
                .and("NOT abstained AND NOT acted_on")
                .atLeast("ts", from);
        return database.readUnsettled(s -> s.first(
                        PredictionStore::prediction,
                        "SELECT id, operation_id, ts, kind, component, risk, low, high, base_rate, level, verdict,"
                                + " model_version, abstained, request, answer, features FROM predictions" + where.sql()
                                + " ORDER BY ts DESC, id DESC LIMIT 1",
                        where.args()))
                .map(prediction -> new JudgedPrediction(
                        prediction, false, operation.outcome().orElseThrow(), operation.knownAt()));
    }

    public long count(PredictionFilter filter) {
        Where where = where(filter);
        return database.read(s -> s.number("SELECT count(*) FROM predictions p" + where.sql(), where.args()));
    }

    private static Where where(PredictionFilter f) {
        return new Where()
                .equal("p.kind", f.kind())
                .equal("p.component", f.component())
                .equal("p.verdict", f.verdict())
                .equal("p.operation_id", f.operationId())
                .atLeast("p.ts", f.from())
                .below("p.ts", f.until());
    }

    private static PredictionRow prediction(Row r) throws SQLException {
        return new PredictionRow(
                r.text(1),
                r.maybeText(2),
                r.instant(3),
                r.text(4),
                r.text(5),
                r.real(6),
                r.real(7),
                r.real(8),
                r.real(9),
                r.text(10),
                r.text(11),
                r.text(12),
                r.flag(13),
                r.text(14),
                r.text(15),
                r.text(16));
    }

    private static Gated gated(Row r) throws SQLException {
        String outcome = r.maybeText(4);
        String verdict = r.maybeText(5);
        return new Gated(
                r.maybeText(1),
                verdict == null ? r.text(2) : verdict,
                r.flag(6),
                r.real(7),
                r.flag(3),
                outcome == null ? null : Outcome.from(outcome));
    }

    private static JudgedPrediction judged(Row r) throws SQLException {
        String outcome = r.maybeText(18);
        return new JudgedPrediction(
                prediction(r), r.flag(17), outcome == null ? null : Outcome.from(outcome), r.maybeInstant(19));
    }
}
