package io.forewarn.ingest.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file as JSON lines, in their order. It is read by a database of its own in memory, which keeps
 * nothing and spills nothing to disk: what is read here has not been scrubbed yet.
 */
public final class ParquetLines extends InputStream {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private byte @Nullable [] line = new byte[0];
    private int at;

    private ParquetLines(Connection connection, Statement statement, ResultSet rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Whether a file begins as Parquet does. */
    public static boolean isParquet(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return isParquet(in.readNBytes(MAGIC.length));
        }
    }

    /** Whether these first bytes are those of Parquet. */
    public static boolean isParquet(byte[] head) {
        return Arrays.equals(head, MAGIC);
    }

    /**
     * Begins to read.
     *
     * @throws IllegalArgumentException where the file is damaged
     */
    public static ParquetLines open(Path file) throws IOException {
        Properties p = new Properties();
        p.setProperty("memory_limit", "256MB");
        p.setProperty("threads", "1");
        p.setProperty("temp_directory", "");
        p.setProperty("autoinstall_known_extensions", "false");
        p.setProperty("autoload_known_extensions", "false");
        p.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", p);
            try {
                Statement statement = connection.createStatement();
                String quoted = file.toAbsolutePath()
                        .toString()
                        .replaceAll("([*?\\[])", "[$1]")
                        .replace("'", "''");
                ResultSet rows =
                        statement.executeQuery("SELECT to_json(t)::VARCHAR FROM read_parquet('" + quoted + "') AS t");
                return new ParquetLines(connection, statement, rows);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    file.getFileName() + ": a Parquet file that cannot be read; it may be damaged or cut off", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        byte[] now = line;
        while (now != null && at >= now.length) {
            now = advance();
            line = now;
            at = 0;
        }
        if (now == null) {
            return -1;
        }
        int n = Math.min(length, now.length - at);
        System.arraycopy(now, at, into, offset, n);
        at += n;
        return n;
    }

    private byte @Nullable [] advance() throws IOException {
        try {
            return rows.next() ? (rows.getString(1) + "\n").getBytes(StandardCharsets.UTF_8) : null;
        } catch (SQLException e) {
            throw new IOException("the Parquet file breaks off", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            rows.close();
            statement.close();
            connection.close();
        } catch (SQLException e) {
            throw new IOException("the Parquet file could not be closed", e);
        }
    }
}
