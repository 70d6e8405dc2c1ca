package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it, and what it leaves behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoTest {
    private static final Path LAB = Path.of("..", "datasets", "faultlab");

    private Path folder = Path.of("");
    private Path home = Path.of("");
    private String story = "";
    private PlantedValues planted = new PlantedValues();

    @BeforeAll
    void runTheDemo(@TempDir Path temporary) throws IOException {
        folder = temporary;
        home = folder.resolve("home");
        planted = PlantedValues.read(LAB.resolve("truth").resolve("planted.jsonl.gz"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String before = System.getProperty("forewarn.root");
        System.setProperty("forewarn.root", "..");
        try {
            Terminal terminal = new Terminal(
                    new ByteArrayInputStream(new byte[0]), new PrintWriter(out), new PrintWriter(err), false);
            assertThat(Main.run(terminal, "demo", "--no-serve", "--home", home.toString()))
                    .as(err.toString())
                    .isZero();
        } finally {
            if (before == null) {
                System.clearProperty("forewarn.root");
            } else {
                System.setProperty("forewarn.root", before);
            }
        }
        story = out.toString();
    }

    @Test
    void tellsTheWholeLoop() {
        assertThat(story)
                .contains("1  Import", "2  Train", "3  Is it any good?", "4  Predict", "5  Suggest", "6  Review")
                .contains("EWMA-20", "base rate", "catch@10%", "A risky one", "A safe one", "Evidence:")
                .contains("0 lines rejected");
    }

    @Test
    void beatsEwma20OnOperationsThatItHadNotSeen() throws IOException {
        try (LocalGateway gateway = open()) {
            JsonNode risk =
                    gateway.get("/api/v1/evaluation", Map.of()).path("report").path("risk");
            assertThat(risk.path("auc_above_ewma20").path("low").asDouble()).isPositive();
            assertThat(risk.path("predictors")
                            .path("forewarn")
                            .path("catch_at_10")
                            .path("value")
                            .asDouble())
                    .isGreaterThanOrEqualTo(0.2);
        }
    }

    @Test
    void noPlantedValueIsInAnyByteOfTheHome() throws IOException {
        assertThat(planted.size()).isGreaterThan(150);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(planted.in(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void noPlantedValueIsInAnyColumnOfTheDatabaseNorInItsUncompressedCopy() throws IOException, SQLException {
        Path original = home.resolve("forewarn.duckdb");
        Path plain = folder.resolve("plain.duckdb");
        Set<String> found = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET force_compression = 'uncompressed'");
            statement.execute("ATTACH '" + original + "' AS src (READ_ONLY)");
            statement.execute("ATTACH '" + plain + "' AS dst");
            statement.execute("COPY FROM DATABASE src TO dst");
            statement.execute("CHECKPOINT dst");
            for (String table : tables(statement)) {
                found.addAll(dump(statement, "dst." + table));
            }
        }
        assertThat(found).isEmpty();
        assertThat(planted.in(Files.readAllBytes(plain))).isEmpty();
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT table_name FROM duckdb_tables() WHERE database_name = 'dst'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        assertThat(names).contains("events", "operations", "predictions", "repairs");
        return names;
    }

    private Set<String> dump(Statement statement, String table) throws SQLException {
        StringBuilder text = new StringBuilder();
        Set<String> found = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int c = 1; c <= columns; c++) {
                    text.append(rows.getString(c)).append('\n');
                }
                if (text.length() > 10_000_000) {
                    found.addAll(planted.in(text.toString().getBytes(StandardCharsets.UTF_8)));
                    text.setLength(0);
                }
            }
        }
        found.addAll(planted.in(text.toString().getBytes(StandardCharsets.UTF_8)));
        return found;
    }

    @Test
    void noPlantedValueIsInAnyAnswer() throws IOException {
        StringBuilder answers = new StringBuilder(story);
        try (LocalGateway gateway = open()) {
            for (String path : List.of("overview", "suggestions", "imports", "models", "evaluation", "doctor")) {
                answers.append(Json.text(gateway.get("/api/v1/" + path, Map.of())));
            }
            Map<String, String> many = Map.of("limit", "1000");
            answers.append(Json.text(gateway.get("/api/v1/predictions", many)))
                    .append(Json.text(gateway.get("/api/v1/operations", many)));
            JsonNode issues = gateway.get("/api/v1/issues", many).path("issues");
            assertThat(issues).isNotEmpty();
            for (JsonNode issue : issues) {
                answers.append(Json.text(
                        gateway.get("/api/v1/issues/" + issue.path("id").asText(), Map.of())));
            }
        }
        assertThat(planted.in(answers.toString().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void importingTheSameLogsAgainChangesNothing() throws IOException {
        try (LocalGateway gateway = open()) {
            JsonNode before = gateway.get("/api/v1/overview", Map.of());
            JsonNode again = gateway.post(
                    "/api/v1/imports",
                    Map.of(
                            "kind",
                            "logs",
                            "paths",
                            List.of(LAB.resolve("logs").toAbsolutePath().toString())));
            assertThat(again.path("stored").asLong()).isZero();
            JsonNode after = gateway.get("/api/v1/overview", Map.of());
            for (String count : List.of("events", "errors", "issues", "operations", "failed")) {
                assertThat(after.path(count)).as(count).isEqualTo(before.path(count));
            }
        }
    }

    private LocalGateway open() {
        Home at = new Home(home);
        return new LocalGateway(
                Workbench.open(at, Configuration.load(at.config(), Map.of(), Map.of()), Clock.systemUTC()));
    }
}
