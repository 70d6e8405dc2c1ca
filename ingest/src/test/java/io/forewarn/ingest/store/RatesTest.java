package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RatesTest {
    private static final Instant NOON = Rows.NOON;

    @TempDir
    Path home;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(home.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Event event(long ordinal, @Nullable Instant at, Severity severity, String component) {
        return Rows.event(1, ordinal)
                .timestamp(at)
                .severity(severity)
                .component(component)
                .release(ordinal % 2 == 0 ? "1.0" : "1.1")
                .environment("production")
                .build();
    }

    private void three() {
        store.events()
                .append(List.of(
                        event(0, NOON, Severity.INFO, "billing"),
                        event(1, NOON.plusSeconds(61), Severity.ERROR, "billing"),
                        event(2, NOON.plusSeconds(3600), Severity.FATAL, "checkout"),
                        event(3, null, Severity.ERROR, "billing")));
    }

    @Test
    void countsWhatWasAppendedByMinuteAndByHour() {
        three();

        assertThat(store.rates().series(RateFilter.all(), Duration.ofMinutes(1), null))
                .containsExactly(
                        new RatePoint(NOON, "", 1, 0, 0),
                        new RatePoint(NOON.plusSeconds(60), "", 1, 1, 0),
                        new RatePoint(NOON.plusSeconds(3600), "", 1, 1, 1));
        assertThat(store.rates().series(RateFilter.all(), Duration.ofHours(1), RateDimension.COMPONENT))
                .containsExactly(
                        new RatePoint(NOON, "billing", 2, 1, 0),
                        new RatePoint(NOON.plusSeconds(3600), "checkout", 1, 1, 1));
        assertThat(store.rates().first()).contains(NOON);
        assertThat(store.rates().last()).contains(NOON.plusSeconds(3600));
    }

    @Test
    void leavesEventsWithoutATimeOut() {
        three();

        assertThat(store.rates().totals(RateFilter.all(), List.of()))
                .containsExactly(new RateTotal(List.of(), 3, 2, 1));
    }

    @Test
    void movesAnEventToItsIssueAndOnToAnother() {
        three();
        store.issues()
                .upsert(List.of(Rows.issue("i1", "timeout", "unresolved"), Rows.issue("i2", "network", "resolved")));
        store.issues().attach(List.of(new EventIssue(1, 0, "i1"), new EventIssue(1, 1, "i1")));
        store.issues().attach(List.of(new EventIssue(1, 1, "i2")));

        assertThat(store.rates().totals(RateFilter.all(), List.of(RateDimension.ISSUE)))
                .containsExactlyInAnyOrder(
                        new RateTotal(List.of("i1"), 1, 1, 0),
                        new RateTotal(List.of("i2"), 1, 1, 0),
                        new RateTotal(List.of(""), 1, 1, 1));
        assertThat(store.rates().totals(RateFilter.all().withErrorClass("network"), List.of()))
                .containsExactly(new RateTotal(List.of(), 1, 1, 0));
        assertThat(store.rates().totals(RateFilter.all(), List.of(RateDimension.ERROR_CLASS, RateDimension.RELEASE)))
                .contains(new RateTotal(List.of("network", "1.1"), 1, 1, 0));
    }

    @Test
    void followsTheClassThatAPersonCorrects() {
        three();
        store.issues().record(List.of(Rows.issue("i1", "timeout", "unresolved")), List.of(new EventIssue(1, 1, "i1")));
        store.issues().correctClass("i1", "network", "yes", NOON, null);

        assertThat(store.rates().totals(RateFilter.all().withErrorClass("timeout"), List.of()))
                .isEmpty();
        assertThat(store.rates().totals(RateFilter.all().withErrorClass("network"), List.of()))
                .extracting(RateTotal::n)
                .containsExactly(1L);
    }

    @Test
    void forgetsAnImportThatIsTakenBack() {
        ImportRow row = store.imports().begin("a.log", "logs", "h", NOON);
        List<Event> events = Rows.events(row.id(), 5);
        store.imports().commit(row, events, new long[5], Map.of());
        store.issues().attach(List.of(new EventIssue(row.id(), 2, "i1")));
        assertThat(store.rates().totals(RateFilter.all(), List.of()))
                .extracting(RateTotal::n)
                .containsExactly(5L);

        store.imports().discard(row.id());

        assertThat(store.rates().totals(RateFilter.all(), List.of(RateDimension.ISSUE)))
                .isEmpty();
    }

    @Test
    void countsAnewWhatWasWrittenPastTheCounts() {
        three();
        store.close();
        try (Store damaged = Store.open(home.resolve("forewarn.duckdb"))) {
            damaged.rates().tidy();
        }
        Database raw = Opening.open(home.resolve("forewarn.duckdb"));
        raw.alone("DELETE FROM rates_minute");
        raw.alone("DELETE FROM rates_hour");
        raw.close();
        Opening.forgetHolder(home.resolve("forewarn.duckdb"));
        open();

        assertThat(store.rates().totals(RateFilter.all(), List.of()))
                .containsExactly(new RateTotal(List.of(), 3, 2, 1));
    }

    @Test
    void sumsItsDifferencesUpWithoutChangingAnAnswer() {
        three();
        store.issues().attach(List.of(new EventIssue(1, 0, "i1"), new EventIssue(1, 1, "i1")));
        List<RateTotal> before = store.rates().totals(RateFilter.all(), List.of(RateDimension.values()));

        store.rates().tidy();

        assertThat(store.rates().totals(RateFilter.all(), List.of(RateDimension.values())))
                .isEqualTo(before);
    }

    /** Whatever the window, hours and minutes together count what the events themselves say. */
    @Test
    void agreesWithTheEventsOnAnyWindow() {
        Random random = new Random(3);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(event(i, NOON.plusSeconds(60L * random.nextInt(600)), Severity.ERROR, "c" + random.nextInt(3)));
        }
        store.events().append(events);
        for (int i = 0; i < 100; i++) {
            Instant from = NOON.plusSeconds(60L * random.nextInt(600));
            Instant until = from.plusSeconds(60L * random.nextInt(300));
            Map<String, Long> expected = new TreeMap<>();
            events.stream()
                    .filter(e -> !Objects.requireNonNull(e.timestamp()).isBefore(from)
                            && Objects.requireNonNull(e.timestamp()).isBefore(until))
                    .forEach(e -> expected.merge(e.component(), 1L, Long::sum));
            Map<String, Long> counted = new TreeMap<>();
            store.rates()
                    .totals(RateFilter.all().between(from, until), List.of(RateDimension.COMPONENT))
                    .forEach(t -> counted.put(t.keys().get(0), t.errors()));
            assertThat(counted).as("%s to %s", from, until).isEqualTo(expected);
        }
    }

    @Test
    void beginsWeeksOnMondays() {
        three();

        assertThat(store.rates().series(RateFilter.all(), Duration.ofDays(7), null))
                .extracting(RatePoint::at)
                .containsExactly(Instant.parse("2026-02-23T00:00:00Z"));
    }

    @Test
    void refusesAWidthThatIsNotWholeMinutes() {
        assertThatThrownBy(() -> store.rates().series(RateFilter.all(), Duration.ofSeconds(90), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole minutes");
        assertThatThrownBy(() -> RateDimension.from("weather")).hasMessageContaining("component, error_class");
    }
}
