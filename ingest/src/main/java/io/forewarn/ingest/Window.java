package io.forewarn.ingest;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time from which records are wanted.
 *
 * @param since inclusive; null for no beginning
 * @param until exclusive; null for no end
 */
public record Window(@Nullable Instant since, @Nullable Instant until) {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhdw])");

    public Window {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new IllegalArgumentException("--since must be before --until: " + since + " is not before " + until);
        }
    }

    /** Every record, whenever it was written. */
    public static Window all() {
        return new Window(null, null);
    }

    /**
     * A window in words: an instant ({@code 2026-05-01T08:00:00Z}, with any offset), a day in UTC ({@code 2026-05-01}) or
     * a time ago ({@code 90m 24h 7d 2w}); null or blank for no bound.
     *
     * @throws IllegalArgumentException naming the word that is none of these
     */
    public static Window of(@Nullable String since, @Nullable String until, Clock clock) {
        return new Window(instant("--since", since, clock), instant("--until", until, clock));
    }

    private static @Nullable Instant instant(String name, @Nullable String word, Clock clock) {
        if (word == null || word.isBlank()) {
            return null;
        }
        Matcher ago = AGO.matcher(word);
        if (ago.matches()) {
            long n = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (ago.group(2)) {
                                case "s" -> Duration.ofSeconds(n);
                                case "m" -> Duration.ofMinutes(n);
                                case "h" -> Duration.ofHours(n);
                                case "d" -> Duration.ofDays(n);
                                default -> Duration.ofDays(7 * n);
                            });
        }
        try {
            return word.length() == 10
                    ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(word).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " must be an instant such as 2026-05-01T08:00:00Z, a day such as 2026-05-01,"
                            + " or a time ago such as 7d, 24h or 90m",
                    e);
        }
    }

    /** The name under which the ledger keeps an import of this window. */
    String kind() {
        return equals(all()) ? LogImport.KIND : LogImport.KIND + " " + word(since) + "/" + word(until);
    }

    /** The window of an import in the ledger. */
    static Window ofKind(String kind) {
        int blank = kind.indexOf(' ');
        int slash = kind.indexOf('/');
        return blank < 0 || slash < 0
                ? all()
                : new Window(parsed(kind.substring(blank + 1, slash)), parsed(kind.substring(slash + 1)));
    }

    private static String word(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    private static @Nullable Instant parsed(String word) {
        return word.isEmpty() ? null : Instant.parse(word);
    }

    boolean contains(Instant at) {
        return !at.isBefore(from()) && at.isBefore(to());
    }

    /** True where these windows together leave nothing of this one open. */
    boolean within(List<Window> others) {
        Instant reached = from();
        boolean further = true;
        while (further && reached.isBefore(to())) {
            further = false;
            for (Window other : others) {
                if (!other.from().isAfter(reached) && other.to().isAfter(reached)) {
                    reached = other.to();
                    further = true;
                }
            }
        }
        return !reached.isBefore(to());
    }

    Instant from() {
        return since == null ? Instant.MIN : since;
    }

    Instant to() {
        return until == null ? Instant.MAX : until;
    }
}
