package io.forewarn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogCountsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Minute(String component, int minute, long events, long errors) {}

    private static LogCounts counts(List<Minute> minutes) {
        LogCounts counts = new LogCounts();
        minutes.forEach(m -> counts.add(m.component, START.plus(Duration.ofMinutes(m.minute)), m.events, m.errors));
        return counts;
    }

    private static List<Minute> made(long seed) {
        Random random = new Random(seed);
        List<Minute> minutes = new ArrayList<>();
        for (int minute = 0; minute < 3 * 1440; minute += 1 + random.nextInt(20)) {
            minutes.add(new Minute(random.nextBoolean() ? "billing" : "search", minute, 5, random.nextInt(3)));
        }
        return minutes;
    }

    private static LogWindow window(LogCounts counts, String component, Instant at) {
        return Objects.requireNonNull(counts.before(component, at));
    }

    @Test
    void countsWholeMinutesThatAreOver() {
        LogCounts counts = counts(List.of(
                new Minute("billing", 0, 9, 1),
                new Minute("billing", 1440, 4, 2),
                new Minute("search", 1490, 7, 7),
                new Minute("billing", 1495, 3, 1),
                new Minute("billing", 1500, 100, 100)));

        LogWindow window = window(counts, "billing", START.plusSeconds(1500 * 60 + 59));

        assertThat(window.hour()).isEqualTo(7);
        assertThat(window.hourErrors()).isEqualTo(3);
        assertThat(window.day()).isEqualTo(7);
        assertThat(window.dayErrors()).isEqualTo(3);
        assertThat(window.usual()).isEqualTo(9 / 336.0);
        assertThat(window.usualErrors()).isEqualTo(1 / 336.0);
        assertThat(window.sinceError()).isEqualTo(5 / 60.0);
        assertThat(window.othersErrors()).isEqualTo(7);
    }

    @Test
    void aComponentThatIsNotHeardOfIsNotSilent() {
        LogCounts counts = counts(List.of(new Minute("billing", 0, 9, 0)));

        assertThat(counts.before("search", START.plusSeconds(600))).isNull();
        assertThat(counts.before("billing", START)).isNull();
        assertThat(counts.before("billing", START.plus(Duration.ofDays(31)))).isNull();
        assertThat(window(counts, "billing", START.plusSeconds(60)).sinceError())
                .isNaN();
    }

    @Test
    void countsShapesThatAComponentNeverLoggedBefore() {
        LogCounts counts = counts(List.of(new Minute("billing", 0, 9, 0), new Minute("billing", 20000, 9, 0)));
        Instant now = START.plus(Duration.ofMinutes(20001));
        counts.seen("billing", 1, START);
        counts.seen("billing", 1, now.minus(Duration.ofMinutes(5)));
        counts.seen("billing", 2, now.minus(Duration.ofMinutes(5)));
        counts.seen("billing", 3, now.minus(Duration.ofMinutes(61)));
        counts.seen("billing", 4, now);
        counts.seen("search", 5, now.minus(Duration.ofMinutes(5)));

        assertThat(window(counts, "billing", now).hourNew()).isEqualTo(1);
        assertThat(window(counts, "billing", now).dayNew()).isEqualTo(2);
        assertThat(window(counts, "billing", START.plus(Duration.ofDays(7)).minusSeconds(1))
                        .dayNew())
                .as("all is new to who is new")
                .isNaN();

        counts.forget(now.minus(Duration.ofMinutes(30)));
        counts.add("billing", now.minus(Duration.ofMinutes(1)), 1, 0);
        assertThat(window(counts, "billing", now).dayNew()).isEqualTo(1);
    }

    @Test
    void findsTheLastErrorAmongMinutesWithout() {
        LogCounts counts = counts(List.of(
                new Minute("billing", 0, 1, 0),
                new Minute("billing", 10, 1, 2),
                new Minute("billing", 20, 1, 0),
                new Minute("billing", 30, 1, 1),
                new Minute("billing", 40, 1, 0),
                new Minute("billing", 50, 1, 0)));

        assertThat(window(counts, "billing", START.plusSeconds(60 * 5)).sinceError())
                .isNaN();
        assertThat(window(counts, "billing", START.plusSeconds(60 * 30)).sinceError())
                .isEqualTo(20 / 60.0);
        assertThat(window(counts, "billing", START.plusSeconds(60 * 60)).sinceError())
                .isEqualTo(0.5);
    }

    @Test
    void shufflingTheFutureOfTheLogsChangesNoRow() {
        List<Minute> minutes = made(5);
        int now = 2 * 1440;
        List<Minute> before = minutes.stream().filter(m -> m.minute < now).toList();
        List<Minute> after =
                new ArrayList<>(minutes.stream().filter(m -> m.minute >= now).toList());
        List<Long> errors = new ArrayList<>(after.stream().map(Minute::errors).toList());
        Collections.shuffle(errors, new Random(6));
        List<Minute> shuffled = new ArrayList<>(before);
        for (int i = 0; i < after.size(); i++) {
            Minute m = after.get(i);
            shuffled.add(new Minute(m.component, m.minute, m.events + 1, errors.get(i)));
        }

        for (int minute = 30; minute < 3 * 1440; minute += 97) {
            Map<String, Double> own = logs(row(counts(minutes), minute));
            Map<String, Double> other = logs(row(counts(shuffled), minute));
            if (minute <= now) {
                assertThat(own).isNotEmpty().isEqualTo(other);
            } else if (minute > now + 120) {
                assertThat(own).isNotEqualTo(other);
            }
        }
    }

    private static Map<String, Double> row(LogContext logs, int minute) {
        History history = new History();
        history.logs(logs);
        return history.row(Operation.builder("a")
                        .component("billing")
                        .at(START.plus(Duration.ofMinutes(minute)))
                        .build())
                .present();
    }

    private static Map<String, Double> logs(Map<String, Double> row) {
        Map<String, Double> logs = new java.util.TreeMap<>(row);
        logs.keySet().removeIf(name -> !name.startsWith("logs."));
        return logs;
    }

    @Test
    void withoutLogsTheirColumnsAreMissing() {
        assertThat(logs(row(LogContext.NONE, 5))).isEmpty();
    }

    @Test
    void moreErrorsThanUsualStandOut() {
        List<Minute> minutes = new ArrayList<>();
        for (int hour = 0; hour < 100; hour++) {
            minutes.add(new Minute("billing", 60 * hour, 50, hour == 99 ? 30 : 1));
        }

        Map<String, Double> row = row(counts(minutes), 6000);

        assertThat(row.get("logs.errors.1h")).isEqualTo(Math.log1p(30));
        assertThat(row.get("logs.errors.unusual")).isGreaterThan(15);
        assertThat(row.get("logs.events.unusual")).isBetween(0.5, 2.0);
    }

    @Test
    void refusesMinutesOutOfOrder() {
        assertThatThrownBy(() -> counts(List.of(new Minute("billing", 5, 1, 0), new Minute("billing", 4, 1, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsForgottenAndAddedAnewCountsOnce() {
        List<Minute> minutes = made(7);
        LogCounts whole = counts(minutes);
        LogCounts again = counts(minutes);

        again.forget(START.plus(Duration.ofDays(1)));
        Instant day = START.plus(Duration.ofMinutes(2000));
        assertThat(window(again, "billing", day).hour()).isZero();
        minutes.stream()
                .filter(m -> m.minute >= 1440)
                .forEach(m -> again.add(m.component, START.plus(Duration.ofMinutes(m.minute)), m.events, m.errors));

        for (int minute = 100; minute < 3 * 1440; minute += 97) {
            Instant at = START.plus(Duration.ofMinutes(minute));
            assertThat(again.before("billing", at)).isEqualTo(whole.before("billing", at));
        }
        again.forget(START);
        assertThat(again.before("billing", day)).isNull();
    }
}
