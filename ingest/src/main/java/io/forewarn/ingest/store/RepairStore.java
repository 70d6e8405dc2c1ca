package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Repair;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/** What people did after failures. */
public final class RepairStore {
    private static final String COLUMNS = "id, ts, component, operation_id, actor, action, worked";

    private final Database database;

    RepairStore(Database database) {
        this.database = database;
    }

    /**
     * Inserts or replaces by id; of two with one id the last counts.
     *
     * @return how many ids are new
     */
    public long upsert(Collection<Repair> repairs) {
        return database.write(s -> upsert(s, repairs));
    }

    static long upsert(Session s, Collection<Repair> repairs) throws SQLException {
        Map<String, Repair> byId = new LinkedHashMap<>();
        repairs.forEach(repair -> byId.put(repair.id(), repair));
        long before = s.number("SELECT count(*) FROM repairs");
        s.stage("stage_repairs", Staging.columns(s, "repairs"));
        try (DuckDBAppender a = s.staged("stage_repairs")) {
            for (Repair r : byId.values()) {
                a.beginRow();
                a.append(r.id());
                EventStore.at(a, r.at());
                a.append(r.component());
                EventStore.text(a, r.operationId());
                EventStore.text(a, r.actor());
                a.append(r.action()).append(r.worked());
                a.endRow();
            }
        }
        s.execute("INSERT OR REPLACE INTO repairs SELECT * FROM stage_repairs");
        return s.number("SELECT count(*) FROM repairs") - before;
    }

    /** Repairs of these operations, oldest first. */
    public List<Repair> forOperations(Collection<String> operationIds) {
        return database.read(s -> s.list(
                RepairStore::repair,
                "SELECT " + COLUMNS + " FROM repairs WHERE list_contains(from_json(?, '[\"VARCHAR\"]'), operation_id)"
                        + " ORDER BY ts, id",
                Json.write(operationIds)));
    }

    /** All, oldest first. */
    public List<Repair> all() {
        return database.read(s -> s.list(RepairStore::repair, "SELECT " + COLUMNS + " FROM repairs ORDER BY ts, id"));
    }

    public long count() {
        return database.read(s -> s.number("SELECT count(*) FROM repairs"));
    }

    private static Repair repair(Row r) throws SQLException {
        return new Repair(
                r.text(1), r.instant(2), r.text(3), r.maybeText(4), r.maybeText(5), r.text(6), r.maybeFlag(7));
    }
}
