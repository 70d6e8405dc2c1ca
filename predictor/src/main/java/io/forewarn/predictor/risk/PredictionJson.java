package io.forewarn.predictor.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.PredictionRow;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Predictions as JSON, the same in the store, the API and the command line: snake case, times in ISO-8601. */
public final class PredictionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PredictionJson() {}

    /** The answer, without the model's factors. */
    public static ObjectNode of(Prediction p) {
        ObjectNode node = JSON.createObjectNode();
        node.put("prediction_id", p.id())
                .put("operation_id", p.operationId())
                .put("kind", p.kind())
                .put("component", p.component())
                .put("environment", p.environment())
                .put("at", p.at().toString())
                .put("risk", p.risk())
                .put("low", p.low())
                .put("high", p.high())
                .put("interval_means", p.intervalMeans())
                .put("base_rate", p.baseRate())
                .put("lift", p.lift())
                .put("n", p.n())
                .put("level", p.level().text())
                .put("verdict", p.verdict().text())
                .put("warn_at", p.warnAt())
                .put("fail_at", p.failAt())
                .put("summary", p.summary())
                .put("abstained", p.abstained())
                .put("abstained_why", p.abstainedWhy())
                .put("model_version", p.modelVersion());
        reasons(node.putArray("reasons"), p.reasons());
        similar(node.putArray("similar_failures"), p.similar());
        ArrayNode warnings = node.putArray("warnings");
        p.warnings()
                .forEach(w -> warnings.addObject()
                        .put("source", w.source())
                        .put("key", w.key())
                        .put("text", w.text())
                        .put("action", w.action())
                        .put("attribute", w.attribute()));
        ArrayNode whatIfs = node.putArray("would_lower");
        p.wouldLower()
                .forEach(w -> whatIfs.addObject()
                        .put("attribute", w.attribute())
                        .put("from", w.from())
                        .put("to", w.to())
                        .put("risk", w.risk())
                        .put("text", w.text()));
        strings(node.putArray("unknown_attributes"), p.unknownAttributes());
        strings(node.putArray("missing_attributes"), p.missingAttributes());
        node.putObject("gate")
                .put("verdict", p.gate().verdict().text())
                .put("held_out", p.gate().heldOut())
                .put("propensity", p.gate().propensity());
        return node;
    }

    /** What the store keeps of an answer: with the question and every factor, so that it can be checked later. */
    public static PredictionRow row(Operation op, Prediction p) {
        return row(op, p, of(p));
    }

    /**
     * The same, where the answer is there already.
     *
     * @param answer as {@link #of} made it
     */
    public static PredictionRow row(Operation op, Prediction p, ObjectNode answer) {
        return new PredictionRow(
                p.id(),
                op.id(),
                p.at(),
                p.kind(),
                p.component(),
                p.risk(),
                p.low(),
                p.high(),
                p.baseRate(),
                p.level().text(),
                p.verdict().text(),
                p.modelVersion(),
                p.abstained(),
                request(op).toString(),
                answer.toString(),
                kept(p.factors(), p.basis()).toString());
    }

    /** Most of what is stored of a prediction: so each name of a feature and each value stands there once. */
    private static ObjectNode kept(List<Prediction.Factor> factors, @Nullable Basis basis) {
        ObjectNode kept = JSON.createObjectNode();
        if (basis != null) {
            kept.set("basis", basis.json());
        }
        if (basis != null
                && factors.stream()
                        .allMatch(f -> Objects.equals(basis.features().get(f.feature()), f.value()))) {
            Map<String, Double> weights = new HashMap<>();
            factors.forEach(f -> weights.put(f.feature(), f.logOdds()));
            ArrayNode inOrder = kept.putArray("log_odds");
            basis.features().keySet().forEach(name -> {
                Double weight = weights.get(name);
                inOrder.add(weight == null ? null : Float.valueOf(weight.floatValue()));
            });
        } else {
            ArrayNode list = kept.putArray("factors");
            factors.forEach(f -> factor(list, f.feature(), finite(f.value())).put("log_odds", f.logOdds()));
        }
        return kept;
    }

    private static ObjectNode factor(ArrayNode list, String feature, @Nullable Double value) {
        return list.addObject().put("feature", feature).put("value", value);
    }

    /**
     * The factors among what the store keeps, each as {@code {"feature":…,"value":…,"log_odds":…}}; the value is null where
     * it is not finite.
     */
    public static JsonNode factors(JsonNode kept) {
        if (!kept.path("log_odds").isArray()) {
            return kept.isArray() ? kept : kept.path("factors"); // as earlier versions kept them
        }
        ArrayNode list = JSON.createArrayNode();
        Iterator<JsonNode> weights = kept.path("log_odds").iterator();
        for (Map.Entry<String, JsonNode> each :
                kept.path("basis").path("features").properties()) {
            JsonNode weight = weights.hasNext() ? weights.next() : MissingNode.getInstance();
            if (weight.isNumber()) {
                JsonNode value = each.getValue();
                factor(list, each.getKey(), value.isNumber() ? value.asDouble() : null)
                        .set("log_odds", weight);
            }
        }
        return list;
    }

    /** What the estimate was made from; empty where no model was asked, or where an earlier version kept it. */
    public static Optional<Basis> basis(JsonNode features) {
        return features.path("basis").isObject() ? Optional.of(Basis.of(features.path("basis"))) : Optional.empty();
    }

    private static ObjectNode request(Operation op) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", op.id())
                .put("kind", op.kind())
                .put("component", op.component())
                .put("environment", op.environment())
                .put("actor", op.actor())
                .put("at", op.at().toString());
        ObjectNode attributes = node.putObject("attributes");
        op.attributes().forEach((name, value) -> attribute(attributes, name, value));
        return node;
    }

    private static void attribute(ObjectNode node, String name, Attribute value) {
        if (value instanceof Attribute.Numeric number) {
            node.put(name, number.value());
        } else if (value instanceof Attribute.Flag flag) {
            node.put(name, flag.value());
        } else if (value instanceof Attribute.Category category) {
            node.put(name, category.value());
        } else if (value instanceof Attribute.Text text) {
            node.put(name, text.value());
        } else if (value instanceof Attribute.Paths paths) {
            ArrayNode names = node.putArray(name);
            ArrayNode lines = node.putArray(name.equals("paths") ? "path_lines" : name + "_lines");
            paths.changes().forEach(change -> {
                names.add(change.path());
                lines.addArray().add(change.added()).add(change.deleted());
            });
        }
    }

    private static void reasons(ArrayNode node, List<Prediction.Reason> reasons) {
        reasons.forEach(r -> node.addObject()
                .put("about", r.about())
                .put("text", r.text())
                .put("log_odds", r.logOdds())
                .put("raises", r.raises()));
    }

    private static void similar(ArrayNode node, List<Prediction.SimilarFailure> similar) {
        similar.forEach(s -> {
            ObjectNode each = node.addObject()
                    .put("operation_id", s.operationId())
                    .put("at", s.at().toString())
                    .put("kind", s.kind())
                    .put("component", s.component())
                    .put("similarity", s.similarity())
                    .put("alike", s.alike())
                    .put("fix", s.fix());
            strings(each.putArray("repair_ids"), s.repairIds());
        });
    }

    private static void strings(ArrayNode node, List<String> values) {
        values.forEach(node::add);
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
