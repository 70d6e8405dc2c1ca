package io.forewarn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void rowDoesNotDependOnTheOwnOutcome() {
        List<Operation> operations = Stream.of(200, 1);
        History history = Stream.replay(operations);
        Operation next = Stream.next(operations);

        var failed = history.row(next.toBuilder().outcome(Outcome.FAILED).build());
        var succeeded = history.row(next.toBuilder().outcome(Outcome.SUCCEEDED).build());

        assertThat(failed.present()).isEqualTo(succeeded.present());
    }

    @Test
    void shufflingTheFutureChangesNoRow() {
        List<Operation> operations = Stream.of(300, 2);
        List<Outcome> future = new ArrayList<>();
        operations.subList(150, 300).forEach(op -> future.add(op.outcome().orElseThrow()));
        Collections.shuffle(future, new Random(3));
        List<Operation> shuffled = new ArrayList<>(operations.subList(0, 150));
        for (int i = 150; i < 300; i++) {
            shuffled.add(
                    operations.get(i).toBuilder().outcome(future.get(i - 150)).build());
        }

        List<Map<String, Double>> before = rows(operations).subList(0, 151);
        List<Map<String, Double>> after = rows(shuffled).subList(0, 151);

        assertThat(after).isEqualTo(before);
        assertThat(rows(shuffled).subList(152, 300))
                .isNotEqualTo(rows(operations).subList(152, 300));
    }

    private static List<Map<String, Double>> rows(List<Operation> operations) {
        History history = new History();
        List<Map<String, Double>> rows = new ArrayList<>();
        for (Operation op : operations) {
            rows.add(history.row(op).present());
            history.begin(op);
            history.learn(op, op.outcome().orElseThrow(), op.at());
        }
        return rows;
    }

    @Test
    void beginningAnOperationMovesNoColumnOfOutcomes() {
        List<Operation> operations = Stream.of(100, 4);
        History history = Stream.replay(operations);
        Operation next = Stream.next(operations);
        Map<String, Double> before = history.row(next).present();

        history.begin(next);

        Map<String, Double> after = history.row(next).present();
        assertThat(after).isNotEqualTo(before);
        before.forEach((name, value) -> {
            if (Features.of(name).known() == Feature.Known.FROM_KNOWN_OUTCOMES) {
                assertThat(after.get(name)).as(name).isEqualTo(value);
            }
        });
    }

    @Test
    void failuresRaiseTheRatesOfWhatTheyTouched() {
        History history = new History();
        Operation op = Operation.builder("a")
                .component("billing")
                .kind("deploy")
                .actor("ann")
                .at(Stream.START)
                .attributes(Map.of("paths", new Attribute.Paths(List.of(new Attribute.PathChange("src/A.java", 1, 1)))))
                .build();
        Operation other = op.toBuilder()
                .component("search")
                .actor("bob")
                .attributes(Map.of())
                .build();
        for (int i = 0; i < 5; i++) {
            history.learn(op, Outcome.FAILED, Stream.START);
            history.learn(other, Outcome.SUCCEEDED, Stream.START);
        }
        Operation later =
                op.toBuilder().at(Stream.START.plus(Duration.ofHours(1))).build();

        FeatureRow row = history.row(later);

        assertThat(row.value("component.rate.30d")).isPositive();
        assertThat(row.value("actor.rate.30d")).isPositive();
        assertThat(row.value("file.rate.mean")).isPositive();
        assertThat(row.value("last.1")).isEqualTo(1);
        assertThat(row.value("streak")).isEqualTo(Math.log1p(5));
        FeatureRow calm = history.row(other.toBuilder().at(later.at()).build());
        assertThat(calm.value("component.rate.30d")).isNegative();
        assertThat(calm.value("last.1")).isEqualTo(-1);
        assertThat(calm.value("file.rate.mean")).isNaN();
    }

    @Test
    void ratesFadeWithTime() {
        History history = new History();
        Operation op =
                Operation.builder("a").component("billing").at(Stream.START).build();
        Operation other = op.toBuilder().component("search").build();
        for (int i = 0; i < 10; i++) {
            history.learn(op, Outcome.FAILED, Stream.START);
            history.learn(other, Outcome.SUCCEEDED, Stream.START);
        }

        double soon = history.row(op).value("component.rate.30d");
        double late = history.row(op.toBuilder()
                        .at(Stream.START.plus(Duration.ofDays(365)))
                        .build())
                .value("component.rate.30d");

        assertThat(late).isLessThan(soon / 2);
    }

    @Test
    void aRevisedSuccessCountsAsOneOperationThatFailed() {
        Operation op = Operation.builder("a").at(Stream.START).build();
        History revised = new History();
        revised.learn(op, Outcome.SUCCEEDED, Stream.START);
        revised.revise(op, Stream.START);
        History failed = new History();
        failed.learn(op, Outcome.FAILED, Stream.START);

        assertThat(revised.baseRate(Stream.START)).isEqualTo(failed.baseRate(Stream.START));
        assertThat(revised.learned()).isEqualTo(1);
    }

    @Test
    void aCancelledOperationOnlyEnds() {
        Operation op = Operation.builder("a").at(Stream.START).build();
        History history = new History();
        history.begin(op);
        double pending = history.row(op).value("pending");

        history.learn(op, Outcome.CANCELLED, Stream.START);

        assertThat(pending).isEqualTo(Math.log1p(1));
        assertThat(history.row(op).value("pending")).isZero();
        assertThat(history.learned()).isZero();
        assertThat(history.row(op).value("last.1")).isZero();
    }

    @Test
    void deviationTellsAnUnusualValueFromThoseThatSucceeded() {
        History history = new History();
        Operation op = Operation.builder("a").at(Stream.START).build();
        for (int i = 0; i < 30; i++) {
            Operation load = op.toBuilder()
                    .attributes(Map.of("free_mb", new Attribute.Numeric(1000 + i)))
                    .build();
            history.begin(load);
            history.learn(load, Outcome.SUCCEEDED, Stream.START);
        }

        FeatureRow low = history.row(op.toBuilder()
                .attributes(Map.of("free_mb", new Attribute.Numeric(10)))
                .build());
        FeatureRow usual = history.row(op.toBuilder()
                .attributes(Map.of("free_mb", new Attribute.Numeric(1015)))
                .build());

        assertThat(low.value("deviation.free_mb")).isLessThan(-3);
        assertThat(usual.value("deviation.free_mb")).isBetween(-1.0, 1.0);
        assertThat(low.value("step.free_mb")).isNegative();
    }

    @Test
    void aWrittenHistoryGoesOnAsIfItHadNotBeen() throws IOException {
        List<Operation> operations = Stream.of(400, 5);
        History history = Stream.replay(operations.subList(0, 200));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(bytes);

        History read = History.read(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(read.learned()).isEqualTo(200);
        for (Operation op : operations.subList(200, 400)) {
            assertThat(read.row(op).present()).isEqualTo(history.row(op).present());
            for (History each : List.of(read, history)) {
                each.begin(op);
                each.learn(op, op.outcome().orElseThrow(), op.at());
            }
        }
    }

    @Test
    void refusesWhatIsNoHistory() {
        assertThatThrownBy(() -> History.read(new ByteArrayInputStream(new byte[16])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a history");
    }
}
