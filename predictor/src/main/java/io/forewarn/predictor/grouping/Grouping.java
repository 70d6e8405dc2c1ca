package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import org.jspecify.annotations.Nullable;

/** One way to tell errors apart. A version never changes what it answers: a better way is a new version. */
public interface Grouping {

    /** Stored with each issue, e.g. {@code grouping.v1}. */
    String version();

    /**
     * The event's fingerprint; never throws, however odd the event.
     *
     * @param template text of the mined template of the event's message, or null where nothing was mined; the message
     *     itself with its variable parts masked is taken then
     */
    Fingerprint of(Event event, @Nullable String template);
}
