package io.forewarn.predictor.suggest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Suggestions as JSON, the same in the store, the API and the command line. */
public final class SuggestionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SuggestionJson() {}

    /** The whole suggestion; names in snake case, times in ISO-8601. */
    public static ObjectNode of(Suggestion s) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", s.id())
                .put("source", s.source())
                .put("key", s.key())
                .put("error_class", s.errorClass())
                .put("component", s.component())
                .put("title", s.title());
        node.set("steps", stepNodes(s));
        node.put("check", s.check());
        node.set("evidence", evidenceNodes(s));
        node.put("fit", s.fit()).put("confidence", s.confidence()).put("standing", s.standing());
        node.putObject("success")
                .put("worked", s.success().hits())
                .put("tried", s.success().n())
                .put("rate", s.success().rate())
                .put("low", s.success().low())
                .put("high", s.success().high());
        return node;
    }

    static String steps(Suggestion s) {
        return stepNodes(s).toString();
    }

    static String evidence(Suggestion s) {
        return evidenceNodes(s).toString();
    }

    private static ArrayNode stepNodes(Suggestion s) {
        ArrayNode steps = JSON.createArrayNode();
        s.steps().forEach(steps::add);
        return steps;
    }

    private static ArrayNode evidenceNodes(Suggestion s) {
        ArrayNode all = JSON.createArrayNode();
        s.evidence()
                .forEach(each -> all.addObject()
                        .put("kind", each.kind())
                        .put("ref", each.ref())
                        .put("at", each.at() == null ? null : each.at().toString())
                        .put("text", each.text()));
        return all;
    }
}
