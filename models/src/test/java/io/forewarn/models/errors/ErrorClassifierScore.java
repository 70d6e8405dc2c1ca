package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Trains on the bundled texts and classifies a file of {@code id,text,level,exception_type}: for the scorer. */
final class ErrorClassifierScore {
    private ErrorClassifierScore() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        List<LabelledError> rows = TrainingTexts.bundled();
        var trained = new ErrorClassifierTrainer(7, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).train(rows);
        int right = 0;
        for (int i = 0; i < rows.size(); i++) {
            right += trained.answers().get(i).errorClass().equals(rows.get(i).label()) ? 1 : 0;
        }
        System.err.printf(
                "trained on %d rows in %.1f s; on unseen systems %.3f right%n",
                rows.size(), (System.nanoTime() - start) / 1e9, right / (double) rows.size());
        ObjectMapper mapper = new ObjectMapper();
        List<String> lines = Files.readAllLines(Path.of(args[0]));
        try (PrintWriter out = new PrintWriter(args[1], StandardCharsets.UTF_8)) {
            for (String line : lines) {
                JsonNode row = mapper.readTree(line);
                String type = row.path("exception_type").isTextual()
                        ? row.path("exception_type").asText()
                        : null;
                Classification c = trained.classifier()
                        .classify(new ErrorText(
                                row.path("text").asText(),
                                TrainingTexts.severity(row.path("level").asText("")),
                                type,
                                null,
                                List.of()));
                out.println(mapper.writeValueAsString(mapper.createObjectNode()
                        .put("id", row.path("id").asText())
                        .put("error_class", c.errorClass())
                        .put("confidence", c.confidence())
                        .put("transient", c.transience().equals("yes"))
                        .put("because", c.because())));
            }
        }
        int rounds = 20;
        start = System.nanoTime();
        for (int r = 0; r < rounds; r++) {
            for (LabelledError row : rows) {
                trained.classifier().classify(row.error());
            }
        }
        System.err.printf("%.0f a second%n", rounds * rows.size() / ((System.nanoTime() - start) / 1e9));
    }
}
