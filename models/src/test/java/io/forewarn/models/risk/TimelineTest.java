package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Timeline.Maturity MONTH = Timeline.Maturity.after(Duration.ofDays(30));

    private static Operation op(String id, int day, Outcome outcome) {
        return Operation.builder(id)
                .at(START.plus(Duration.ofDays(day)))
                .outcome(outcome)
                .build();
    }

    @Test
    void anOutcomeEntersHistoryWhenItIsKnownAndNotBefore() {
        Operation failed = op("a", 0, Outcome.FAILED).toBuilder()
                .knownAt(START.plus(Duration.ofDays(5)))
                .build();
        Timeline timeline =
                Timeline.of(List.of(op("c", 6, Outcome.SUCCEEDED), op("b", 4, Outcome.SUCCEEDED), failed), MONTH, null);

        assertThat(timeline.operations()).extracting(Operation::id).containsExactly("a", "b", "c");
        assertThat(timeline.row(1).value("last.1")).isZero();
        assertThat(timeline.row(2).value("last.1")).isEqualTo(1);
    }

    @Test
    void aLateFailureCountsAsASuccessUntilItIsKnown() {
        Operation late = op("a", 0, Outcome.FAILED).toBuilder()
                .knownAt(START.plus(Duration.ofDays(100)))
                .build();
        Timeline timeline = Timeline.of(
                List.of(late, op("b", 40, Outcome.SUCCEEDED), op("c", 101, Outcome.SUCCEEDED)), MONTH, null);

        assertThat(timeline.row(1).value("last.1")).isEqualTo(-1);
        assertThat(timeline.row(2).value("last.1")).isEqualTo(1);
        assertThat(timeline.known(START.plus(Duration.ofDays(20)), 3)).isEmpty();
        assertThat(timeline.known(START.plus(Duration.ofDays(40)), 3))
                .extracting(TrainingRow::failure)
                .containsExactly(0.0);
        assertThat(timeline.known(START.plus(Duration.ofDays(100)), 1))
                .extracting(TrainingRow::failure)
                .containsExactly(1.0);
    }

    @Test
    void learnsWhatIsKnownByTheEnd() {
        Timeline timeline = Timeline.of(List.of(op("a", 0, Outcome.FAILED)), MONTH, START.plus(Duration.ofDays(31)));

        assertThat(timeline.history().learned()).isEqualTo(1);
    }

    @Test
    void anOperationWithoutOutcomeIsNeverKnown() {
        Operation running = Operation.builder("a").at(START).build();
        Timeline timeline = Timeline.of(List.of(running), MONTH, START.plus(Duration.ofDays(365)));

        assertThat(timeline.firstKnown(0)).isEqualTo(Instant.MAX);
        assertThat(timeline.known(Instant.MAX, 1)).isEmpty();
    }

    @Test
    void aLabelIsAProbability() {
        Timeline timeline = Timeline.of(List.of(op("a", 0, Outcome.FAILED)), MONTH, null);

        assertThatThrownBy(() -> new TrainingRow(timeline.row(0), "deploy", START, 1.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
