package io.forewarn.server.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.work.Reviews;
import org.jspecify.annotations.Nullable;

/** A prediction as one line of a table. */
public record PredictionLine(
        String id,
        String at,
        String kind,
        String component,
        String environment,
        double risk,
        double low,
        double high,
        double baseRate,
        String level,
        String verdict,
        boolean abstained,
        @Nullable String outcome,
        boolean actedOn) {

    static PredictionLine of(Reviews.PredictionView view) {
        JsonNode a = view.answer();
        return new PredictionLine(
                a.path("prediction_id").asText(),
                a.path("at").asText(),
                a.path("kind").asText(),
                a.path("component").asText(),
                a.path("environment").asText("").replace("null", ""),
                a.path("risk").asDouble(),
                a.path("low").asDouble(),
                a.path("high").asDouble(),
                a.path("base_rate").asDouble(),
                a.path("level").asText(),
                a.path("verdict").asText(),
                a.path("abstained").asBoolean(),
                view.outcome(),
                view.actedOn());
    }

    /** The bar in words, for who cannot see it. */
    public String words() {
        return "risk " + Show.percent(risk) + ", between " + Show.interval(low, high) + "; usual is "
                + Show.percent(baseRate);
    }
}
