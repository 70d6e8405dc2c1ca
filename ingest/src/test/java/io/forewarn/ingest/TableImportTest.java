package io.forewarn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.store.Evidence;
import io.forewarn.ingest.store.ImportRow;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.ingest.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableImportTest {
    private static final Clock CLOCK = Clock.fixed(SampleLogs.WRITTEN, ZoneOffset.UTC);

    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void importsOperationsOnce() {
        Source file = SampleLogs.source("operations.jsonl", operations(250) + "not json\n");

        ImportSummary first = operationImport(Map.of()).run(List.of(file), Progress.none());
        ImportSummary again = operationImport(Map.of()).run(List.of(file), Progress.none());

        assertThat(first.records()).isEqualTo(250);
        assertThat(first.stored()).isEqualTo(250);
        assertThat(first.lines()).isEqualTo(251);
        assertThat(first.rejected()).containsExactly(Map.entry("not JSON", 1L));
        assertThat(first.firstRejects().get(0).place()).isEqualTo("operations.jsonl: line 251");
        assertThat(again.skipped()).isEqualTo(1);
        assertThat(store.operations().count(OperationFilter.all())).isEqualTo(250);
        assertThat(store.operations().find("op-7").orElseThrow().outcome()).contains(Outcome.SUCCEEDED);
    }

    @Test
    void addsOnlyWhatIsNewOfAFileThatGrew() {
        operationImport(Map.of()).run(List.of(SampleLogs.source("a.jsonl", operations(150))), Progress.none());

        ImportSummary grown =
                operationImport(Map.of()).run(List.of(SampleLogs.source("a.jsonl", operations(200))), Progress.none());

        assertThat(grown.records()).isEqualTo(200);
        assertThat(grown.stored()).isEqualTo(50);
    }

    @Test
    void goesOnAfterAKillWithTheSameCounts() {
        Source file = SampleLogs.source("operations.jsonl", operations(250));
        OperationImport interrupted = operationImport(Map.of());
        assertThatThrownBy(() -> interrupted.run(List.of(file), state -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(store.operations().count(OperationFilter.all())).isEqualTo(100);

        operationImport(Map.of()).run(List.of(file), Progress.none());

        assertThat(store.operations().count(OperationFilter.all())).isEqualTo(250);
        assertThat(store.imports().list()).hasSize(1);
        ImportRow row = store.imports().list().get(0);
        assertThat(row.records()).isEqualTo(250);
        assertThat(row.stored()).isEqualTo(250);
        assertThat(row.status()).isEqualTo("done");
    }

    @Test
    void remembersNothingOfAFileWithoutTheMappedColumn() {
        Source file = SampleLogs.source("a.csv", "id,at,went\n1,2026-03-01,failed\n");

        assertThatThrownBy(() -> operationImport(Map.of("outcome", "gone")).run(List.of(file), Progress.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column gone")
                .hasMessageContaining("id, at, went");
        assertThat(store.imports().list()).isEmpty();

        ImportSummary mapped = operationImport(Map.of("outcome", "went")).run(List.of(file), Progress.none());
        assertThat(mapped.failed()).isZero();
        assertThat(mapped.rejected()).isEmpty();
        assertThat(store.operations().find("1").orElseThrow().outcome()).contains(Outcome.FAILED);
    }

    @Test
    void importsRepairsOnce() {
        Source file = SampleLogs.source(
                "repairs.jsonl",
                "{\"id\":\"r1\",\"at\":\"2026-03-01T12:00:00Z\",\"component\":\"db\",\"operation_id\":\"op-1\",\"action\":\"freed disk\",\"worked\":true}\n");
        RepairImport repairs = new RepairImport(store, ImportProcess.scrubber(), CLOCK, OperationOptions.defaults());

        assertThat(repairs.run(List.of(file), Progress.none()).stored()).isEqualTo(1);
        assertThat(repairs.run(List.of(file), Progress.none()).skipped()).isEqualTo(1);
        assertThat(store.repairs().all().get(0).action()).isEqualTo("freed disk");
    }

    @Test
    void keepsTheTailOfWhatAnOperationPrinted() {
        String longOutput = "kim.lee@example.com\\n" + "line of output\\n".repeat(1000) + "disk full";
        Source file = SampleLogs.source(
                "outputs.jsonl",
                "{\"operation_id\":\"op-1\",\"exit_status\":3,\"output\":\"" + longOutput + "\"}\n"
                        + "{\"operation_id\":\"op-2\",\"output\":\"mail kim.lee@example.com\"}\n{\"output\":\"x\"}\n");
        OutputImport outputs = new OutputImport(store, ImportProcess.scrubber(), CLOCK);

        ImportSummary summary = outputs.run(List.of(file), Progress.none());

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.rejected()).containsOnlyKeys("no operation_id or no output");
        assertThat(outputs.run(List.of(file), Progress.none()).skipped()).isEqualTo(1);
        Evidence first = store.operations().evidence("op-1").orElseThrow();
        assertThat(first.exitStatus()).isEqualTo(3);
        assertThat(first.output())
                .startsWith("line of output")
                .endsWith("disk full")
                .hasSizeLessThan(8_193);
        assertThat(store.operations().evidence("op-2").orElseThrow().output()).doesNotContain("kim.lee");
    }

    private OperationImport operationImport(Map<String, String> columns) {
        return new OperationImport(store, ImportProcess.scrubber(), CLOCK, new OperationOptions(columns), 100);
    }

    private static String operations(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"id\":\"op-")
                    .append(i)
                    .append("\",\"kind\":\"deploy\",\"component\":\"billing\",\"at\":")
                    .append(1_772_366_400 + i)
                    .append(",\"outcome\":\"succeeded\",\"attributes\":{\"rows\":")
                    .append(i)
                    .append("}}\n");
        }
        return text.toString();
    }
}
