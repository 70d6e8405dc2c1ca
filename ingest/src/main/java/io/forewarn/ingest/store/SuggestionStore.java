package io.forewarn.ingest.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Suggestions, the attempts to follow them, and how those went. */
public final class SuggestionStore {
    private static final Set<String> RESULTS = Set.of("worked", "did_not", "unknown");
    private static final String COLUMNS =
            "id, issue_id, prediction_id, operation_id, error_class, component, source, key,"
                    + " title, steps, evidence, confidence, created_at";
    private static final String COUNTS =
            ", count(DISTINCT s.id), count(a.id), count(a.id) FILTER (a.result = 'worked'),"
                    + " count(a.id) FILTER (a.result = 'did_not') FROM suggestions s LEFT JOIN attempts a ON a.suggestion_id = s.id";

    private final Database database;

    SuggestionStore(Database database) {
        this.database = database;
    }

    /** Inserts or replaces by id. */
    public void upsert(Collection<SuggestionRow> rows) {
        database.write(s -> {
            for (SuggestionRow r : rows) {
                s.update(
                        "INSERT OR REPLACE INTO suggestions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        r.id(),
                        r.issueId(),
                        r.predictionId(),
                        r.operationId(),
                        r.errorClass(),
                        r.component(),
                        r.source(),
                        r.key(),
                        r.title(),
                        r.stepsJson(),
                        r.evidenceJson(),
                        r.confidence(),
                        r.createdAt());
            }
            return true;
        });
    }

    public Optional<SuggestionRow> find(String id) {
        return database.read(
                s -> s.first(SuggestionStore::suggestion, "SELECT " + COLUMNS + " FROM suggestions WHERE id = ?", id));
    }

    /** Newest first, the most confident of one moment first. */
    public List<SuggestionRow> page(SuggestionFilter f, int limit, long offset) {
        Where where = new Where()
                .equal("issue_id", f.issueId())
                .equal("prediction_id", f.predictionId())
                .equal("operation_id", f.operationId())
                .equal("source", f.source())
                .equal("key", f.key());
        return database.read(s -> s.list(
                SuggestionStore::suggestion,
                "SELECT " + COLUMNS + " FROM suggestions" + where.sql()
                        + " ORDER BY created_at DESC, confidence DESC, id LIMIT ? OFFSET ?",
                where.args(limit, offset)));
    }

    public long count() {
        return database.read(s -> s.number("SELECT count(*) FROM suggestions"));
    }

    /**
     * Keeps an attempt; one with the same id is replaced, as when a person corrects the result.
     *
     * @throws IllegalArgumentException where the suggestion does not exist or the result is none of the three
     */
    public void attempt(AttemptRow attempt) {
        if (!RESULTS.contains(attempt.result())) {
            throw new IllegalArgumentException("unknown result of an attempt; use worked, did_not or unknown");
        }
        database.write(s -> {
            if (s.number("SELECT count(*) FROM suggestions WHERE id = ?", attempt.suggestionId()) == 0) {
                throw new IllegalArgumentException(
                        "no suggestion has the id " + attempt.suggestionId() + "; `forewarn suggestions` lists them");
            }
            return s.update(
                    "INSERT OR REPLACE INTO attempts VALUES (?, ?, ?, ?, ?, ?)",
                    attempt.id(),
                    attempt.suggestionId(),
                    attempt.at(),
                    attempt.result(),
                    attempt.by(),
                    attempt.note());
        });
    }

    /** Attempts of one suggestion, oldest first. */
    public List<AttemptRow> attempts(String suggestionId) {
        return database.read(s -> s.list(
                SuggestionStore::attempt,
                "SELECT id, suggestion_id, ts, result, by_whom, note FROM attempts WHERE suggestion_id = ? ORDER BY ts, id",
                suggestionId));
    }

    /** All attempts, oldest first. */
    public List<AttemptRow> attempts() {
        return database.read(s -> s.list(
                SuggestionStore::attempt,
                "SELECT id, suggestion_id, ts, result, by_whom, note FROM attempts ORDER BY ts, id"));
    }

    /** For each source and key, the most shown first. */
    public List<SuccessCount> countsByKey() {
        return database.read(s -> s.list(
                SuggestionStore::counts,
                "SELECT s.key, s.source, arg_max(s.title, s.created_at)" + COUNTS
                        + " GROUP BY s.source, s.key ORDER BY count(DISTINCT s.id) DESC, s.source, s.key"));
    }

    /** For each source, by name. */
    public List<SuccessCount> countsBySource() {
        return database.read(s -> s.list(
                SuggestionStore::counts,
                "SELECT s.source, s.source, s.source" + COUNTS + " GROUP BY s.source ORDER BY s.source"));
    }

    private static SuccessCount counts(Row r) throws SQLException {
        return new SuccessCount(r.text(1), r.text(2), r.text(3), r.number(4), r.number(5), r.number(6), r.number(7));
    }

    private static AttemptRow attempt(Row r) throws SQLException {
        return new AttemptRow(r.text(1), r.text(2), r.instant(3), r.text(4), r.maybeText(5), r.maybeText(6));
    }

    private static SuggestionRow suggestion(Row r) throws SQLException {
        return new SuggestionRow(
                r.text(1),
                r.maybeText(2),
                r.maybeText(3),
                r.maybeText(4),
                r.text(5),
                r.text(6),
                r.text(7),
                r.text(8),
                r.text(9),
                r.text(10),
                r.text(11),
                r.real(12),
                r.instant(13));
    }
}
