package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Operation;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes predictions with their operations, as many as are waiting in one transaction: a commit costs a write through to
 * the disk, and with one for each caller eight callers would wait for eight.
 */
final class PredictionJournal {
    private static final int MOST = 64;

    private static final String OPERATION = """
            INSERT INTO operations(id, kind, component, environment, actor, ts, attributes, scored)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
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
    /** Guarded by the turn, and valid until one of them fails. */
    private @Nullable PreparedStatement operations;

    private @Nullable PreparedStatement predictions;

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
                for (Entry e : batch) {
                    insert(s, e);
                }
                return true;
            });
            return null;
        } catch (RuntimeException e) {
            forget();
            return e;
        }
    }

    private void insert(Session s, Entry e) throws SQLException {
        PreparedStatement o = operations;
        if (o == null) {
            o = s.prepare(OPERATION);
            operations = o;
        }
        Operation op = e.operation;
        Session.bind(
                o,
                op.id(),
                op.kind(),
                op.component(),
                op.environment(),
                op.actor(),
                op.at(),
                AttributesJson.write(op.attributes()),
                op.scored());
        o.executeUpdate();
        PreparedStatement p = predictions;
        if (p == null) {
            p = s.prepare(PredictionStore.INSERT);
            predictions = p;
        }
        Session.bind(p, PredictionStore.values(e.prediction));
        p.executeUpdate();
    }

    private void forget() {
        for (PreparedStatement each : new PreparedStatement[] {operations, predictions}) {
            if (each != null) {
                try {
                    each.close();
                } catch (SQLException e) {
                    org.slf4j.LoggerFactory.getLogger(PredictionJournal.class)
                            .debug("a statement that failed could not be closed");
                }
            }
        }
        operations = null;
        predictions = null;
    }
}
