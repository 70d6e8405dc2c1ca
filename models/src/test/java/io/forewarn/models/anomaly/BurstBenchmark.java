package io.forewarn.models.anomaly;

import io.forewarn.ingest.LogImport;
import io.forewarn.ingest.Progress;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.Sources;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.risk.OperationFiles;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Scores the detectors on logs with bursts put in: {@code BurstBenchmark LOGS OPERATIONS [limits]}. Settings were chosen on seeds 1 to
 * 5; the figures to quote are those of seeds 101 to 110. With {@code limits} it prints what other limits would give
 * on the first.
 */
public final class BurstBenchmark {
    private BurstBenchmark() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        List<MinuteCounts> series = new ArrayList<>(errors(Path.of(args[0])).values());
        List<Instant> failures = OperationFiles.read(Path.of(args[1])).stream()
                .filter(o -> o.outcome().orElse(null) == Outcome.FAILED)
                .map(Operation::at)
                .toList();
        Predicate<Burst> failed = b -> failures.stream()
                .anyMatch(at -> at.isAfter(b.from().minusSeconds(300))
                        && at.isBefore(b.until().plusSeconds(60)));
        SvmBursts svm = new SvmTrainer(7, Clock.systemUTC()).train(series);
        if (args.length > 2) {
            List<BurstDetector> detectors = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (double limit : new double[] {2, 2.25, 2.5}) {
                for (int fewest : new int[] {4, 5}) {
                    detectors.add(new RobustBursts(limit, fewest));
                    names.add(detectors.get(detectors.size() - 1).toString());
                }
            }
            for (double nu : new double[] {0.01, 0.05, 0.1}) {
                for (double gamma : new double[] {0.1, 0.5, 2}) {
                    SvmBursts other = new SvmTrainer(7, Clock.systemUTC(), nu, gamma).train(series);
                    for (double limit : new double[] {-0.5, -0.2, 0, 0.2, 0.5}) {
                        detectors.add(other.withLimit(limit));
                        names.add("svm nu " + nu + " gamma " + gamma + " limit " + limit);
                    }
                }
            }
            List<BurstTrial.Score> scores = BurstTrial.of(series, detectors, List.of(1L, 2L, 3L, 4L, 5L), failed);
            for (int i = 0; i < scores.size(); i++) {
                out.print(names.get(i));
                print(out, scores.get(i));
            }
        }
        List<Long> unseen = List.of(101L, 102L, 103L, 104L, 105L, 106L, 107L, 108L, 109L, 110L);
        for (BurstTrial.Score score :
                BurstTrial.of(series, List.of(RobustBursts.DEFAULT, svm, new ThreeSigma()), unseen, failed)) {
            out.print(score.detector());
            print(out, score);
        }
    }

    private static void print(PrintStream out, BurstTrial.Score s) {
        out.printf(
                Locale.ROOT,
                "  bursts %d, recall in 2 min %.3f, alarms %d, precision %.3f (%.3f with real failures), false a component-day %.3f%n",
                s.bursts(),
                s.recall(),
                s.alarms(),
                s.precision(),
                s.precisionWithReal(),
                s.falseADay());
    }

    static Map<String, MinuteCounts> errors(Path logs) throws Exception {
        Path folder = Files.createTempDirectory("forewarn-bursts-");
        Map<String, List<RatePoint>> points = new TreeMap<>();
        Instant first;
        Instant last;
        try (Store store = Store.open(folder.resolve("forewarn.duckdb"))) {
            new LogImport(store, Scrubber.of(Pseudonyms.of(new byte[32], "bench")), Clock.systemUTC())
                    .run(Sources.find(List.of(logs)), Progress.none());
            first = store.rates().first().orElseThrow();
            last = store.rates().last().orElseThrow();
            store.rates()
                    .series(RateFilter.all(), Duration.ofMinutes(1), RateDimension.COMPONENT)
                    .forEach(p -> points.computeIfAbsent(p.key(), k -> new ArrayList<>())
                            .add(p));
        }
        Map<String, MinuteCounts> series = new TreeMap<>();
        points.forEach((component, list) -> {
            int[] counts = new int[(int) Duration.between(first, last).toMinutes() + 1];
            list.forEach(p -> counts[(int) Duration.between(first, p.at()).toMinutes()] += (int) p.errors());
            series.put(component, MinuteCounts.of(first, counts));
        });
        return series;
    }
}
