package io.forewarn.predictor.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.features.FeatureRow;
import io.forewarn.models.risk.Calibration;
import io.forewarn.models.risk.RiskEstimate;
import io.forewarn.models.risk.RiskModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one estimate was made from: with the same model it gives the same estimate, bit for bit.
 *
 * @param features those that had a value, in the order of their columns
 * @param calibration how the model was corrected at that moment
 */
public record Basis(Map<String, Double> features, Calibration calibration) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Basis {
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }

    /** The estimate once more. */
    public RiskEstimate estimate(RiskModel model, String kind) {
        return model.estimate(FeatureRow.of(features), kind, calibration);
    }

    /** Numbers are written so that they read back as the same bits. */
    ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode values = node.putObject("features");
        features.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                values.put(name, value);
            } else {
                values.put(name, value.toString());
            }
        });
        node.putObject("calibration")
                .put("slope", calibration.slope())
                .put("momentum", calibration.momentum())
                .put("offset", calibration.offset())
                .put("low", calibration.low())
                .put("high", calibration.high())
                .put("n", calibration.n());
        return node;
    }

    /** As {@link #json} wrote it. */
    static Basis of(JsonNode node) {
        Map<String, Double> features = new LinkedHashMap<>();
        node.path("features")
                .properties()
                .forEach(e ->
                        features.put(e.getKey(), Double.valueOf(e.getValue().asText())));
        JsonNode c = node.path("calibration");
        return new Basis(
                features,
                new Calibration(
                        c.path("slope").asDouble(),
                        c.path("momentum").asDouble(),
                        c.path("offset").asDouble(),
                        c.path("low").asDouble(),
                        c.path("high").asDouble(),
                        c.path("n").asLong()));
    }
}
