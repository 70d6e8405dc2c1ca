package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A seeded team: loads fail on little disk, deploys on Fridays and after a failure, the rest now and then. */
final class Team {
    static final Instant START = Instant.parse("2026-02-02T08:00:00Z");

    private Team() {}

    static List<Operation> operations(int count) {
        Random random = new Random(7);
        List<Operation> all = new ArrayList<>();
        Instant at = START;
        boolean broken = false;
        for (int i = 0; i < count; i++) {
            at = at.plus(Duration.ofMinutes(30 + random.nextInt(300)));
            boolean load = random.nextBoolean();
            Map<String, Attribute> attributes = new TreeMap<>();
            double disk = Math.rint(300 * random.nextDouble());
            attributes.put("free_disk_mb", new Attribute.Numeric(disk));
            attributes.put("night", new Attribute.Flag(random.nextInt(4) == 0));
            attributes.put(
                    "title", new Attribute.Text(random.nextInt(5) == 0 ? "rebuild the index" : "add daily rows"));
            boolean failed = load
                    ? disk < 40 ? random.nextInt(10) < 8 : random.nextInt(10) == 0
                    : broken ? random.nextInt(10) < 7 : random.nextInt(10) == 0;
            broken = load ? broken : failed;
            all.add(
                    operation("op-" + i, load ? "bulk-load" : "deploy", load ? "ledger" : "gateway", at, attributes)
                            .toBuilder()
                            .actor(random.nextBoolean() ? "dana" : "lee")
                            .outcome(failed ? Outcome.FAILED : Outcome.SUCCEEDED)
                            .finishedAt(at.plusSeconds(60))
                            .knownAt(at.plusSeconds(60))
                            .build());
        }
        return all;
    }

    static Operation operation(
            String id, String kind, String component, Instant at, Map<String, ? extends Attribute> attributes) {
        return Operation.builder(id)
                .kind(kind)
                .component(component)
                .environment("production")
                .at(at)
                .attributes(new TreeMap<>(attributes))
                .build();
    }

    static double disk(Operation op) {
        return op.attributes().get("free_disk_mb") instanceof Attribute.Numeric number ? number.value() : Double.NaN;
    }

    static TrackRecord record(List<Operation> operations) {
        TrackRecord record = new TrackRecord();
        operations.forEach(record::learn);
        return record;
    }

    /** A logistic formula over disk and night, so that every expectation can be worked out by hand. */
    static final class Formula implements RiskScorer {
        @Override
        public Score score(Operation op) {
            double disk = disk(op);
            boolean night = op.attributes().get("night") instanceof Attribute.Flag flag && flag.value();
            double byDisk = disk < 40 ? 2 : -0.4;
            double byNight = night ? 0.3 : -0.1;
            double risk = 1 / (1 + Math.exp(1 - byDisk - byNight));
            return new Score(
                    risk,
                    Math.max(0, risk - 0.1),
                    Math.min(1, risk + 0.1),
                    0.25,
                    400,
                    false,
                    null,
                    List.of(
                            new Prediction.Factor("deviation.free_disk_mb", disk, byDisk / 2),
                            new Prediction.Factor("rate.free_disk_mb", disk, byDisk / 2),
                            new Prediction.Factor("attribute.night", night ? 1 : 0, byNight)));
        }

        @Override
        public String version() {
            return "formula-1";
        }
    }
}
