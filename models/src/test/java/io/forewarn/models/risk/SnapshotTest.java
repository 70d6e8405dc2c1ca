package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.features.History;
import io.forewarn.ingest.event.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final List<Operation> OPERATIONS = MadeUp.operations(400, 3);

    @TempDir
    Path folder;

    private static Snapshot of(String operations) {
        Replay replay = new Replay(Timeline.Maturity.after(java.time.Duration.ofDays(1)));
        OPERATIONS.subList(0, 300).forEach(replay::tell);
        History history = replay.until(OPERATIONS.get(300).at());
        assertThat(replay.waiting()).isZero();
        Recalibrator calibration = new Recalibrator();
        for (int i = 0; i < 250; i++) {
            calibration.observe(new Score(i % 7 - 3, 0), i % 5 == 0);
        }
        return new Snapshot(
                OPERATIONS.get(300).at(),
                operations,
                "risk-0001",
                calibration,
                new Snapshot.Mark(OPERATIONS.get(7).at(), "op-7"),
                history);
    }

    @Test
    void theHistoryGoesOnWhereItWas() throws IOException {
        Path file = folder.resolve("history.bin");
        Snapshot written = of("400-17");
        written.write(file);

        Snapshot read = Snapshot.read(file, at -> "400-17");

        History history = Objects.requireNonNull(written.history());
        History again = Objects.requireNonNull(read.history());
        for (Operation op : OPERATIONS.subList(300, 400)) {
            assertThat(again.row(op).present()).isEqualTo(history.row(op).present());
            for (History each : List.of(history, again)) {
                each.begin(op);
                each.learn(op, op.outcome().orElseThrow(), op.at());
            }
        }
        assertThat(read.model()).isEqualTo("risk-0001");
        assertThat(read.calibration().risk(new Score(1, 0)))
                .isEqualTo(written.calibration().risk(new Score(1, 0)));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void ofOtherOperationsOnlyTheCalibrationIsUsed() throws IOException {
        Path file = folder.resolve("history.bin");
        of("400-17").write(file);

        Snapshot read = Snapshot.read(file, at -> "401-18");

        assertThat(read.history()).isNull();
        assertThat(read.calibration().observed()).isEqualTo(250);
        assertThat(read.until()).isEqualTo(new Snapshot.Mark(OPERATIONS.get(7).at(), "op-7"));
    }

    @Test
    void halfAFileAndADamagedOneAreRefused() throws IOException {
        Path file = folder.resolve("history.bin");
        of("400-17").write(file);
        byte[] all = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 40, all.length / 2, all.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(all, length));

            assertThatThrownBy(() -> Snapshot.read(file, at -> "400-17")).isInstanceOf(IOException.class);
        }
        for (int at : new int[] {9, all.length / 2, all.length - 1}) {
            byte[] damaged = all.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);

            assertThatThrownBy(() -> Snapshot.read(file, any -> "400-17")).isInstanceOf(IOException.class);
        }
    }
}
