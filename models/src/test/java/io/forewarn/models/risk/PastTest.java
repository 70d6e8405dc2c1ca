package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.features.LogContext;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.models.evaluation.Backtest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final Clock CLOCK = Clock.fixed(MadeUp.START.plus(Duration.ofDays(100)), ZoneOffset.UTC);
    private static final Timeline.Maturity MONTH = Timeline.Maturity.after(Duration.ofDays(30));

    /** With outcomes that nobody dated, that came late, that never came and that are not scored. */
    private static List<Operation> mixed(int n) {
        List<Operation> mixed = new ArrayList<>();
        for (Operation op : MadeUp.operations(n, 7)) {
            int i = mixed.size();
            Operation.Builder next = op.toBuilder();
            if (i % 3 == 0) {
                next.knownAt(null);
            } else if (i % 7 == 0) {
                next.knownAt(op.at().plus(Duration.ofDays(40)));
            } else if (i % 11 == 0) {
                next.outcome(i % 2 == 0 ? Outcome.CANCELLED : null);
            } else if (i % 13 == 0) {
                next.scored(false);
            }
            mixed.add(next.build());
        }
        return mixed;
    }

    /** The newest so many of these are learned from; told one by one, as a store does. */
    private record Newest(List<Operation> operations, int newest) implements Past {
        @Override
        public void each(Visitor visitor) {
            long[] older = {leftOut()};
            operations.forEach(op -> visitor.next(op, Past.teaches(op) && older[0]-- <= 0));
        }

        private List<Operation> could() {
            return operations.stream().filter(Past::teaches).toList();
        }

        @Override
        public List<Instant> starts() {
            return could().stream().skip(leftOut()).map(Operation::at).toList();
        }

        @Override
        public long leftOut() {
            return Math.max(0, could().size() - newest);
        }
    }

    private static Timeline timeline(Past past) {
        return Timeline.of(past, MONTH, CLOCK.instant(), LogContext.NONE);
    }

    private static List<TrainingRow> rows(Timeline timeline) {
        return timeline.known(CLOCK.instant(), timeline.operations().size());
    }

    private static List<String> told(List<TrainingRow> rows) {
        return rows.stream()
                .map(row -> row.at() + " " + row.failure() + " "
                        + new TreeMap<>(row.row().present()))
                .toList();
    }

    @Test
    void aPastOfWhichNothingIsLeftOutTeachesTheSameAsAListToTheBit() {
        List<Operation> operations = mixed(2000);
        Timeline list = Timeline.of(operations, MONTH, CLOCK.instant());
        Timeline past = timeline(new Newest(operations, 2000));

        assertThat(past.operations()).hasSizeLessThan(list.operations().size());
        assertThat(told(rows(past)).equals(told(rows(list)))).isTrue();
        assertThat(rows(past).get(0).row().columns().names())
                .isEqualTo(rows(list).get(0).row().columns().names());
        RiskModel one = new RiskTrainer(1, CLOCK).train(rows(list));
        RiskModel other = new RiskTrainer(1, CLOCK).train(rows(past));
        assertThat(other.provenance().fingerprint()).isEqualTo(one.provenance().fingerprint());
        var asked = rows(list).stream().map(TrainingRow::row).limit(200).toList();
        assertThat(other.scores(asked)).isEqualTo(one.scores(asked));

        Backtest backtest = new Backtest(Backtest.Settings.split(), CLOCK);
        assertThat(backtest.run(new Newest(operations, 2000)).predictions())
                .isEqualTo(backtest.run(operations).predictions());
    }

    @Test
    void whatIsLeftOutFeedsTheHistoryOfWhatIsNot() {
        List<Operation> operations = mixed(2000);
        List<TrainingRow> all = rows(timeline(new Newest(operations, 2000)));

        Timeline newest = timeline(new Newest(operations, 300));
        List<TrainingRow> learned = rows(newest);

        assertThat(newest.operations()).hasSize(300);
        assertThat(learned).hasSizeBetween(100, 300);
        List<TrainingRow> same = all.subList(all.size() - learned.size(), all.size());
        assertThat(told(learned).equals(told(same))).isTrue();
    }

    @Test
    void aBacktestJudgesTheNewestOfWhatIsLearnedFrom() {
        List<Operation> operations = mixed(2000);
        Past past = new Newest(operations, 500);

        Backtest.Result result = new Backtest(Backtest.Settings.split(), CLOCK).run(past);

        assertThat(result.predictions()).hasSize(150);
        assertThat(result.predictions().get(0).operation().at())
                .isEqualTo(past.starts().get(350));
        assertThat(result.model().provenance().rows()).isLessThanOrEqualTo(350);
    }

    @Test
    void whatIsLeftOutMaturesInItsTimeSoThatItNeedNotWait() {
        Instant cut = MadeUp.START.plus(Duration.ofDays(50));
        Instant split = MadeUp.START.plus(Duration.ofDays(70));
        Timeline.Maturity maturity = Timeline.Maturity.at(split, cut, Duration.ofDays(30));

        assertThat(maturity.of(at(10))).isEqualTo(MadeUp.START.plus(Duration.ofDays(40)));
        assertThat(maturity.of(at(45))).isEqualTo(split);
        assertThat(maturity.of(at(51))).isEqualTo(split);
        assertThat(maturity.of(at(71))).isEqualTo(Instant.MAX);
    }

    private static Operation at(int day) {
        return Operation.builder("op")
                .at(MadeUp.START.plus(Duration.ofDays(day)))
                .build();
    }
}
