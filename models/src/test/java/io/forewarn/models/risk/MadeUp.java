package io.forewarn.models.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up operations whose risk depends on size, actor and phases of the component in which much fails. */
public final class MadeUp {
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private MadeUp() {}

    public static List<Operation> operations(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Operation> operations = new ArrayList<>();
        double phase = 0;
        for (int i = 0; i < n; i++) {
            if (random.nextInt(40) == 0) {
                phase = random.nextInt(3) - 1.0;
            }
            int actor = random.nextInt(4);
            double lines = Math.exp(5 * random.nextDouble());
            double odds = -3 + phase + 0.5 * actor + 0.5 * Math.log(lines);
            Instant at = START.plusSeconds(3600L * i);
            operations.add(Operation.builder("op-" + i)
                    .component("service-" + random.nextInt(2))
                    .kind("deploy")
                    .actor("actor-" + actor)
                    .at(at)
                    .outcome(random.nextDouble() < Platt.sigmoid(odds) ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .knownAt(at.plusSeconds(1200))
                    .attributes(Map.of(
                            "lines", new Attribute.Numeric(Math.rint(lines)),
                            "size_of_all", new Attribute.Numeric(1000 + i)))
                    .build());
        }
        return operations;
    }

    public static Timeline timeline(int n, long seed) {
        return Timeline.of(operations(n, seed), Timeline.Maturity.after(java.time.Duration.ofDays(1)), null);
    }

    public static List<TrainingRow> rows(Timeline timeline) {
        return timeline.known(Instant.MAX, timeline.operations().size());
    }
}
