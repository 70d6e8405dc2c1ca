package io.forewarn.server.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The form that asks for a prediction. */
final class Questions {
    private static final List<String> FIELDS = List.of("kind", "component", "environment", "attributes");

    private Questions() {}

    /**
     * Asks what was filled in.
     *
     * @return id of the prediction
     * @throws IllegalArgumentException naming the field that is wrong
     */
    static String ask(Workbench bench, Asked asked) {
        ObjectNode question = Json.mapper().createObjectNode();
        question.put("kind", asked.required("kind"));
        question.put("component", asked.required("component"));
        asked.form("environment").ifPresent(e -> question.put("environment", e));
        question.set("attributes", attributes(asked.form("attributes").orElse("")));
        return bench.predictions().predict(question).path("prediction_id").asText();
    }

    /** Lines of name=value; a value that reads as a number, true or false is one. */
    static ObjectNode attributes(String lines) {
        ObjectNode attributes = Json.mapper().createObjectNode();
        int number = 0;
        for (String line : lines.split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("line " + number + " of the attributes is not name=value");
            }
            attributes.set(
                    line.substring(0, equals).strip(),
                    value(line.substring(equals + 1).strip()));
        }
        return attributes;
    }

    private static JsonNode value(String text) {
        if (text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?") && !text.matches("-?0\\d.*")) {
            return Json.parse(text);
        }
        return text.equals("true") || text.equals("false")
                ? Json.parse(text)
                : Json.mapper().getNodeFactory().textNode(text);
    }

    /** What was filled in, scrubbed as everything that is shown. */
    static Map<String, String> filledIn(Workbench bench, Asked asked) {
        Map<String, String> filled = new TreeMap<>();
        for (String field : FIELDS) {
            filled.put(field, bench.scrub(asked.form(field).orElse("")));
        }
        return filled;
    }
}
