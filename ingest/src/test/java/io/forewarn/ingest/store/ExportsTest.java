package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExportsTest {
    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("it's a home/forewarn.duckdb"));
        store.events()
                .append(List.of(
                        Rows.event(1, 0).message("=SUM(A1)").severity(Severity.WARN).build(),
                        full(),
                        Rows.event(1, 2).message("-1 is no formula, but looks like one").build(),
                        Rows.event(1, 3).component("+shop").message("two\nlines, and a \"quote\"").build()));
        store.issues().upsert(List.of(Rows.issue("i-1", "timeout", "unresolved")));
        store.operations().upsert(List.of(Rows.operation("op-1").build()));
        store.predictions().append(Rows.prediction("p-1", "op-1", "warn"));
        store.templates().assign(List.of());
    }

    private static Event full() {
        return Rows.event(1, 1)
                .severity(Severity.ERROR)
                .message("plain")
                .exception("java.io.IOException", "gone")
                .frames(List.of(new StackFrame("com.acme.Loader", "run", "Loader.java", 42, true)))
                .attributes(Map.of("thread.name", "main"))
                .build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path write(ExportKind kind, ExportFormat format, ExportFilter filter) {
        return store.exports().write(kind, format, filter, "test." + format.text()).file();
    }

    /** What another DuckDB makes of the file. */
    private static Object read(Path file, String sql) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql.replace("FILE", Opening.literal(file.toString())))) {
            r.next();
            return r.getObject(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ExportKind.class)
    void everyKindCanBeReadBackInEveryFormat(ExportKind kind) throws SQLException {
        for (ExportFormat format : ExportFormat.values()) {
            Exports.Written written =
                    store.exports().write(kind, format, ExportFilter.all(), "all." + format.text());
            String rows = format == ExportFormat.JSONL ? "read_json(FILE, format='newline_delimited')" : "FILE";
            if (written.rows() > 0) {
                assertThat(read(written.file(), "SELECT count(*) FROM " + rows)).isEqualTo(written.rows());
            }
            store.exports().discard(written.file());
            assertThat(written.file()).doesNotExist();
        }
    }

    @Test
    void parquetHasRealTypes() throws SQLException {
        Path file = write(ExportKind.EVENTS, ExportFormat.PARQUET, ExportFilter.all());

        assertThat(read(file, "SELECT typeof(timestamp) || ' ' || typeof(attributes) || ' ' || typeof(severity_number)"
                        + " FROM FILE LIMIT 1"))
                .isEqualTo("TIMESTAMP WITH TIME ZONE MAP(VARCHAR, VARCHAR) TINYINT");
        assertThat(((OffsetDateTime) read(file, "SELECT timestamp FROM FILE WHERE id = '1-1'")).toInstant())
                .isEqualTo(Rows.NOON.plusSeconds(1));
        assertThat(read(file, "SELECT frames[1].module || frames[1].line || attributes['thread.name'] FROM FILE"
                        + " WHERE severity = 'error'"))
                .isEqualTo("com.acme.Loader42main");
        assertThat(read(file, "SELECT string_agg(id, ' ') FROM FILE")).isEqualTo("1-0 1-1 1-2 1-3");
        assertThat(read(file, "SELECT message FROM FILE WHERE id = '1-0'")).isEqualTo("=SUM(A1)");
    }

    @Test
    void noCellOfACsvBeginsAsAFormulaDoes() throws Exception {
        Path file = write(ExportKind.EVENTS, ExportFormat.CSV, ExportFilter.all());

        assertThat(read(file, "SELECT string_agg(message, '|') FROM read_csv(FILE, all_varchar = true)"))
                .isEqualTo("'=SUM(A1)|plain|'-1 is no formula, but looks like one|two\nlines, and a \"quote\"");
        assertThat(Files.readString(file)).contains(",'+shop,").doesNotContain(",=", ",+", ",@", ",-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void jsonLinesAreTyped() throws Exception {
        List<String> lines = Files.readAllLines(write(ExportKind.EVENTS, ExportFormat.JSONL, ExportFilter.all()));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1))
                .contains("\"timestamp\":\"2026-03-01T12:00:01.000000Z\"")
                .contains("\"attributes\":{\"thread.name\":\"main\"}")
                .contains("\"frames\":[{\"module\":\"com.acme.Loader\"")
                .contains("\"line\":42,\"in_app\":true");
        assertThat(lines.get(0)).contains("\"exception_type\":null");
    }

    @Test
    void filtersHoldAndOneThatDoesNotApplyIsRefused() throws SQLException {
        ExportFilter some = new ExportFilter(
                Rows.NOON.plusSeconds(1), Rows.NOON.plusSeconds(3), "billing", Severity.ERROR, null);
        assertThat(read(write(ExportKind.EVENTS, ExportFormat.PARQUET, some), "SELECT string_agg(id) FROM FILE"))
                .isEqualTo("1-1");
        ExportFilter deploys = new ExportFilter(null, null, null, null, "deploy");
        assertThat(store.exports()
                        .write(ExportKind.OPERATIONS, ExportFormat.CSV, deploys, "x.csv")
                        .rows())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(ExportKind.TEMPLATES, ExportFormat.CSV, deploys))
                .withMessageContaining("--kind does not apply to templates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(ExportKind.OPERATIONS, ExportFormat.CSV, some))
                .withMessageContaining("--severity");
    }

    @Test
    void noQueryReachesAnotherFolder() {
        Path elsewhere = home.resolve("elsewhere.csv");

        assertThatThrownBy(() -> store.exports()
                        .write(ExportKind.EVENTS, ExportFormat.CSV, ExportFilter.all(), "../../elsewhere.csv"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disabled by configuration");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftIsClearedAtTheNextOpening() throws Exception {
        Path left = write(ExportKind.EVENTS, ExportFormat.CSV, ExportFilter.all());
        store.close();
        assertThat(left).exists();

        store = Store.open(store.file());

        assertThat(left).doesNotExist();
    }
}
