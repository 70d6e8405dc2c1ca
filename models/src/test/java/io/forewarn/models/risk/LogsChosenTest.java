package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.features.LogContext;
import io.forewarn.features.LogCounts;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogsChosenTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** An hour apart; with errors in the logs before three in ten, which matter or do not. */
    private static RiskModel train(boolean matter) {
        SplittableRandom random = new SplittableRandom(4);
        LogCounts logs = new LogCounts();
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            Instant at = START.plus(Duration.ofHours(2L * i));
            boolean noisy = random.nextInt(10) < 3;
            logs.add("billing", at.minusSeconds(600), 50, noisy ? 20 : 0);
            boolean failed = random.nextDouble() < (noisy && matter ? 0.7 : 0.1);
            operations.add(Operation.builder("op-" + i)
                    .component("billing")
                    .kind("deploy")
                    .at(at)
                    .outcome(failed ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .knownAt(at.plusSeconds(60))
                    .build());
        }
        return new RiskTrainer(1, CLOCK).train(rows(operations, logs));
    }

    private static List<TrainingRow> rows(List<Operation> operations, LogContext logs) {
        Instant end = START.plus(Duration.ofDays(365));
        return Timeline.of(operations, Timeline.Maturity.after(Duration.ofDays(1)), end, logs)
                .known(end, operations.size());
    }

    @Test
    void logsAreLookedAtWhereTheyTellFailuresAndNotElsewhere() {
        assertThat(train(true).columns()).contains("logs.errors.1h");
        assertThat(train(false).columns()).noneMatch(name -> name.startsWith("logs."));
    }
}
