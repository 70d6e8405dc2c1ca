package io.forewarn.ingest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.EventFilter;
import io.forewarn.ingest.store.Store;
import java.util.ArrayList;
import java.util.List;

/** Every field of every event as text, in the order of import: quick to compare. */
final class EventText {
    private EventText() {}

    static List<String> all(Store store) {
        List<String> all = new ArrayList<>();
        store.events().each(EventFilter.all(), 5000, batch -> batch.forEach(e -> all.add(of(e))));
        return all;
    }

    private static String of(Event e) {
        return String.join(
                "|",
                e.id(),
                String.valueOf(e.timestamp()),
                String.valueOf(e.severity()),
                e.component(),
                String.valueOf(e.environment()),
                String.valueOf(e.host()),
                String.valueOf(e.logger()),
                e.message(),
                String.valueOf(e.templateId()),
                String.valueOf(e.exceptionType()),
                String.valueOf(e.exceptionMessage()),
                e.frames().toString(),
                String.valueOf(e.traceId()),
                String.valueOf(e.operationId()),
                String.valueOf(e.release()),
                e.attributes().toString(),
                e.format(),
                String.valueOf(e.firstLine()),
                String.valueOf(e.lastLine()));
    }
}
