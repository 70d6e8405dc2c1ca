package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.store.OperationStore;
import io.forewarn.ingest.store.OutcomeReceipt;
import io.forewarn.server.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CDEvents (cdevents.dev, 0.3 to 0.5) as operations and outcomes. An event joins an operation that has not ended by the
 * id of its subject, by its chain, or by its artifact: the operation asked about before has one of these as its id, or as
 * its attribute {@code chain_id} or {@code artifact_id}. Where none is there, the event makes one. The same event again
 * changes nothing.
 */
public final class DeliveryEvents {
    private static final Pattern TYPE =
            Pattern.compile("dev\\.cdevents\\.([a-z]+)\\.([a-z]+)\\.\\d+\\.\\d+\\.\\d+(-\\w+)?");
    private static final Set<String> RUNS = Set.of("pipelinerun", "taskrun", "build", "testcaserun", "testsuiterun");
    private static final int MOST = 1000;

    private final Workbench bench;

    DeliveryEvents(Workbench bench) {
        this.bench = bench;
    }

    /**
     * What became of one event.
     *
     * @param status {@code begun}, {@code recorded}, {@code already_known}, or {@code noted}: nothing to learn from it
     * @param operationId null where noted
     */
    public record Taken(
            String type, String status, @Nullable String operationId) {}

    /** What became of all. */
    public record Answer(List<Taken> events) {}

    private record Event(
            String subject,
            String predicate,
            String type,
            String key,
            Instant at,
            String source,
            @Nullable String chain,
            JsonNode content,
            String subjectId) {}

