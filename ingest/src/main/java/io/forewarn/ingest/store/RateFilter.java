package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are counted; each part that is null lets all pass. Times are cut to whole minutes.
 *
 * @param component exact name
 * @param errorClass exact id, as the issues have it now
 * @param issue exact id
 * @param atLeast this severity or worse
 * @param release exact name
 * @param environment exact name
 * @param from inclusive
 * @param until exclusive
 */
public record RateFilter(
        @Nullable String component,
        @Nullable String errorClass,
        @Nullable String issue,
        @Nullable Severity atLeast,
        @Nullable String release,
        @Nullable String environment,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static RateFilter all() {
        return new RateFilter(null, null, null, null, null, null, null, null);
    }

    public RateFilter between(@Nullable Instant inclusive, @Nullable Instant exclusive) {
        return new RateFilter(component, errorClass, issue, atLeast, release, environment, inclusive, exclusive);
    }

    public RateFilter withComponent(@Nullable String name) {
        return new RateFilter(name, errorClass, issue, atLeast, release, environment, from, until);
    }

    public RateFilter withErrorClass(@Nullable String id) {
        return new RateFilter(component, id, issue, atLeast, release, environment, from, until);
    }

    public RateFilter withIssue(@Nullable String id) {
        return new RateFilter(component, errorClass, id, atLeast, release, environment, from, until);
    }

    public RateFilter withSeverity(@Nullable Severity orWorse) {
        return new RateFilter(component, errorClass, issue, orWorse, release, environment, from, until);
    }

    public RateFilter withRelease(@Nullable String name) {
        return new RateFilter(component, errorClass, issue, atLeast, name, environment, from, until);
    }

    public RateFilter withEnvironment(@Nullable String name) {
        return new RateFilter(component, errorClass, issue, atLeast, release, name, from, until);
    }
}
