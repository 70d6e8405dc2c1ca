package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small rows for the tests of the stores. */
final class Rows {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Rows() {}

    static Event.Builder event(long importId, long ordinal) {
        return Event.builder()
                .key(importId, ordinal)
                .timestamp(NOON.plusSeconds(ordinal))
                .severity(Severity.INFO)
                .component("billing")
                .message("line " + ordinal);
    }

    static List<Event> events(long importId, int count) {
        return java.util.stream.LongStream.range(0, count)
                .mapToObj(i -> event(importId, i).build())
                .toList();
    }

    static Operation.Builder operation(String id) {
        return Operation.builder(id).kind("deploy").component("billing").at(NOON);
    }

    static IssueRow issue(String id, String errorClass, String status) {
        return issue(id, errorClass, status, 2);
    }

    static IssueRow issue(String id, String errorClass, String status, long count) {
        return new IssueRow(
                id,
                "fp-" + id,
                "grouping.v1",
                "title",
                "same exception",
                "billing",
                errorClass,
                0.7,
                "yes",
                Severity.ERROR,
                status,
                NOON,
                NOON.plusSeconds(5),
                count,
                null,
                0,
                "says timeout");
    }

    static PredictionRow prediction(String id, @Nullable String operationId, String verdict) {
        return new PredictionRow(
                id,
                operationId,
                NOON,
                "deploy",
                "billing",
                0.4,
                0.3,
                0.5,
                0.2,
                "moderate",
                verdict,
                "risk-1",
                false,
                "{}",
                "{}",
                "{}");
    }

    static SuggestionRow suggestion(String id, String source, String key) {
        return new SuggestionRow(
                id, "i1", null, null, "timeout", "billing", source, key, "Raise the limit", "[]", "[]", 0.5, NOON);
    }

    static Operation failed(String id, Instant at) {
        return operation(id).at(at).outcome(Outcome.FAILED).knownAt(at).build();
    }
}
