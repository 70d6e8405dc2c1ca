package io.forewarn.ingest;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.PlantedLines;
import io.forewarn.ingest.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Imports generated logs with planted values into a home and looks for them in every byte and every column of it.
 *
 * <p>Arguments: folder to work in, values, lines. {@code docs/benchmarks.md} has the command.
 */
final class SeededLeak {
    /**
     * What was planted and what of it was found.
     *
     * @param stored events in the store
     * @param kinds texts planted by kind
     * @param found texts found by the place they were found in; places without any are absent
     */
    record Outcome(long stored, Map<String, Integer> kinds, Map<String, Set<String>> found) {}

    private SeededLeak() {}

    public static void main(String[] args) throws IOException, SQLException {
        Outcome outcome = run(Path.of(args[0]), 41, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        int planted =
                outcome.kinds().values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(planted + " texts of " + outcome.kinds().size() + " kinds, " + outcome.stored()
                + " events, found: " + outcome.found());
        System.out.println(outcome.kinds());
    }

    static Outcome run(Path folder, long seed, int values, int lines) throws IOException, SQLException {
        PlantedLines planted = PlantedLines.of(seed, values, lines);
        Path input = SampleLogs.write(folder.resolve("input/app.log"), planted.lines());
        Path home = folder.resolve("home");
        Path file = home.resolve("forewarn.duckdb");
        Map<String, Set<String>> found = new TreeMap<>();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(logged);
        long stored;
        try (Store store = Store.open(file)) {
            ImportProcess.logImport(store).run(Sources.find(List.of(input)), Progress.none());
            stored = store.events().count();
            look("bytes before the checkpoint", planted, found, scan -> files(home, scan));
            store.checkpoint();
        } finally {
            root.detachAppender(logged);
        }
        look("bytes", planted, found, scan -> files(home, scan));
        look("columns", planted, found, scan -> columns(file, scan));
        Path exported = Files.createDirectories(folder.resolve("export"));
        look("export", planted, found, scan -> {
            export(file, exported);
            files(exported, scan);
        });
        look("own log", planted, found, scan -> logged.list.forEach(e -> scan.look(e.toString())));
        return new Outcome(stored, planted.kinds(), found);
    }

    private interface Look {
        void through(LeakScan scan) throws IOException, SQLException;
    }

    private static void look(String place, PlantedLines planted, Map<String, Set<String>> found, Look look)
            throws IOException, SQLException {
        LeakScan scan = new LeakScan(planted.texts());
        look.through(scan);
        if (!scan.found().isEmpty()) {
            found.put(place, scan.found());
        }
    }

    private static void files(Path folder, LeakScan scan) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                scan.look(file.toString());
                scan.look(Files.readAllBytes(file));
            }
        }
    }

    private static List<String> tables(Connection c) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT table_name FROM duckdb_tables()")) {
            while (r.next()) {
                tables.add(r.getString(1));
            }
        }
        return tables;
    }

    private static void columns(Path file, LeakScan scan) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement s = c.createStatement()) {
            for (String table : tables(c)) {
                try (ResultSet r = s.executeQuery("SELECT CAST(t AS VARCHAR) FROM " + table + " t")) {
                    while (r.next()) {
                        scan.look(r.getString(1));
                    }
                }
            }
        }
    }

    private static void export(Path file, Path folder) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement s = c.createStatement()) {
            for (String table : tables(c)) {
                s.execute("COPY " + table + " TO '" + folder.resolve(table + ".csv") + "' (FORMAT csv)");
            }
        }
    }
}
