package io.forewarn.predictor.suggest;

import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.store.AttemptRow;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.OperationFilter;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.SuggestionRow;
import io.forewarn.predictor.Proportion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How attempts went: by what people said, and by whether the failure came back. */
final class Standings {
    private static final int PAGE = 1000;

    private final Store store;

    Standings(Store store) {
        this.store = store;
    }

    static String key(String source, String key) {
        return source + " " + key;
    }

    /**
     * One attempt, judged.
     *
     * @param said true worked, false did not; empty: nobody knows
     * @param held true where the failure did not come back; empty: nothing happened since that would tell
     */
    record Judged(SuggestionRow suggestion, AttemptRow attempt, Optional<Boolean> said, Optional<Boolean> held) {
        /** A person's word, else what was observed. */
        Optional<Boolean> worked() {
            return said.or(() -> held);
        }
    }

    /** Successes among attempts whose result is said or observed, by source and key. */
    Map<String, Proportion> byKey() {
        Map<String, Proportion> counts = new HashMap<>();
        for (Judged judged : judged()) {
            judged.worked()
                    .ifPresent(worked -> counts.merge(
                            key(judged.suggestion.source(), judged.suggestion.key()),
                            new Proportion(worked ? 1 : 0, 1),
                            (a, b) -> new Proportion(a.hits() + b.hits(), a.n() + b.n())));
        }
        return counts;
    }

    /** All attempts, oldest first. */
    List<Judged> judged() {
        Map<String, Optional<SuggestionRow>> suggestions = new LinkedHashMap<>();
        return store.suggestions().attempts().stream()
                .flatMap(attempt -> suggestions
                        .computeIfAbsent(
                                attempt.suggestionId(),
                                id -> store.suggestions().find(id))
                        .map(suggestion -> judge(suggestion, attempt))
                        .stream())
                .toList();
    }

    private Judged judge(SuggestionRow suggestion, AttemptRow attempt) {
        Optional<Boolean> said = switch (attempt.result()) {
            case "worked" -> Optional.of(true);
            case "did_not" -> Optional.of(false);
            default -> Optional.empty();
        };
        Optional<Boolean> held = suggestion.operationId() != null
                ? nextTry(suggestion.operationId(), attempt)
                : suggestion.issueId() != null ? silence(suggestion.issueId(), attempt) : Optional.empty();
        return new Judged(suggestion, attempt, said, held);
    }

    /** Whether the first operation of the same kind and component that began after the attempt succeeded. */
    private Optional<Boolean> nextTry(String operationId, AttemptRow attempt) {
        Optional<Operation> failed = store.operations().find(operationId);
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        OperationFilter after = new OperationFilter(
                        failed.get().kind(), failed.get().component(), null, null, null, null)
                .between(attempt.at(), null);
        long count = store.operations().count(after);
        // Pages are newest first; the oldest few are at the end.
        for (long end = count; end > 0; end -= PAGE) {
            long from = Math.max(0, end - PAGE);
            List<Operation> page = store.operations().page(after, (int) (end - from), from);
            for (int i = page.size() - 1; i >= 0; i--) {
                Outcome outcome = page.get(i).outcome().orElse(null);
                if (!page.get(i).id().equals(operationId) && outcome != null && outcome != Outcome.CANCELLED) {
                    return Optional.of(outcome == Outcome.SUCCEEDED);
                }
            }
        }
        return Optional.empty();
    }

    /** False where the issue was seen after the attempt; that it was not seen proves nothing yet. */
    private Optional<Boolean> silence(String issueId, AttemptRow attempt) {
        return store.issues()
                .find(issueId)
                .map(IssueRow::lastSeen)
                .filter(seen -> seen.isAfter(attempt.at()))
                .map(seen -> false);
    }
}
