package io.forewarn.predictor.suggest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.ingest.store.Store;
import java.util.List;
import java.util.stream.Collectors;

/** What is on record about how an operation failed: what it printed, else its error events. */
final class FailureTexts {
    private static final int EVENTS = 5;
    private static final int LONGEST = 6000;

    private final Store store;

    FailureTexts(Store store) {
        this.store = store;
    }

    /** Scrubbed text, its end where it is long; empty where nothing was kept. */
    String of(String operationId) {
        String text = store.operations()
                .evidence(operationId)
                .map(evidence -> evidence.output())
                .filter(output -> !output.isBlank())
                .orElseGet(() -> joined(store.events()
                        .page(EventFilter.all().withOperation(operationId).withSeverity(Severity.ERROR), EVENTS, 0)));
        return text.length() <= LONGEST ? text : text.substring(text.length() - LONGEST);
    }

    static String joined(List<Event> events) {
        return events.stream().map(Event::message).distinct().collect(Collectors.joining("\n"));
    }
}
