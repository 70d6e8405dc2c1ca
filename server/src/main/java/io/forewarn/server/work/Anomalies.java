package io.forewarn.server.work;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.models.anomaly.Burst;
import io.forewarn.models.anomaly.BurstDetector;
import io.forewarn.models.anomaly.BurstTrial;
import io.forewarn.models.anomaly.MinuteCounts;
import io.forewarn.models.anomaly.RobustBursts;
import io.forewarn.models.anomaly.SvmBursts;
import io.forewarn.models.anomaly.SvmTrainer;
import io.forewarn.models.anomaly.ThreeSigma;
import io.forewarn.models.registry.Metric;
import io.forewarn.models.registry.ModelCard;
import io.forewarn.models.registry.ModelRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which way to find bursts is in use, and how it is chosen: both are tried on the store's own counts. */
final class Anomalies {
    static final String KIND = "anomaly";
    private static final String WAY = "way.txt";
    private static final Duration MOST = Duration.ofDays(180);
    private static final List<Long> SEEDS = List.of(101L, 102L, 103L);
    private static final Duration BEFORE = Duration.ofMinutes(5);
    private static final int FEWEST_BURSTS = 10;

    private final Workbench bench;
    private volatile BurstDetector detector = RobustBursts.DEFAULT;

    Anomalies(Workbench bench) {
        this.bench = bench;
    }

    BurstDetector detector() {
        return detector;
    }

    void reload() {
        try {
            Optional<ModelRegistry.Entry> kept = bench.registry().current(KIND);
            boolean learned = kept.isPresent()
                    && Files.readString(kept.get().folder().resolve(WAY))
                            .strip()
                            .equals("svm");
            detector = learned ? SvmBursts.load(kept.get().folder()) : RobustBursts.DEFAULT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trains the model, tries it beside the simple way and the plain rule, and puts the better of the two into use. */
    Learning.Outcome train() throws IOException {
        Instant last = bench.store().rates().last().orElse(Instant.EPOCH);
        List<MinuteCounts> series = series(last);
        SvmBursts svm;
        try {
            svm = new SvmTrainer(bench.configuration().integer("model.seed"), bench.clock()).train(series);
        } catch (IllegalArgumentException e) {
            return Learning.Outcome.not(KIND, String.valueOf(e.getMessage()), 0);
        }
        List<BurstTrial.Score> scores =
                BurstTrial.of(series, List.of(RobustBursts.DEFAULT, svm, new ThreeSigma()), SEEDS, this::failedThen);
        if (scores.get(0).bursts() < FEWEST_BURSTS) {
            return Learning.Outcome.not(KIND, "the records span too few days to try it on: three weeks are needed", 0);
        }
        boolean learned = BurstTrial.better(scores).detector().equals(svm.name());
        long minutes = series.stream().mapToLong(MinuteCounts::length).sum();
        ModelCard card = ModelCard.of(
                KIND,
                fingerprint(series),
                bench.configuration().integer("model.seed"),
                minutes,
                series.get(0).start(),
                last,
                Map.of("java", Runtime.version().toString()),
                metrics(scores, learned),
                "Bursts of errors by the minute; in use: " + (learned ? "the one-class SVM" : "the robust rule")
                        + ". Tried on the counts of this home with bursts put in, n = "
                        + scores.get(0).bursts()
                        + "; a real burst counts as a false alarm, except in precision_with_failures, where it is right if an operation failed then. The model has seen the same counts without them.");
        ModelRegistry.Entry saved = bench.registry()
                .save(
                        KIND,
                        folder -> {
                            svm.save(folder);
                            Files.writeString(folder.resolve(WAY), learned ? "svm\n" : "robust\n");
                        },
                        card);
        bench.registry().promote(KIND, saved.card().version());
        return Learning.outcome(saved.card());
    }

    private static Map<String, Metric> metrics(List<BurstTrial.Score> scores, boolean learned) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        put(metrics, "", scores.get(learned ? 1 : 0));
        put(metrics, "three_sigma_", scores.get(2));
        put(metrics, learned ? "robust_" : "svm_", scores.get(learned ? 0 : 1));
        metrics.put("bursts", Metric.of(scores.get(0).bursts()));
        return metrics;
    }

    private static void put(Map<String, Metric> metrics, String prefix, BurstTrial.Score score) {
        metrics.put(prefix + "recall_2min", Metric.of(score.recall()));
        metrics.put(prefix + "precision", Metric.of(score.precision()));
        metrics.put(prefix + "precision_with_failures", Metric.of(score.precisionWithReal()));
        metrics.put(prefix + "false_per_component_day", Metric.of(score.falseADay()));
    }

    /** True where an operation failed at that time, so that the burst was none of ours but real. */
    private boolean failedThen(Burst burst) {
        return bench.store()
                        .operations()
                        .count(new OperationFilter(
                                        null, null, null, io.forewarn.ingest.event.Outcome.FAILED, null, null)
                                .between(
                                        burst.from().minus(BEFORE),
                                        burst.until().plusSeconds(60)))
                > 0;
    }

    /** Errors by the minute of each component that has any, over the last half year. */
    private List<MinuteCounts> series(Instant last) {
        Instant first = bench.store().rates().first().orElse(last);
        Instant from = first.isBefore(last.minus(MOST)) ? last.minus(MOST) : first;
        Map<String, int[]> counts = new TreeMap<>();
        int length = (int) Duration.between(from, last).toMinutes() + 1;
        for (RatePoint p : bench.store()
                .rates()
                .series(
                        RateFilter.all().withSeverity(Severity.ERROR).between(from, last.plusSeconds(60)),
                        Duration.ofMinutes(1),
                        RateDimension.COMPONENT)) {
            int minute = (int) Duration.between(from, p.at()).toMinutes();
            counts.computeIfAbsent(p.key(), k -> new int[length])[minute] += (int) p.n();
        }
        List<MinuteCounts> series = new ArrayList<>();
        counts.values().forEach(c -> series.add(MinuteCounts.of(from, c)));
        return series;
    }

    private static String fingerprint(List<MinuteCounts> series) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (MinuteCounts counts : series) {
                for (int t = 0; t < counts.length(); t++) {
                    if (counts.at(t) > 0) {
                        digest.update((t + ":" + counts.at(t) + ";").getBytes(StandardCharsets.UTF_8));
                    }
                }
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
