package io.forewarn.server.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.store.AttemptRow;
import io.forewarn.ingest.store.SuggestionRow;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.suggest.SuggestionReport;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Reviews;
import io.forewarn.server.work.Workbench;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One suggestion with what it rests on.
 *
 * @param check how to see that it worked; may be empty
 * @param standing how often it worked, in words
 * @param attempts what people reported on this very suggestion
 */
public record SuggestionLine(
        String id,
        String source,
        String title,
        List<String> steps,
        String check,
        List<Cited> evidence,
        double confidence,
        String standing,
        List<AttemptRow> attempts) {

    /** Something a suggestion rests on; {@code at} may be empty. */
    public record Cited(String kind, String ref, String at, String text) {}

    /** Suggestions as they were just made. */
    static List<SuggestionLine> of(Workbench bench, Reviews.Advice advice) {
        List<SuggestionLine> lines = new ArrayList<>();
        for (JsonNode s : advice.suggestions()) {
            lines.add(new SuggestionLine(
                    s.path("id").asText(),
                    s.path("source").asText(),
                    s.path("title").asText(),
                    texts(s.path("steps")),
                    s.path("check").asText(""),
                    evidence(s.path("evidence")),
                    s.path("confidence").asDouble(),
                    s.path("standing").asText(),
                    bench.store().suggestions().attempts(s.path("id").asText())));
        }
        return lines;
    }

    /** Suggestions made before. */
    static List<SuggestionLine> of(Workbench bench, Collection<SuggestionRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<SuggestionReport.Row> report = bench.reviews().suggestions().byKey();
        return rows.stream()
                .sorted((a, b) -> Double.compare(b.confidence(), a.confidence()))
                .map(row -> new SuggestionLine(
                        row.id(),
                        row.source(),
                        row.title(),
                        texts(Json.parse(row.stepsJson())),
                        "",
                        evidence(Json.parse(row.evidenceJson())),
                        row.confidence(),
                        standing(row, report),
                        bench.store().suggestions().attempts(row.id())))
                .toList();
    }

    private static String standing(SuggestionRow row, List<SuggestionReport.Row> report) {
        return report.stream()
                .filter(r -> r.source().equals(row.source()) && r.key().equals(row.key()))
                .map(SuggestionReport.Row::success)
                .filter(p -> p.n() > 0)
                .findFirst()
                .map(SuggestionLine::words)
                .orElse("nobody has reported on it here yet (n = 0)");
    }

    private static String words(Proportion p) {
        return "worked " + p.hits() + " of " + p.n() + " times (" + Show.interval(p) + ", 95 % interval)";
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(n -> texts.add(n.asText()));
        return texts;
    }

    private static List<Cited> evidence(JsonNode nodes) {
        List<Cited> all = new ArrayList<>();
        nodes.forEach(n -> all.add(new Cited(
                n.path("kind").asText(),
                n.path("ref").asText(),
                n.path("at").isTextual() ? Show.time(n.path("at").asText()) : "",
                n.path("text").asText())));
        return all;
    }
}
