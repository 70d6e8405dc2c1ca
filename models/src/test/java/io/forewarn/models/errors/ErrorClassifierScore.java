package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains on the bundled texts and classifies a file of {@code id,text,level,exception_type}: for the scorer. */
final class ErrorClassifierScore {
    private ErrorClassifierScore() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        List<LabelledError> rows = TrainingTexts.bundled();
        var trained = new ErrorClassifierTrainer(7, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).train(rows);
        long trainedCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        System.err.printf("processor time so far %.1f s%n", trainedCpu / 1e9);
        System.err.printf(
                "trained in %.1f s; on unseen systems %s; %s%n",
                (System.nanoTime() - start) / 1e9,
                trained.figures(),
                trained.classifier().confidence());
        Map<String, Integer> confused = new HashMap<>();
        Map<String, Integer> byClass = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String label = rows.get(i).label();
            String answer = trained.answers().get(i).errorClass();
            byClass.merge(label + (label.equals(answer) ? " right" : " wrong"), 1, Integer::sum);
            if (!label.equals(answer)) {
                confused.merge(label + " > " + answer, 1, Integer::sum);
            }
        }
        System.err.println(byClass);
        confused.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(20)
                .forEach(e -> System.err.print(e + "; "));
        System.err.println();
        for (int i = 0; i + 1 < args.length; i += 2) {
            classify(trained.classifier(), Path.of(args[i]), Path.of(args[i + 1]));
        }
        int rounds = 20;
        var cpu = ManagementFactory.getThreadMXBean();
        start = cpu.getCurrentThreadCpuTime();
        for (int r = 0; r < rounds; r++) {
            for (LabelledError row : rows) {
                trained.classifier().classify(row.error());
            }
        }
        System.err.printf(
                "%.0f a second of processor time%n",
                rounds * rows.size() / ((cpu.getCurrentThreadCpuTime() - start) / 1e9));
    }

    private static void classify(ErrorClassifier classifier, Path in, Path to) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (PrintWriter out = new PrintWriter(to.toFile(), StandardCharsets.UTF_8)) {
            for (String line : Files.readAllLines(in)) {
                JsonNode row = mapper.readTree(line);
                Classification c = classifier.classify(MeasuringSet.error(row));
                out.println(mapper.writeValueAsString(mapper.createObjectNode()
                        .put("id", row.path("id").asText())
                        .put("error_class", c.errorClass())
                        .put("confidence", c.confidence())
                        .put("transient", c.transience().equals("yes"))
                        .put("because", c.because())));
            }
        }
    }
}
