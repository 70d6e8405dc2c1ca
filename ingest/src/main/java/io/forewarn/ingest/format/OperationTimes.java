package io.forewarn.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Times as tables write them: ISO 8601 or with a blank between date and time, UTC where no offset is stated, or epoch s/ms/µs/ns. */
final class OperationTimes {
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("H:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .optionalStart()
            .appendLiteral("UTC")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private OperationTimes() {}

    static Optional<Instant> of(JsonNode node) {
        try {
            if (node.isNumber()) {
                return Optional.of(epoch(node.decimalValue()));
            }
            String text = node.asText().strip();
            if (text.matches("-?[0-9]{9,19}(\\.[0-9]+)?")) {
                return Optional.of(epoch(new BigDecimal(text)));
            }
            TemporalAccessor t = TEXT.parseBest(text, Instant::from, OperationTimes::local, OperationTimes::midnight);
            return Optional.of(t instanceof Instant at ? at : ((LocalDateTime) t).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime local(TemporalAccessor t) {
        return LocalDateTime.from(t);
    }

    private static LocalDateTime midnight(TemporalAccessor t) {
        LocalDate day = t.query(TemporalQueries.localDate());
        if (day == null) {
            throw new DateTimeException("no date");
        }
        return day.atStartOfDay();
    }

    /** Seconds below 10^11 (the year 5138), then milli-, micro- and nanoseconds by size. */
    private static Instant epoch(BigDecimal value) {
        BigDecimal size = value.abs();
        int shift = size.compareTo(BigDecimal.valueOf(100_000_000_000L)) < 0
                ? 9
                : size.compareTo(BigDecimal.valueOf(100_000_000_000_000L)) < 0
                        ? 6
                        : size.compareTo(BigDecimal.valueOf(100_000_000_000_000_000L)) < 0 ? 3 : 0;
        long nanos = value.movePointRight(shift).toBigInteger().longValueExact();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
