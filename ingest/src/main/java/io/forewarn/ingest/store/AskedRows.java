package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.AskedFrames.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;

/** Writes predictions and the operations asked about into the tables. */
final class AskedRows {
    private AskedRows() {}

    /** Takes one after the other. */
    interface Taker {
        void take(Asked asked) throws SQLException;
    }

    /** Gives the same ones in the same order each time it is asked. */
    interface Source {
        void each(Taker taker) throws SQLException, IOException;
    }

    /**
     * Of these rows with one id the first stands. An operation that is known is updated, unless it has ended.
     *
     * @param again whether some of them may be there already: such predictions are passed over with their operations, which
     *     somebody may have changed since, and operations are looked for among all, which takes long; otherwise
     *     such a row fails the whole
     * @return how many predictions are new
     * @throws UncheckedIOException where the rows cannot be read
     */
    static int write(Session s, Source rows, boolean again) throws SQLException {
        try {
            return writeAll(s, rows, again ? known(s, rows) : new HashSet<>(), again);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> known(Session s, Source rows) throws SQLException, IOException {
        s.stage("stage_asked", "id VARCHAR");
        try (DuckDBAppender a = s.staged("stage_asked")) {
            rows.each(row -> {
                a.beginRow();
                a.append(row.prediction().id());
                a.endRow();
            });
        }
        return new HashSet<>(s.list(r -> r.text(1), "SELECT id FROM predictions SEMI JOIN stage_asked USING (id)"));
    }

    private static int writeAll(Session s, Source rows, Set<String> known, boolean again)
            throws SQLException, IOException {
        Map<String, Operation> operations = new LinkedHashMap<>();
        int before = known.size();
        try (DuckDBAppender a = s.appender("predictions")) {
            rows.each(row -> {
                if (known.add(row.prediction().id())) {
                    operations.put(row.operation().id(), row.operation());
                    append(a, row.prediction());
                }
            });
        }
        if (again) {
            update(s, operations.values());
        } else {
            insert(s, operations.values());
        }
        return known.size() - before;
    }

    private static void insert(Session s, Collection<Operation> operations) throws SQLException {
        try (DuckDBAppender a = s.appender("operations")) {
            for (Operation op : operations) {
                OperationStore.append(a, op);
            }
        }
    }

    private static void update(Session s, Collection<Operation> operations) throws SQLException {
        s.stage("stage_operations", Staging.columns(s, "operations"));
        try (DuckDBAppender a = s.staged("stage_operations")) {
            for (Operation op : operations) {
                OperationStore.append(a, op);
            }
        }
        s.execute("""
            INSERT INTO operations SELECT * FROM stage_operations ON CONFLICT (id) DO UPDATE SET
              kind = excluded.kind, component = excluded.component, environment = excluded.environment,
              actor = excluded.actor, ts = excluded.ts, attributes = excluded.attributes, scored = excluded.scored
              WHERE outcome IS NULL
            """);
    }

    private static void append(DuckDBAppender a, PredictionRow p) throws SQLException {
        a.beginRow();
        a.append(p.id());
        EventStore.text(a, p.operationId());
        EventStore.at(a, p.at());
        a.append(p.kind()).append(p.component());
        a.append(p.risk()).append(p.low()).append(p.high()).append(p.baseRate());
        a.append(p.level()).append(p.verdict()).append(p.modelVersion());
        a.append(p.abstained());
        a.append(p.requestJson()).append(p.answerJson()).append(p.featuresJson());
        a.append(false);
        a.endRow();
    }
}
