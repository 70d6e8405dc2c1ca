package io.forewarn.server.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.ingest.store.JudgedPrediction;
import io.forewarn.predictor.risk.PredictionJson;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NotFoundException;
import io.forewarn.server.work.Reviews;
import io.forewarn.server.work.Workbench;
import java.util.ArrayList;
import java.util.List;

/**
 * One prediction.
 *
 * @param answer as it was given
 * @param attributes what was asked about, name and value
 * @param factors all that the model used, strongest first
 */
public record PredictionView(
        PredictionLine line,
        JsonNode answer,
        List<Reason> reasons,
        List<Pair> attributes,
        List<Factor> factors,
        Notice notice) {

    /**
     * A reason.
     *
     * @param stated whether the model states its weight
     * @param logOdds its weight
     * @param share of the strongest, 0 to 1
     */
    public record Reason(String text, boolean raises, boolean stated, double logOdds, double share) {}

    /** A name with a value. */
    public record Pair(String name, String value) {}

    /** What one feature of the model adds. */
    public record Factor(String feature, String value, double logOdds) {}

    static PredictionView of(Workbench bench, Asked asked) {
        Reviews.PredictionView view = bench.reviews().prediction(asked.id());
        JudgedPrediction judged = bench.store()
                .predictions()
                .find(asked.id())
                .orElseThrow(() -> new NotFoundException("There is no such prediction."));
        return new PredictionView(
                PredictionLine.of(view),
                view.answer(),
                reasons(view.answer().path("reasons")),
                attributes(Json.parse(judged.prediction().requestJson()).path("attributes")),
                factors(PredictionJson.factors(Json.parse(judged.prediction().featuresJson()))),
                Notice.of(asked));
    }

    private static List<Reason> reasons(JsonNode nodes) {
        double most = 1e-9;
        for (JsonNode n : nodes) {
            most = Math.max(most, Math.abs(n.path("log_odds").asDouble()));
        }
        List<Reason> reasons = new ArrayList<>();
        for (JsonNode n : nodes) {
            double weight = n.path("log_odds").asDouble();
            reasons.add(new Reason(
                    n.path("text").asText(),
                    n.path("raises").asBoolean(),
                    n.path("log_odds").isNumber(),
                    weight,
                    Math.abs(weight) / most));
        }
        return reasons;
    }

    private static List<Pair> attributes(JsonNode nodes) {
        List<Pair> pairs = new ArrayList<>();
        nodes.properties()
                .forEach(e -> pairs.add(new Pair(
                        e.getKey(),
                        e.getValue().isValueNode()
                                ? e.getValue().asText().replaceFirst("\\.0$", "")
                                : e.getValue().toString())));
        return pairs;
    }

    private static List<Factor> factors(JsonNode nodes) {
        List<Factor> factors = new ArrayList<>();
        nodes.forEach(n -> factors.add(new Factor(
                n.path("feature").asText(),
                n.path("value").isNumber() ? Show.figure(n.path("value").asDouble()) : "–",
                n.path("log_odds").asDouble())));
        factors.sort((a, b) -> Double.compare(Math.abs(b.logOdds()), Math.abs(a.logOdds())));
        return factors;
    }

    /** A number of the answer. */
    public double number(String field) {
        return answer.path(field).asDouble();
    }

    /** A text of the answer; empty where there is none. */
    public String text(String field) {
        return answer.path(field).isTextual() ? answer.path(field).asText() : "";
    }

    /** Texts of the answer. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        answer.path(field).forEach(n -> texts.add(n.asText()));
        return texts;
    }
}
