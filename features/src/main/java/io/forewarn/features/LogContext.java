package io.forewarn.features;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the logs said just before a moment; {@link LogCounts} answers from counts by minute. */
@FunctionalInterface
public interface LogContext {
    /** There are no logs. */
    LogContext NONE = (component, at) -> null;

    /**
     * The log events of a component before a moment; whole minutes, none of which ends after it.
     *
     * @return null where the component has not been heard of for 30 days, which is not the same as silence
     */
    @Nullable LogWindow before(String component, Instant at);
}
