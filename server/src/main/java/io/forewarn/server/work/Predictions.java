package io.forewarn.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.format.OperationOptions;
import io.forewarn.ingest.format.OperationReader;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.store.Evidence;
import io.forewarn.ingest.store.OperationStore;
import io.forewarn.ingest.store.OutcomeReceipt;
import io.forewarn.ingest.store.PredictionRow;
import io.forewarn.models.risk.RiskEstimate;
import io.forewarn.predictor.risk.Basis;
import io.forewarn.predictor.risk.PredictOptions;
import io.forewarn.predictor.risk.Prediction;
import io.forewarn.predictor.risk.PredictionJson;
import io.forewarn.server.wire.ConflictException;
import io.forewarn.server.wire.Json;
import io.forewarn.server.wire.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Risk before an operation, and its outcome after. */
public final class Predictions {
    private static final Set<String> FIELDS = Set.of(
            "id", "kind", "component", "environment", "actor", "at", "attributes", "dry_run", "similar", "fixed");

    private static final int MOST = 1000;

    private final Workbench bench;
    private final Holdout holdout;

    private final Object[] turns = new Object[64];
    private final Object outcomes = new Object();

    Predictions(Workbench bench, Holdout holdout) {
        Arrays.setAll(turns, i -> new Object());
        this.bench = bench;
        this.holdout = holdout;
    }

    /**
     * Answers one question, or a batch: an array of questions, or an object with such an array as {@code operations}. A
     * batch is answered whole or, where one question is wrong, not at all.
     *
     * @throws IllegalArgumentException naming the field that is wrong, and in a batch its question
     */
    public JsonNode predict(JsonNode question) {
        JsonNode many = question.isArray() ? question : question.path("operations");
        return many.isMissingNode() ? one(question) : batch(question, many);
    }

