package io.forewarn.ingest.derive;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of operation shows in logs. The expressions are looked for anywhere in the scrubbed message; each has a
 * group {@code id}, which start and end have in common. Of the start, the groups {@code component}, {@code environment}
 * and {@code actor} are what they say, and every other group is an attribute of its name.
 *
 * @param name tells rules apart, and begins the ids of their operations
 * @param kind of the operations
 * @param component of the operations where the start has no such group; null takes that of the record
 * @param failure null where only {@code timeout} tells a failure
 * @param timeout an operation that has not ended after it has failed; null for never
 */
public record OperationRule(
        String name,
        String kind,
        @Nullable String component,
        String start,
        String end,
        @Nullable String failure,
        @Nullable Duration timeout) {}
