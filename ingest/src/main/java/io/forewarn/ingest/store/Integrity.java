package io.forewarn.ingest.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads every value of every table once (DuckDB checks each block it reads) and holds the ledger against the rows. */
public final class Integrity {
    private final Database database;

    Integrity(Database database) {
        this.database = database;
    }

    /** What does not fit, in words; nothing where all is well. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        try {
            database.read(s -> {
                for (String table : s.list(
                        r -> r.text(1),
                        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name")) {
                    s.number("SELECT count(hash(t)) FROM \"" + table + "\" t");
                }
                return ledger(s, faults);
            });
        } catch (StoreException e) {
            faults.add("it cannot be read through: a block is damaged");
        }
        return faults;
    }

    private static boolean ledger(Session s, List<String> faults) throws SQLException {
        faults.addAll(s.list(
                r -> "import " + r.number(1) + " has " + r.number(3) + " events where its ledger says " + r.number(2),
                """
                SELECT i.id, i.stored - coalesce(x.n, 0), coalesce(e.n, 0) FROM imports i
                  LEFT JOIN (SELECT import_id, count(*) AS n FROM events GROUP BY import_id) e ON e.import_id = i.id
                  LEFT JOIN (SELECT import_id, sum(events)::BIGINT AS n FROM erasures GROUP BY import_id) x
                    ON x.import_id = i.id
                WHERE (i.kind = 'logs' OR starts_with(i.kind, 'logs ')) AND i.stored - coalesce(x.n, 0) <> coalesce(e.n, 0)
                ORDER BY i.id LIMIT 20
                """));
        long stray = s.number("SELECT count(*) FROM event_issues l WHERE NOT EXISTS"
                + " (SELECT 1 FROM events e WHERE e.import_id = l.import_id AND e.ordinal = l.ordinal)");
        if (stray > 0) {
            faults.add(stray + " ties to issues have no event");
        }
        return true;
    }
}
