package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes predictions with their operations, as many as are waiting in one transaction: a commit costs a write through to
 * the disk, and with one for each caller eight callers would wait for eight. A statement costs more than its rows, so
 * eight, four, two rows or one are put into each.
 */
final class PredictionJournal {
    private static final int MOST = 64;

    private static final List<Integer> SIZES = List.of(8, 4, 2, 1);

    private static final String OPERATION =
            "INSERT INTO operations(id, kind, component, environment, actor, ts, attributes, scored) VALUES ";
    private static final String OPERATION_ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String AGAIN = """
             ON CONFLICT (id) DO UPDATE SET
              kind = excluded.kind, component = excluded.component, environment = excluded.environment,
              actor = excluded.actor, ts = excluded.ts, attributes = excluded.attributes, scored = excluded.scored
              WHERE outcome IS NULL
            """;

    private static final class Entry {
        final Operation operation;
        final PredictionRow prediction;
        boolean done;

        @Nullable RuntimeException failure;

        Entry(Operation operation, PredictionRow prediction) {
            this.operation = operation;
            this.prediction = prediction;
        }
    }

    private final Database database;
    private final ConcurrentLinkedQueue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock(true);
    /** By their text; guarded by the turn, and valid until one of them fails. */
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    PredictionJournal(Database database) {
        this.database = database;
    }

    void record(Operation operation, PredictionRow prediction) {
        Entry own = new Entry(operation, prediction);
        waiting.add(own);
        turn.lock();
        try {
            while (!own.done) {
                write();
            }
        } finally {
            turn.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        for (Entry e = waiting.poll(); e != null; e = batch.size() < MOST ? waiting.poll() : null) {
            batch.add(e);
        }
        RuntimeException failure = commit(batch);
        if (failure != null && batch.size() > 1) {
            // One bad row must not fail its neighbours: each again on its own.
            batch.forEach(e -> {
                e.failure = commit(List.of(e));
                e.done = true;
            });
            return;
        }
        batch.forEach(e -> {
            e.failure = failure;
            e.done = true;
        });
    }

    private @Nullable RuntimeException commit(List<Entry> batch) {
        try {
            database.write(s -> {
                int done = 0;
                for (int size : SIZES) {
                    for (; batch.size() - done >= size; done += size) {
                        insert(s, batch.subList(done, done + size));
                    }
                }
                return true;
            });
            return null;
        } catch (RuntimeException e) {
            forget();
            return e;
        }
    }

    private void insert(Session s, List<Entry> rows) throws SQLException {
        List<@Nullable Object> operations = new ArrayList<>();
        List<@Nullable Object> predictions = new ArrayList<>();
        for (Entry e : rows) {
            Operation op = e.operation;
            Collections.addAll(
                    operations,
                    op.id(),
                    op.kind(),
                    op.component(),
                    op.environment(),
                    op.actor(),
                    op.at(),
                    AttributesJson.write(op.attributes()),
                    op.scored());
            Collections.addAll(predictions, PredictionStore.values(e.prediction));
        }
        run(s, OPERATION + rows(OPERATION_ROW, rows.size()) + AGAIN, operations);
        run(s, "INSERT INTO predictions VALUES " + rows(PredictionStore.ROW, rows.size()), predictions);
    }

    private static String rows(String row, int n) {
        return String.join(", ", Collections.nCopies(n, row));
    }

    private void run(Session s, String sql, List<@Nullable Object> values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = s.prepare(sql);
            statements.put(sql, statement);
        }
        Session.bind(statement, values.toArray());
        statement.executeUpdate();
    }

    private void forget() {
        for (PreparedStatement each : statements.values()) {
            try {
                each.close();
            } catch (SQLException e) {
                LoggerFactory.getLogger(PredictionJournal.class).debug("a statement that failed could not be closed");
            }
        }
        statements.clear();
    }
}
