package io.forewarn.ingest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;

/**
 * Deleted values stay in the pages of a database file until they are used again. This copies all that is left into a
 * fresh file and puts it in the place of the old one: atomically, so that a kill at any moment leaves one or the other
 * whole.
 */
final class Rewriting {
    private Rewriting() {}

    /** @throws StoreException where there is no room for a second file; the old one is then as it was */
    static void rewrite(Database database, Path file) {
        Path folder = Outgoing.ensure(Opening.outgoing(file));
        Path fresh = folder.resolve("rewritten.duckdb");
        Outgoing.clear(folder);
        try {
            database.replace(
                    s -> {
                        s.execute("CHECKPOINT");
                        room(file);
                        copy(s, fresh, database.groups());
                        return true;
                    },
                    () -> swap(fresh, file));
        } finally {
            Outgoing.clear(folder);
        }
    }

    private static void room(Path file) {
        try {
            long needed = Files.size(file);
            long free = Files.getFileStore(file).getUsableSpace();
            if (free < needed) {
                throw new StoreException(
                        "erasing rewrites the database and needs " + (needed >> 20) + " MB free beside " + file
                                + ", there are " + (free >> 20) + "; free some space and run it again",
                        null);
            }
        } catch (IOException e) {
            throw new StoreException("cannot read the size of " + file, e);
        }
    }

    private static void copy(Session s, Path fresh, String groups) throws SQLException {
        String own = s.first(r -> r.text(1), "SELECT current_database()").orElseThrow();
        s.execute("ATTACH " + Opening.literal(fresh.toString()) + " AS rewritten" + groups);
        try {
            s.execute("COPY FROM DATABASE " + name(own) + " TO rewritten");
            for (String table : tables(s, own)) {
                long before = s.number("SELECT count(*) FROM " + name(own) + ".main." + name(table));
                long after = s.number("SELECT count(*) FROM rewritten.main." + name(table));
                if (before != after) {
                    throw new StoreException("the copy of " + table + " is not complete; nothing was changed", null);
                }
            }
        } finally {
            s.execute("DETACH rewritten");
        }
    }

    private static List<String> tables(Session s, String database) throws SQLException {
        return s.list(
                r -> r.text(1),
                "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary ORDER BY table_name",
                database);
    }

    private static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static void swap(Path fresh, Path file) {
        try {
            if (Files.exists(Opening.writeAheadLog(file)) || Files.exists(Opening.writeAheadLog(fresh))) {
                throw new StoreException(
                        "the database " + file + " could not be closed for rewriting; it is as it was, run it again",
                        null);
            }
            Outgoing.restrict(fresh);
            Outgoing.sync(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
