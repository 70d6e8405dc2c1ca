import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB loading the lines of a file raw, as one column: the ceiling that an import is held against. {@code java -cp
 * 'lib/*' RawLoad.java FILE DATABASE} prints the seconds it took, with as many threads as {@code nproc} says.
 */
public final class RawLoad {
    public static void main(String[] args) throws SQLException, java.io.IOException {
        Path database = Path.of(args[1]);
        Files.deleteIfExists(database);
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement s = c.createStatement()) {
            s.execute("SET memory_limit = '512MB'");
            s.execute("SET preserve_insertion_order = false");
            long begin = System.nanoTime();
            s.execute("CREATE TABLE lines AS SELECT * FROM read_csv('" + args[0].replace("'", "''")
                    + "', columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header = false,"
                    + " auto_detect = false, max_line_size = 10000000)");
            s.execute("CHECKPOINT");
            System.out.println((System.nanoTime() - begin) / 1e9);
        } finally {
            Files.deleteIfExists(database);
        }
    }
}
