package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.suggest.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordFileTest {
    private static final List<Operation> ALL = Team.operations(1500);

    @TempDir
    Path folder;

    private static TrackRecord record(int operations) {
        TrackRecord record = new TrackRecord();
        ALL.subList(0, operations).forEach(record::learn);
        return record;
    }

    private static String answer(TrackRecord record, Operation op) {
        return PredictionJson.of(
                        new RiskPredictor(record, new Team.Formula(), Policy.DEFAULT, Catalog.bundled(), () -> "p")
                                .predict(op, PredictOptions.DEFAULT))
                .toString();
    }

    @Test
    void whatIsReadAnswersAndLearnsAsWhatWasWritten() throws IOException {
        Path file = folder.resolve("record.bin");
        TrackRecord written = record(1400);
        RecordFile.write(written, "1400-7", file);

        TrackRecord read = RecordFile.read(file, "1400-7");

        for (int i = 1400; i < 1500; i++) {
            Operation op = ALL.get(i);
            assertThat(answer(read, op)).isEqualTo(answer(written, op));
            read.learn(op);
            written.learn(op);
        }
        // Of a moment before all was known, and with an attribute of another type than ever before.
        assertThat(answer(read, ALL.get(900))).isEqualTo(answer(written, ALL.get(900)));
        Operation wrong = Team.operation(
                "x", "deploy", "gateway", ALL.get(1499).at(), Map.of("free_disk_mb", new Attribute.Category("little")));
        assertThatThrownBy(() -> answer(read, wrong)).hasMessageContaining("free_disk_mb must be a number");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void keepsAttributesOfEveryTypeAndWhatIsNotThere() throws IOException {
        Path file = folder.resolve("record.bin");
        Operation odd = ALL.get(3).toBuilder()
                .environment(null)
                .actor(null)
                .finishedAt(null)
                .scored(false)
                .attributes(Map.of(
                        "paths", new Attribute.Paths(List.of(new Attribute.PathChange("src/ü.c", 3, 4))),
                        "text", new Attribute.Text("words ".repeat(50)),
                        "word", new Attribute.Category("blue"),
                        "flag", new Attribute.Flag(true),
                        "number", new Attribute.Numeric(-0.25)))
                .build();
        TrackRecord record = new TrackRecord();
        record.learn(odd);
        RecordFile.write(record, "1-1", file);

        Past past = RecordFile.read(file, "1-1")
                .past(TrackRecord.Scope.EVERYTHING, ALL.get(9).at());

        assertThat(past.recent()).containsExactly(odd);
    }

    @Test
    void ofOtherOperationsOrDamagedItIsRefused() throws IOException {
        Path file = folder.resolve("record.bin");
        RecordFile.write(record(50), "50-1", file);

        assertThatThrownBy(() -> RecordFile.read(file, "51-2")).isInstanceOf(IOException.class);
        byte[] all = Files.readAllBytes(file);
        for (int at = 40; at < all.length; at += all.length / 9) {
            byte[] bad = all.clone();
            bad[at] ^= 4;
            Files.write(file, bad);
            assertThatThrownBy(() -> RecordFile.read(file, "50-1")).isInstanceOf(Exception.class);
            Files.write(file, java.util.Arrays.copyOf(all, at));
            assertThatThrownBy(() -> RecordFile.read(file, "50-1")).isInstanceOf(IOException.class);
        }
    }
}
