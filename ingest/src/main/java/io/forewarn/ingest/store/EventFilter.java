package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events; each part that is null lets all pass.
 *
 * @param component exact name
 * @param atLeast this severity or worse
 * @param from inclusive
 * @param until exclusive
 * @param text part of the message, without regard to case
 * @param templateId exact id
 * @param operationId exact id
 * @param importId exact id
 */
public record EventFilter(
        @Nullable String component,
        @Nullable Severity atLeast,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String text,
        @Nullable Long templateId,
        @Nullable String operationId,
        @Nullable Long importId) {

    public static EventFilter all() {
        return new EventFilter(null, null, null, null, null, null, null, null);
    }

    public EventFilter withComponent(@Nullable String name) {
        return new EventFilter(name, atLeast, from, until, text, templateId, operationId, importId);
    }

    public EventFilter withSeverity(@Nullable Severity orWorse) {
        return new EventFilter(component, orWorse, from, until, text, templateId, operationId, importId);
    }

    public EventFilter between(@Nullable Instant inclusive, @Nullable Instant exclusive) {
        return new EventFilter(component, atLeast, inclusive, exclusive, text, templateId, operationId, importId);
    }

    public EventFilter withText(@Nullable String part) {
        return new EventFilter(component, atLeast, from, until, part, templateId, operationId, importId);
    }

    public EventFilter withTemplate(@Nullable Long id) {
        return new EventFilter(component, atLeast, from, until, text, id, operationId, importId);
    }

    public EventFilter withOperation(@Nullable String id) {
        return new EventFilter(component, atLeast, from, until, text, templateId, id, importId);
    }

    public EventFilter withImport(@Nullable Long id) {
        return new EventFilter(component, atLeast, from, until, text, templateId, operationId, id);
    }
}
