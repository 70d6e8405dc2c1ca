package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.AskedFrames.Asked;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;

/** Writes predictions and the operations asked about into the tables. */
final class AskedRows {
    private AskedRows() {}

    /**
     * Of these rows with one id the first stands. An operation that is known is updated, unless it has ended.
     *
     * @param again whether some of them may be there already: these are passed over with their operations, which somebody
     *     may have changed since; otherwise such a row fails the whole
     * @return how many predictions are new
     */
    static int write(Session s, List<Asked> rows, boolean again) throws SQLException {
        Set<String> known = new HashSet<>();
        if (again) {
            s.stage("stage_asked", "id VARCHAR");
            try (DuckDBAppender a = s.staged("stage_asked")) {
                for (Asked row : rows) {
                    a.beginRow();
                    a.append(row.prediction().id());
                    a.endRow();
                }
            }
            known.addAll(s.list(r -> r.text(1), "SELECT id FROM predictions SEMI JOIN stage_asked USING (id)"));
        }
        Map<String, Operation> operations = new LinkedHashMap<>();
        int fresh = 0;
        try (DuckDBAppender a = s.appender("predictions")) {
            for (Asked row : rows) {
                if (known.add(row.prediction().id())) {
                    operations.put(row.operation().id(), row.operation());
                    append(a, row.prediction());
                    fresh++;
                }
            }
        }
        s.stage("stage_operations", Staging.columns(s, "operations"));
        try (DuckDBAppender a = s.staged("stage_operations")) {
            for (Operation op : operations.values()) {
                OperationStore.append(a, op);
            }
        }
        s.execute("""
            INSERT INTO operations SELECT * FROM stage_operations ON CONFLICT (id) DO UPDATE SET
              kind = excluded.kind, component = excluded.component, environment = excluded.environment,
              actor = excluded.actor, ts = excluded.ts, attributes = excluded.attributes, scored = excluded.scored
              WHERE outcome IS NULL
            """);
        return fresh;
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
