package io.forewarn.predictor.health;

import io.forewarn.ingest.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The span that is looked at, and what "now" is: the clock where the newest record is less than a day old, else the minute
 * after the newest record, an event or an operation that ended, so that old logs show what they showed then.
 *
 * @param from inclusive, a whole minute
 * @param until exclusive, a whole minute
 * @param nowIs {@code clock}, {@code newest record} or {@code asked}
 */
public record Period(Instant from, Instant until, String nowIs) {
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");

    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("'since' must lie before 'until'");
        }
        if (from.isBefore(FIRST) || until.isAfter(LAST)) {
            throw new IllegalArgumentException("'since' and 'until' must lie between the years 1970 and 2999");
        }
    }

    /**
     * What was asked, with the rest filled in.
     *
     * @param since null: {@code window} before the end
     * @param until null: now
     */
    public static Period of(
            Store store, Clock clock, @Nullable Instant since, @Nullable Instant until, Duration window) {
        Instant end = until == null ? null : up(until);
        String nowIs = "asked";
        if (end == null) {
            Instant now = clock.instant();
            Optional<Instant> newest = newest(store);
            boolean old = newest.isPresent() && newest.get().plus(FRESH).isBefore(now);
            end = old ? newest.get().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES) : up(now);
            nowIs = old ? "newest record" : "clock";
        }
        return new Period(since == null ? end.minus(window) : since.truncatedTo(ChronoUnit.MINUTES), end, nowIs);
    }

    private static Instant up(Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(at) ? at : minute.plus(1, ChronoUnit.MINUTES);
    }

    /** Operations that were only asked about are none: a question about tomorrow says nothing of how things are. */
    private static Optional<Instant> newest(Store store) {
        return Stream.of(store.rates().last(), store.operations().lastEnded())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    public Duration length() {
        return Duration.between(from, until);
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /** The span of this length that ends where this one begins, or the longer one asked for. */
    Period before(Duration length) {
        return new Period(from.minus(length), from, nowIs);
    }

    /** A width that cuts the span into at most 240 parts. */
    public Duration width() {
        for (Duration width : List.of(
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(6),
                Duration.ofDays(1))) {
            if (length().dividedBy(width) <= 240) {
                return width;
            }
        }
        return Duration.ofDays(7);
    }
}