    /**
     * Takes one event or a list: bare, as the body of a CloudEvent in binary mode is, or wrapped in structured mode. Of a
     * list with a bad event nothing is taken.
     *
     * @throws IllegalArgumentException with what is missing or wrong
     */
    public Answer take(JsonNode body) {
        List<JsonNode> sent = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(sent::add);
        } else {
            sent.add(body);
        }
        if (sent.isEmpty() || sent.size() > MOST) {
            throw new IllegalArgumentException("send one CDEvent, or a list of 1 to " + MOST);
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                events.add(read(sent.get(i)));
            } catch (IllegalArgumentException e) {
                throw body.isArray() ? new IllegalArgumentException("event " + i + ": " + e.getMessage(), e) : e;
            }
        }
        return new Answer(events.stream().map(this::one).toList());
    }

    private Event read(JsonNode sent) {
        boolean wrapped = sent.has("data") && sent.has("specversion");
        JsonNode event = wrapped ? sent.path("data") : sent;
        if (!event.isObject()
                || !event.path("context").isObject()
                || !event.path("subject").isObject()) {
            throw new IllegalArgumentException(
                    "a CDEvent has the objects 'context' and 'subject'; in structured mode they stand inside 'data'");
        }
        JsonNode context = event.path("context");
        String version =
                context.path("specversion").asText(context.path("version").asText(""));
        if (!version.matches("0\\.[3-9](\\..*)?")) {
            throw new IllegalArgumentException(
                    version.isEmpty()
                            ? "'context.version' or 'context.specversion' is missing, e.g. 0.4.1"
                            : "this version of CDEvents is not known; 0.3 to 0.5 are");
        }
        Matcher type = TYPE.matcher(text(context, "context", "type"));
        if (!type.matches()) {
            throw new IllegalArgumentException("'context.type' must look like dev.cdevents.pipelinerun.finished.0.2.0");
        }
        String key = key(
                bench.pseudonyms(), hash(text(context, "context", "source") + " " + text(context, "context", "id")));
        String chain = context.path("chainId").asText("");
        return new Event(
                type.group(1),
                type.group(2),
                type.group(),
                key,
                at(text(context, "context", "timestamp")),
                text(context, "context", "source"),
                chain.isBlank() ? null : chain,
                event.path("subject").path("content"),
                text(event.path("subject"), "subject", "id"));
    }

    private static String text(JsonNode object, String where, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new IllegalArgumentException("'" + where + "." + field + "' is missing; send it as a string");
        }
        return value.asText();
    }

    private static Instant at(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'context.timestamp' must be an RFC 3339 time, e.g. 2026-07-01T09:30:00Z", e);
        }
    }

    private Taken one(Event e) {
        String outcome = outcome(e);
        boolean starts = RUNS.contains(e.subject()) && e.predicate().equals("started");
        if (outcome == null && !starts) {
            return new Taken(e.type(), "noted", null);
        }
        Optional<String> before = bench.store().operations().delivery(e.key());
        if (before.isPresent()) {
            return new Taken(e.type(), "already_known", before.get());
        }
        Operation asked = bench.predictions().operation(question(e));
        Operation operation = join(e, asked).orElse(asked);
        boolean known = bench.store().operations().find(operation.id()).isPresent();
        if (!known) {
            bench.store().operations().upsert(List.of(operation));
            bench.begin(operation);
        }
        if (outcome == null) {
            bench.store().operations().noteDelivery(e.key(), operation.id());
            return new Taken(e.type(), known ? "already_known" : "begun", operation.id());
        }
        OutcomeReceipt receipt =
                bench.predictions().outcome(operation.id(), outcome, e.at().toString(), null, errors(e));
        bench.store().operations().noteDelivery(e.key(), operation.id());
        boolean recorded = receipt.status() == OutcomeReceipt.Status.RECORDED;
        return new Taken(e.type(), recorded ? "recorded" : "already_known", operation.id());
    }

    /** How the operation ended by this event; null where it does not say. */
    private static @Nullable String outcome(Event e) {
        if (RUNS.contains(e.subject()) && e.predicate().equals("finished")) {
            return switch (e.content().path("outcome").asText("success")) {
                case "success", "pass" -> "succeeded";
                case "cancel", "cancelled", "canceled" -> "cancelled";
                default -> "failed";
            };
        }
        if (e.subject().equals("service")) {
            return switch (e.predicate()) {
                case "deployed", "upgraded" -> "succeeded";
                case "rolledback" -> "failed";
                default -> null;
            };
        }
        return e.subject().equals("incident") && e.predicate().equals("detected") ? "failed" : null;
    }

    private static @Nullable String errors(Event e) {
        JsonNode errors = e.content().path("errors");
        return errors.isTextual() && !errors.asText().isBlank() ? errors.asText() : null;
    }

    private ObjectNode question(Event e) {
        ObjectNode question = Json.mapper().createObjectNode();
        question.put("id", "cd-" + bench.pseudonyms().key("delivery-subject", hash(subject(e))));
        question.put("kind", kind(e));
        question.put("component", component(e));
        JsonNode environment = e.content().path("environment").path("id");
        if (environment.isTextual()) {
            question.put("environment", environment.asText());
        }
        question.put("at", e.at().toString());
        ObjectNode known = question.putObject("attributes");
        if (e.chain() != null) {
            known.put("chain_id", e.chain());
        }
        String artifact = artifact(e);
        if (artifact != null) {
            known.put("artifact_id", artifact);
        }
        return question;
    }

    private static String subject(Event e) {
        return kind(e) + " " + e.source() + " " + e.subjectId() + " " + deployment(e);
    }

    /** What an event is remembered by: says nothing of it to who lacks the key of the home. */
    static String key(Pseudonyms pseudonyms, String hash) {
        return OperationStore.KEYED + pseudonyms.key("delivery", hash);
    }

    private static String kind(Event e) {
        return RUNS.contains(e.subject()) ? e.subject() : "deploy";
    }

    private static String component(Event e) {
        for (String name : List.of("pipelineName", "taskName")) {
            if (e.content().path(name).isTextual()) {
                return e.content().path(name).asText();
            }
        }
        JsonNode service = e.content().path("service").path("id");
        return service.isTextual() ? service.asText() : e.subjectId();
    }

    /** A service is deployed again and again; a run ends once. */
    private static String deployment(Event e) {
        return RUNS.contains(e.subject()) ? "" : e.chain() + " " + artifact(e);
    }

    private static @Nullable String artifact(Event e) {
        JsonNode artifact = e.content().path("artifactId");
        return artifact.isTextual() && !artifact.asText().isBlank() ? artifact.asText() : null;
    }

    /** The operation that was asked about before; by values as scrubbed as they were kept. */
    private Optional<Operation> join(Event e, Operation asked) {
        String chain = word(asked.attributes().get("chain_id"));
        String artifact = word(asked.attributes().get("artifact_id"));
        for (String id : new String[] {bench.scrub(e.subjectId()), chain, artifact}) {
            if (id != null) {
                Optional<Operation> named = bench.store().operations().find(id);
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        if (bench.store().operations().find(asked.id()).isPresent()) {
            return Optional.empty();
        }
        // Earlier versions made this id without a key.
        Optional<Operation> earlier = bench.store().operations().find("cd-" + hash(subject(e)));
        if (earlier.isPresent()) {
            return earlier;
        }
        // A pipeline and its tasks share a chain, so a run ends no other run by it.
        return RUNS.contains(e.subject())
                ? bench.store().operations().openWith("chain_id", chain, kind(e))
                : bench.store()
                        .operations()
                        .openWith("artifact_id", artifact, null)
                        .or(() -> bench.store().operations().openWith("chain_id", chain, "deploy"));
    }

    private static @Nullable String word(@Nullable Attribute value) {
        return value instanceof Attribute.Category c ? c.value() : value instanceof Attribute.Text t ? t.value() : null;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
