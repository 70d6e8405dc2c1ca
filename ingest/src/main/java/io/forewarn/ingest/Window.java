package io.forewarn.ingest;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern AGO = Pattern.compile(
            "([0-9]{1,6}) ?(s|m|h|d|w|(?:sec(?:ond)?|min(?:ute)?|hour|day|week)s?)(?: ago)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?) ?([Zz]|UTC|[+-][0-9]{2}:?[0-9]{2})?");

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
     * A window in words: an instant ({@code 2026-05-01T08:00:00Z}, with any offset; UTC where there is none), a day in UTC
     * ({@code 2026-05-01 today yesterday}), {@code now} or a time ago ({@code 90m 24h 7d 2w}); null or blank for no bound.
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
        String said = word.strip();
        Instant named = named(said, clock.instant());
        if (named != null) {
            return named;
        }
        Matcher ago = AGO.matcher(said);
        if (ago.matches()) {
            long n = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (Character.toLowerCase(ago.group(2).charAt(0))) {
                                case 's' -> Duration.ofSeconds(n);
                                case 'm' -> Duration.ofMinutes(n);
                                case 'h' -> Duration.ofHours(n);
                                case 'd' -> Duration.ofDays(n);
                                default -> Duration.ofDays(7 * n);
                            });
        }
        try {
            Matcher time = TIME.matcher(said);
            return time.matches()
                    ? at(time)
                    : LocalDate.parse(said).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " must be an instant such as 2026-05-01T08:00:00Z, a day such as 2026-05-01 or yesterday,"
                            + " or a time ago such as 7d, 24h or 90m",
                    e);
        }
    }

    private static @Nullable Instant named(String said, Instant now) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "now" -> now;
            case "today" -> now.truncatedTo(ChronoUnit.DAYS);
            case "yesterday" -> now.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
            default -> null;
        };
    }

    private static Instant at(Matcher time) {
        String zone = time.group(3);
        ZoneOffset offset =
                zone == null || zone.equalsIgnoreCase("Z") || zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone);
        return LocalDateTime.parse(time.group(1) + "T" + time.group(2).replace(',', '.'))
                .toInstant(offset);
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
