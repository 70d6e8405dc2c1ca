package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many events of one component and severity on one day.
 *
 * @param day in UTC; null for events without a time
 * @param severity null where the format states none
 */
public record EventCount(
        @Nullable LocalDate day, String component, @Nullable Severity severity, long count) {}
