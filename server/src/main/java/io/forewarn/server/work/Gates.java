package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.store.OutcomeReceipt;
import io.forewarn.server.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The question of {@code /predict} as other people's tools ask it, and the answer as they read it. */
public final class Gates {
    private static final int LONGEST_WARNING = 240;

    private final Workbench bench;

    Gates(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What a webhook is told.
     *
     * @param go whether the rollout goes on
     * @param words why
     */
    public record Answer(boolean go, String operationId, String words) {}

    /**
     * A webhook of Flagger: {@code {"name","namespace","phase","checksum","metadata"}}. In the phases {@code Succeeded}
     * and {@code Failed}, those of a post-rollout hook, it reports how the rollout ended.
     */
    public Answer flagger(JsonNode asked) {
        String name = text(asked, "name");
        String namespace = text(asked, "namespace");
        String phase = asked.path("phase").asText("");
        String number = asked.path("checksum")
                .asText(asked.path("metadata").path("checksum").asText(""));
        String id = number.isBlank() ? "" : "flagger-" + namespace + "-" + name + "-" + number;
        if (phase.equals("Succeeded") || phase.equals("Failed")) {
            if (id.isEmpty()) {
                return new Answer(true, "", "no 'checksum' says which rollout ended; nothing was recorded");
            }
            String run = latest(id);
            OutcomeReceipt receipt =
                    bench.predictions().outcome(run, phase.equals("Failed") ? "failed" : "succeeded", null, null, null);
            return new Answer(
                    true, run, receipt.status() == OutcomeReceipt.Status.RECORDED ? "recorded" : "known already");
        }
        ObjectNode question = Json.mapper().createObjectNode();
        if (!id.isEmpty()) {
            question.put("id", next(id));
        }
        JsonNode metadata = asked.path("metadata");
        question.put("kind", metadata.path("kind").asText("deploy"));
        question.put("component", name).put("environment", namespace);
        ObjectNode known = question.putObject("attributes");
        metadata.properties().forEach(e -> {
            if (!List.of("kind", "checksum", "type", "cmd").contains(e.getKey())) {
                typed(known, e.getKey(), e.getValue().asText(""));
            }
        });
        ObjectNode answer = bench.predictions().one(question);
        return new Answer(
                !answer.path("verdict").asText().equals("fail"),
                answer.path("operation_id").asText(),
                answer.path("summary").asText());
    }

    /** The same revision may be rolled out again once that has ended: each run has an id of its own. */
    private String next(String id) {
        String last = latest(id);
        boolean ended = bench.operation(last).flatMap(Operation::outcome).isPresent();
        return ended ? run(id, number(id, last) + 1) : last;
    }

    private String latest(String id) {
        int n = 1;
        while (bench.operation(run(id, n + 1)).isPresent()) {
            n++;
        }
        return run(id, n);
    }

    private static int number(String id, String run) {
        return run.equals(id) ? 1 : Integer.parseInt(run.substring(id.length() + 1));
    }

    private static String run(String id, int n) {
        return n == 1 ? id : id + "." + n;
    }

    /** Metadata of webhooks are texts, whatever they mean. */
    private static void typed(ObjectNode into, String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            into.put(name, value.equals("true"));
        } else if (value.matches("[-+]?(0|[1-9]\\d{0,12})(\\.\\d{1,9})?")) {
            into.put(name, Double.parseDouble(value));
        } else if (!value.isBlank()) {
            into.put(name, value);
        }
    }

    private static String text(JsonNode asked, String field) {
        JsonNode value = asked.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new IllegalArgumentException("'" + field + "' is missing; send it as a string");
        }
        return value.asText();
    }

    /** An AdmissionReview v1 of Kubernetes, request in and response out. A verdict of warn is told and lets go. */
    public ObjectNode admission(JsonNode review) {
        JsonNode request = review.path("request");
        if (!review.path("kind").asText().equals("AdmissionReview") || !request.isObject()) {
            throw new IllegalArgumentException("send an AdmissionReview of admission.k8s.io/v1 with a 'request'");
        }
        if (!review.path("apiVersion").asText().equals("admission.k8s.io/v1")) {
            throw new IllegalArgumentException("'apiVersion' must be admission.k8s.io/v1");
        }
        String uid = text(request, "uid");
        ObjectNode answer = bench.predictions().one(question(request, uid));
        boolean fail = answer.path("verdict").asText().equals("fail");
        ObjectNode out = Json.mapper().createObjectNode();
        out.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = out.putObject("response").put("uid", uid).put("allowed", !fail);
        String risk = String.format(Locale.ROOT, "%.2f", answer.path("risk").asDouble());
        String summary = answer.path("summary").asText();
        if (fail) {
            response.putObject("status").put("code", 403).put("message", "forewarn: " + summary);
        }
        if (!answer.path("verdict").asText().equals("pass")) {
            response.putArray("warnings").add(cut("p=" + risk + ": " + summary));
        }
        response.putObject("auditAnnotations")
                .put("risk", risk)
                .put("verdict", answer.path("verdict").asText())
                .put("prediction", answer.path("prediction_id").asText());
        return out;
    }

    private static ObjectNode question(JsonNode request, String uid) {
        JsonNode object = request.path("object").isObject() ? request.path("object") : request.path("oldObject");
        JsonNode labels = object.path("metadata").path("labels");
        String name = Optional.of(labels.path("app.kubernetes.io/name")
                        .asText(labels.path("app").asText("")))
                .filter(s -> !s.isBlank())
                .orElse(request.path("name")
                        .asText(object.path("metadata").path("name").asText("unknown")));
        ObjectNode question = Json.mapper().createObjectNode();
        question.put("id", "k8s-" + uid);
        question.put(
                "kind",
                object.path("metadata")
                        .path("annotations")
                        .path("forewarn.io/kind")
                        .asText("deploy"));
        question.put("component", name.isBlank() ? "unknown" : name);
        if (!request.path("namespace").asText("").isBlank()) {
            question.put("environment", request.path("namespace").asText());
        }
        if (!request.path("userInfo").path("username").asText("").isBlank()) {
            question.put("actor", request.path("userInfo").path("username").asText());
        }
        question.put("dry_run", request.path("dryRun").asBoolean(false));
        ObjectNode known = question.putObject("attributes");
        known.put("resource", request.path("kind").path("kind").asText("unknown"));
        known.put("verb", request.path("operation").asText("unknown").toLowerCase(Locale.ROOT));
        JsonNode spec = object.path("spec");
        if (spec.path("replicas").isNumber()) {
            known.put("replicas", spec.path("replicas").asDouble());
        }
        JsonNode containers = spec.path("template").path("spec").path("containers");
        if (containers.isArray() && !containers.isEmpty()) {
            known.put("containers", containers.size());
        }
        return question;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_WARNING ? text : text.substring(0, LONGEST_WARNING - 1) + "…";
    }
}
