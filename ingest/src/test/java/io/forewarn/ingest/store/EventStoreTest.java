package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventStoreTest {
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

    @Test
    void givesBackEveryFieldAsStored() {
        Event full = Event.builder()
                .key(3, 4)
                .timestamp(Instant.parse("1969-12-31T23:59:59.000001Z"))
                .severity(Severity.FATAL)
                .component("billing")
                .environment("prod")
                .host("<host:abc234>")
                .logger("com.acme.Billing")
                .message("boom\n\tat 'x' \"y\" ünï \u0001")
                .templateId(-5)
                .exception("java.io.IOException", "no space left")
                .frames(List.of(
                        new StackFrame("com.acme.Billing", "charge", "Billing.java", 42, true),
                        new StackFrame(null, "main", null, null, false)))
                .traceId("0af7651916cd43dd8448eb211c80319c")
                .operationId("op-1")
                .release("1.2.3")
                .attributes(Map.of("b", "2", "a", "1"))
                .format("json")
                .lines(7, 9)
                .build();
        Event bare = Event.builder().key(3, 5).message("").build();

        store.events().append(List.of(full, bare));

        assertThat(store.events().find(3, 4)).get().usingRecursiveComparison().isEqualTo(full);
        assertThat(store.events().find(3, 5)).get().usingRecursiveComparison().isEqualTo(bare);
        assertThat(store.events().find(3, 6)).isEmpty();
    }

    @Test
    void pagesNewestFirstThroughAFilter() {
        store.events().append(Rows.events(1, 10));
        store.events()
                .append(List.of(Rows.event(2, 0)
                        .component("ledger")
                        .severity(Severity.ERROR)
                        .message("Disk FULL")
                        .build()));

        assertThat(store.events().page(EventFilter.all().withComponent("billing"), 3, 2))
                .extracting(Event::id)
                .containsExactly("1-7", "1-6", "1-5");
        assertThat(store.events().page(EventFilter.all().withText("disk full"), 9, 0))
                .hasSize(1);
        assertThat(store.events().page(EventFilter.all().withSeverity(Severity.WARN), 9, 0))
                .hasSize(1);
        assertThat(store.events().count(EventFilter.all().withImport(1L))).isEqualTo(10);
        assertThat(store.events().count(EventFilter.all().between(Rows.NOON.plusSeconds(2), Rows.NOON.plusSeconds(5))))
                .isEqualTo(3);
        assertThat(store.events().count(EventFilter.all().withOperation("op"))).isZero();
        assertThat(store.events().count()).isEqualTo(11);
    }

    @Test
    void walksInTheOrderOfImportWithoutLosingARowBetweenBatches() {
        store.events().append(Rows.events(2, 7));
        store.events().append(Rows.events(1, 8));

        List<String> ids = new ArrayList<>();
        store.events().each(EventFilter.all(), 4, batch -> batch.forEach(e -> ids.add(e.id())));

        assertThat(ids)
                .hasSize(15)
                .doesNotHaveDuplicates()
                .startsWith("1-0", "1-1")
                .endsWith("2-5", "2-6");
    }

    @Test
    void handsOnUngroupedErrorsInTheOrderOfImportWhereverTheyLie() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            events.add(Rows.event(1, i)
                    .severity(i % 9 == 0 || i > 3700 ? Severity.ERROR : Severity.INFO)
                    .build());
        }
        store.events().append(events);

        List<String> ids = new ArrayList<>();
        store.events().ungrouped(500, batch -> {
            assertThat(batch).hasSizeLessThanOrEqualTo(500);
            batch.forEach(e -> ids.add(e.id()));
        });

        assertThat(ids)
                .isEqualTo(events.stream()
                        .filter(e -> e.severity() == Severity.ERROR)
                        .map(Event::id)
                        .toList());
    }

    @Test
    void handsOnTheUngroupedErrorsOnlyAndEachOnce() {
        store.events().append(Rows.events(1, 5));
        store.events()
                .append(List.of(
                        Rows.event(1, 5).severity(Severity.ERROR).build(),
                        Rows.event(1, 6).severity(Severity.FATAL).build(),
                        Rows.event(1, 7).severity(null).exception("E", null).build()));
        store.issues().attach(List.of(new EventIssue(1, 6, "i")));

        List<String> ids = new ArrayList<>();
        assertThat(store.events().anyUngrouped()).isTrue();
        store.events().ungrouped(1, batch -> {
            batch.forEach(e -> ids.add(e.id()));
            store.issues()
                    .attach(batch.stream()
                            .map(e -> new EventIssue(e.importId(), e.ordinal(), "j"))
                            .toList());
        });

        assertThat(ids).containsExactly("1-5", "1-7");
        assertThat(store.events().anyUngrouped()).isFalse();
    }

    @Test
    void countsByDayComponentAndSeverity() {
        store.events().append(Rows.events(1, 3));
        store.events()
                .append(List.of(Rows.event(1, 3).timestamp(null).severity(null).build()));

        assertThat(store.events().counts(EventFilter.all()))
                .containsExactly(
                        new EventCount(null, "billing", null, 1),
                        new EventCount(LocalDate.of(2026, 3, 1), "billing", Severity.INFO, 3));
    }

    @Test
    void keepsNothingOfABatchThatFails() {
        List<Event> bad = new ArrayList<>(Rows.events(1, 5000));
        ImportRow line = store.imports().begin("a.log", "logs", "h", Rows.NOON);
        Map<Long, String> shapes = new java.util.HashMap<>();
        shapes.put(1L, null);

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> store.imports().commit(line, bad, new long[5000], shapes))
                .isInstanceOf(RuntimeException.class);

        assertThat(store.events().count()).isZero();
        store.events().append(Rows.events(1, 2));
        assertThat(store.events().count()).isEqualTo(2);
    }
}
