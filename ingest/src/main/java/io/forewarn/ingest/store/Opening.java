package io.forewarn.ingest.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opening the database file, and saying clearly why it cannot be opened. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private static final int THREADS = 2;

    /** As every connection knows it, whatever the name of the file. */
    private static final String NAME = "forewarn";

    /**
     * How many rows of a table lie together in what a server writes, to which predictions come a few at a time: a checkpoint
     * writes the last, unfinished group of a table anew. A command writes many rows at once, which take less time and
     * room in the large groups that are the database's own choice.
     */
    private static final String SMALL_GROUPS = " (ROW_GROUP_SIZE 16384)";

    private Opening() {}

    static Database open(Path file) {
        return open(file, THREADS);
    }

    /** @param threads of the database itself, the one that asks included */
    static Database open(Path file, int threads) {
        folder(file);
        Database database = new Database(file, threads, writer(file, threads));
        try {
            database.write(s -> {
                Schema.migrate(s);
                return true;
            });
            Outgoing.clear(outgoing(file));
            Outgoing.restrict(file);
        } catch (IllegalStateException e) {
            database.close();
            throw new StoreException("cannot use the database " + file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        rememberHolder(file);
        return database;
    }

    /** How a file is attached, by the threads of the database: a command gives it one. */
    static String groups(int threads) {
        return threads > 1 ? SMALL_GROUPS : "";
    }

    /** A connection that may write; its configuration is final. */
    static DuckDBConnection writer(Path file, int threads) {
        DuckDBConnection connection = connect(file, settings(file, threads), groups(threads));
        try {
            new Session(connection).execute("SET lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            throw new StoreException("cannot configure the database " + file, e);
        }
    }

    static Database openToRead(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException("there is no database " + file + " yet; the first import makes it", null);
        }
        Database database = new Database(file, THREADS, connect(file, settings(file, THREADS), " (READ_ONLY)"));
        try {
            long version = database.read(s -> s.number("SELECT max(version) FROM schema_version"));
            if (version != Schema.STEPS.size()) {
                throw new StoreException(
                        "the database " + file + " has schema version " + version + ", this program has "
                                + Schema.STEPS.size() + "; "
                                + (version < Schema.STEPS.size()
                                        ? "the next import brings it up to date"
                                        : "use a newer Forewarn or another FOREWARN_HOME"),
                        null);
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /** @param how the file is attached; as the database itself it could not be told */
    private static DuckDBConnection connect(Path file, Properties settings, String how) {
        @Nullable DuckDBConnection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
            Session session = new Session(connection);
            session.execute("ATTACH " + literal(file.toString()) + " AS " + NAME + how);
            confine(session, file);
            return using(connection);
        } catch (SQLException e) {
            Database.closeQuietly(connection);
            // before anything touches the file: closing a channel on it would drop the lock that this process holds
            if (heldHere(file)) {
                throw new StoreInUseException(inUse(file, "this process itself"), e);
            }
            if (lockedByAnother(file)) {
                throw new StoreInUseException(inUse(file, holder(file)), e);
            }
            if (Files.isDirectory(file) || !Files.exists(file) || !Files.isReadable(file) || !Files.isWritable(file)) {
                throw new StoreAccessException(
                        "cannot open the database " + file + "; it must be a file that you may read and write", e);
            }
            throw new StoreException(
                    "the database " + file + " is damaged or is no Forewarn database; nothing was changed:"
                            + " put back a copy, or move it away and import again",
                    e);
        }
    }

    /** Another connection to the same database. */
    static DuckDBConnection another(DuckDBConnection connection) throws SQLException {
        return using(connection.duplicate());
    }

    private static DuckDBConnection using(DuckDBConnection connection) throws SQLException {
        new Session(connection).execute("USE " + NAME);
        return connection;
    }

    private static void folder(Path file) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException("cannot create the folder of the database " + file + "; check its permissions", e);
        }
    }

    /** No way out of the file: queries can read and write no other files than those in the folder for what goes out. */
    private static void confine(Session session, Path file) throws SQLException {
        session.execute("SET allowed_directories = [" + literal(outgoing(file) + "/") + "]");
        session.execute("SET enable_external_access = false");
    }

    /** Text as SQL writes it. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Small memory, two threads. */
    private static Properties settings(Path file, int threads) {
        Properties p = new Properties();
        p.setProperty("memory_limit", "512MB");
        p.setProperty("threads", Integer.toString(threads));
        p.setProperty("temp_directory", file + ".tmp");
        p.setProperty("preserve_insertion_order", "false");
        p.setProperty("autoinstall_known_extensions", "false");
        p.setProperty("autoload_known_extensions", "false");
        p.setProperty("checkpoint_threshold", "128MB");
        return p;
    }

    /**
     * Asks the operating system rather than DuckDB's message. Only called when this process does not hold the file:
     * closing a channel would drop its own lock.
     */
    private static boolean lockedByAnother(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String inUse(Path file, String holder) {
        return "the database " + file + " is in use by " + holder
                + "; one process at a time may open it: stop that one, let the command go through the running server,"
                + " or set another FOREWARN_HOME";
    }

    private static boolean heldHere(Path file) {
        try {
            return Files.readString(holderFile(file))
                    .strip()
                    .equals(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            return false;
        }
    }

    private static String holder(Path file) {
        try {
            String pid = Files.readString(holderFile(file)).strip();
            return pid.matches("[0-9]{1,10}") ? "process " + pid + command(Long.parseLong(pid)) : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }

    /** The program without its arguments, which may hold anything. */
    private static String command(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(p -> p.info().command())
                .map(c -> " (" + c + ")")
                .orElse("");
    }

    private static void rememberHolder(Path file) {
        try {
            Files.writeString(holderFile(file), ProcessHandle.current().pid() + "\n", StandardCharsets.US_ASCII);
        } catch (IOException e) {
            LOG.warn("could not note the holder of the database beside it", e);
        }
    }

    static void forgetHolder(Path file) {
        try {
            Files.deleteIfExists(holderFile(file));
        } catch (IOException e) {
            LOG.warn("could not remove the note on the holder of the database", e);
        }
    }

    static Path writeAheadLog(Path file) {
        return sibling(file, ".wal");
    }

    /** Where exports and a rewritten file are made. */
    static Path outgoing(Path file) {
        return sibling(file, ".out");
    }

    /** Where predictions wait until they are moved into the database. */
    static Path journal(Path file) {
        return sibling(file, ".journal");
    }

    private static Path holderFile(Path file) {
        return sibling(file, ".pid");
    }

    private static Path sibling(Path file, String suffix) {
        @Nullable Path name = file.getFileName();
        return file.resolveSibling((name == null ? "" : name) + suffix);
    }
}