    private ObjectNode batch(JsonNode question, JsonNode many) {
        if (!many.isArray() || many.isEmpty() || many.size() > MOST) {
            throw new IllegalArgumentException("'operations' must be a list of 1 to " + MOST + " questions");
        }
        question.fieldNames().forEachRemaining(name -> {
            if (!List.of("operations", "dry_run").contains(name)) {
                throw new IllegalArgumentException("unknown field '" + bench.scrub(name) + "' beside 'operations'");
            }
        });
        List<Operation> operations = new ArrayList<>();
        List<PredictOptions> options = new ArrayList<>();
        List<Boolean> dry = new ArrayList<>();
        for (int i = 0; i < many.size(); i++) {
            try {
                Operation operation = operation(many.get(i));
                bench.predictor().check(operation);
                if (named(many.get(i)) && !(dry(many.get(i)) || dry(question))) {
                    known(operation);
                }
                operations.add(operation);
                options.add(options(many.get(i)));
                dry.add(dry(many.get(i)) || dry(question));
            } catch (ConflictException e) {
                throw new ConflictException("operations[" + i + "]: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("operations[" + i + "]: " + e.getMessage(), e);
            }
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode answers = answer.putArray("predictions");
        for (int i = 0; i < operations.size(); i++) {
            answers.add(answer(operations.get(i), options.get(i), dry.get(i), named(many.get(i))));
        }
        return answer;
    }

    /**
     * Answers one question and, unless it is a dry run, keeps question and answer.
     *
     * @throws IllegalArgumentException naming the field that is wrong
     */
    ObjectNode one(JsonNode question) {
        return answer(operation(question), options(question), dry(question), named(question));
    }

    private static boolean named(JsonNode question) {
        return question.hasNonNull("id");
    }

    /**
     * Whether the operation has begun already.
     *
     * @throws ConflictException where it has ended
     */
    private boolean known(Operation operation) {
        Optional<Operation> known = bench.store().operations().lookUp(operation.id());
        known.flatMap(Operation::outcome).ifPresent(outcome -> {
            throw new ConflictException("operation '" + operation.id() + "' has already ended (" + outcome.text()
                    + "); ask about another run under an id of its own, or with \"dry_run\": true");
        });
        return known.isPresent();
    }

    private ObjectNode answer(Operation operation, PredictOptions options, boolean dry, boolean named) {
        if (dry || !named) {
            return answer(operation, options, dry, () -> false);
        }
        // Two questions at once about one operation must not begin it twice.
        synchronized (turns[Math.floorMod(operation.id().hashCode(), turns.length)]) {
            return answer(operation, options, false, () -> known(operation));
        }
    }

    private ObjectNode answer(Operation operation, PredictOptions options, boolean dry, BooleanSupplier known) {
        boolean begun = known.getAsBoolean();
        Prediction answer = holdout.apply(bench.predictor().predict(operation, options));
        ObjectNode told = PredictionJson.of(answer);
        if (!dry) {
            bench.store().predictions().record(operation, PredictionJson.row(operation, answer, told));
            if (!begun) {
                bench.begin(operation);
            }
        }
        return told;
    }

    private static boolean dry(JsonNode question) {
        JsonNode dry = question.path("dry_run");
        if (!dry.isMissingNode() && !dry.isBoolean()) {
            throw new IllegalArgumentException("'dry_run' must be true or false");
        }
        return dry.asBoolean(false);
    }

    /** A stored estimate, made again from what was stored with it. */
    public record Replayed(
            String predictionId,
            String modelVersion,
            Estimate stored,
            @Nullable Estimate replayed,
            boolean identical,
            String words) {}

    /** What an estimate says. */
    public record Estimate(double risk, double low, double high) {}

    /**
     * Makes a stored prediction again, by the version of the model that made it, from the features that it saw.
     *
     * @throws NotFoundException where there is no such prediction, or its model is no longer kept
     */
    public Replayed replay(String id) throws IOException {
        PredictionRow row = bench.store()
                .predictions()
                .find(id)
                .orElseThrow(() -> new NotFoundException("no prediction '" + bench.scrub(id) + "'"))
                .prediction();
        Estimate stored = new Estimate(row.risk(), row.low(), row.high());
        Optional<Basis> basis = PredictionJson.basis(Json.parse(row.featuresJson()));
        if (basis.isEmpty()) {
            return new Replayed(
                    id,
                    row.modelVersion(),
                    stored,
                    null,
                    false,
                    "no model made this prediction, or it kept no features");
        }
        RiskEstimate again = basis.get().estimate(bench.riskModel(row.modelVersion()), row.kind());
        Estimate replayed = new Estimate(again.risk(), again.low(), again.high());
        boolean same = replayed.equals(stored);
        return new Replayed(
                id,
                row.modelVersion(),
                stored,
                replayed,
                same,
                same ? "the same, bit for bit" : "not the same: model or program have changed");
    }

    private static PredictOptions options(JsonNode question) {
        JsonNode similar = question.path("similar");
        if (!similar.isMissingNode() && !(similar.isInt() && similar.asInt() >= 0 && similar.asInt() <= 50)) {
            throw new IllegalArgumentException("'similar' must be a whole number from 0 to 50");
        }
        Set<String> fixed = new HashSet<>();
        JsonNode given = question.path("fixed");
        if (!given.isMissingNode() && !given.isArray()) {
            throw new IllegalArgumentException("'fixed' must be a list of names of attributes");
        }
        given.forEach(name -> fixed.add(name.asText()));
        return new PredictOptions(similar.asInt(PredictOptions.DEFAULT.similar()), true, fixed);
    }

    /** The question as a scrubbed operation; what no field is for is refused by name. */
    Operation operation(JsonNode question) {
        if (!(question instanceof ObjectNode object)) {
            throw new IllegalArgumentException(
                    "send a JSON object such as {\"kind\":\"deploy\",\"component\":\"billing\",\"attributes\":{}}");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("unknown field '" + bench.scrub(name)
                        + "'; what is known before the operation goes into 'attributes'");
            }
        });
        for (String needed : List.of("kind", "component")) {
            if (!object.path(needed).isTextual() || object.path(needed).asText().isBlank()) {
                throw new IllegalArgumentException("'" + needed + "' is missing; send it as a string");
            }
        }
        for (String name : List.of("environment", "actor")) {
            JsonNode value = object.path(name);
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                throw new IllegalArgumentException("'" + name + "' must be a string");
            }
        }
        checkAttributes(object.path("attributes"));
        ObjectNode raw = object.deepCopy();
        raw.remove(List.of("dry_run", "similar", "fixed"));
        if (!raw.hasNonNull("id")) {
            raw.put("id", bench.ids().operation());
        } else if (!raw.path("id").isTextual() || raw.path("id").asText().isBlank()) {
            throw new IllegalArgumentException("'id' must be a string that is not blank");
        }
        if (!raw.hasNonNull("at")) {
            raw.put("at", bench.clock().instant().toString());
        } else {
            raw.put("at", instant("at", raw.path("at")).toString());
        }
        RawOperation read = read(raw);
        return bench.scrubber().operation(read, new Redactions());
    }

    private void checkAttributes(JsonNode attributes) {
        if (attributes.isMissingNode() || attributes.isNull()) {
            return;
        }
        if (!attributes.isObject()) {
            throw new IllegalArgumentException("'attributes' must be an object of names and values");
        }
        attributes.properties().forEach(e -> {
            if (e.getValue().isObject()) {
                throw new IllegalArgumentException("attribute '" + bench.scrub(e.getKey())
                        + "' must be a number, a boolean, a string or a list of paths, not an object");
            }
        });
    }

    private static RawOperation read(ObjectNode raw) {
        byte[] line = Json.text(raw).getBytes(StandardCharsets.UTF_8);
        try (OperationReader reader =
                OperationReader.open("request.jsonl", new ByteArrayInputStream(line), OperationOptions.defaults())) {
            RawOperation read = reader.next();
            if (read == null) {
                String reason = reader.counts().firstRejects().stream()
                        .findFirst()
                        .map(r -> r.reason())
                        .orElse("not an operation");
                throw new IllegalArgumentException("the operation cannot be read: " + reason);
            }
            return read;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Instant instant(String field, JsonNode node) {
        try {
            return OffsetDateTime.parse(node.asText()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + field + "' must be an ISO-8601 time with offset, e.g. 2026-07-01T09:30:00Z", e);
        }
    }

    /**
     * Records how an operation ended; durable once this returns. The first report stands.
     *
     * @param finishedAt null: now
     * @param exitStatus of the command, or null
     * @param output its tail, scrubbed here before it is kept; or null
     */
    public OutcomeReceipt outcome(
            String id,
            String outcome,
            @Nullable String finishedAt,
            @Nullable Integer exitStatus,
            @Nullable String output) {
        Outcome ended = Outcome.from(outcome);
        // In one order for the store and for what is learned: it is that of the times at which they became known.
        synchronized (outcomes) {
            String kept = bench.operation(id).map(Operation::id).orElse(id);
            return ended(kept, ended, finishedAt, exitStatus, output);
        }
    }

    private OutcomeReceipt ended(
            String id,
            Outcome ended,
            @Nullable String finishedAt,
            @Nullable Integer exitStatus,
            @Nullable String output) {
        Instant now = bench.clock().instant();
        Instant finished = finishedAt == null ? now : instant("finished_at", Json.tree(finishedAt));
        OperationStore.Ended told = bench.store().operations().end(id, ended, finished, now);
        OutcomeReceipt receipt = told.receipt();
        if (receipt.status() == OutcomeReceipt.Status.UNKNOWN_OPERATION) {
            throw new NotFoundException(
                    "no operation '" + bench.scrub(id) + "'; ask for a prediction first, or import the operation");
        }
        Operation done = told.operation();
        if (done != null) {
            if (output != null || exitStatus != null) {
                bench.store()
                        .operations()
                        .keepEvidence(List.of(new Evidence(id, exitStatus, output == null ? "" : bench.scrub(output))));
            }
            bench.learn(done);
        }
        return receipt;
    }

    /** Notes that somebody changed course because of the prediction: its outcome is not a plain one. */
    public void actedOn(String id) {
        if (!bench.store().predictions().markActedOn(id)) {
            throw new NotFoundException("no prediction '" + bench.scrub(id) + "'; GET /api/v1/predictions lists them");
        }
    }
}
