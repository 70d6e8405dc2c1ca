package io.forewarn.features;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up operations with every type of attribute. */
final class Stream {
    static final Instant START = Instant.parse("2024-03-01T08:00:00Z");

    private Stream() {}

    static List<Operation> of(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String component = "service-" + random.nextInt(3);
            operations.add(Operation.builder("op-" + i)
                    .component(component)
                    .kind(random.nextBoolean() ? "deploy" : "job")
                    .environment(random.nextBoolean() ? "prod" : "test")
                    .actor(random.nextInt(10) == 0 ? null : "actor-" + random.nextInt(5))
                    .at(START.plusSeconds(1800L * i + random.nextInt(600)))
                    .outcome(random.nextInt(4) == 0 ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .attributes(Map.of(
                            "rows", new Attribute.Numeric(random.nextInt(100_000)),
                            "retries", new Attribute.Numeric(random.nextInt(3)),
                            "balance", new Attribute.Numeric(-random.nextInt(50)),
                            "forced", new Attribute.Flag(random.nextBoolean()),
                            "region", new Attribute.Category("r" + random.nextInt(3)),
                            "message", new Attribute.Text("fix the parserCache of batch " + random.nextInt(9)),
                            "paths",
                                    new Attribute.Paths(List.of(
                                            new Attribute.PathChange(
                                                    "src/main/App" + random.nextInt(4) + ".java", 12, 3),
                                            new Attribute.PathChange("src/test/AppTest.java", 5, 0),
                                            new Attribute.PathChange("README", 0, 1)))))
                    .build());
        }
        return operations;
    }

    /** Each operation's outcome is known when the next one begins. */
    static History replay(List<Operation> operations) {
        History history = new History();
        for (Operation op : operations) {
            history.begin(op);
            history.learn(op, op.outcome().orElseThrow(), op.at().plusSeconds(60));
        }
        return history;
    }

    static Operation next(List<Operation> operations) {
        Operation last = operations.get(operations.size() - 1);
        return last.toBuilder().at(last.at().plusSeconds(3600)).build();
    }
}
