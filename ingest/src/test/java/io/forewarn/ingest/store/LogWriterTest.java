package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogWriterTest {
    private static final int MORE_THAN_A_VECTOR = 5_000;

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
    void storesWhatAFewOfManyEventsHaveAndLeavesTheRestEmpty() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_A_VECTOR; i++) {
            Event.Builder event = Rows.event(1, i).templateId(i).lines(i + 1, i + 1);
            if (i % 700 == 3) {
                event.timestamp(Instant.parse("1969-12-31T23:59:59.000001Z"))
                        .severity(Severity.FATAL)
                        .host("<host:abc234>")
                        .exception("java.io.IOException", "größer als 4 GiB 🙂")
                        .frames(List.of(new StackFrame("com.acme.Billing", "charge", "Billing.java", 42, true)))
                        .attributes(Map.of("b", "", "a", "1"));
            } else if (i % 700 == 4) {
                event.timestamp(null).severity(null).message("");
            }
            events.add(event.build());
        }

        write(events);

        assertThat(EventTexts.of(stored())).isEqualTo(EventTexts.of(events));
        assertThat(stored().get(4).timestamp()).isNull();
        assertThat(stored().get(5).host()).isNull();
    }

    @Test
    void storesWhatAllEventsHaveInCommon() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_A_VECTOR; i++) {
            events.add(Rows.event(7, i)
                    .component("it's \"größer\" 🙂")
                    .environment("")
                    .host("<host:abc234>")
                    .message("the same")
                    .frames(List.of(new StackFrame("com.acme.Billing", "charge", "Billing.java", 42, true)))
                    .attributes(Map.of("a", "1"))
                    .build());
        }

        write(events);

        assertThat(EventTexts.of(stored())).isEqualTo(EventTexts.of(events));
    }

    @Test
    void storesOneBatchAfterTheOtherWhateverColumnsTheyFill() {
        List<List<Event>> batches = List.of(
                batch(0, "first", "<host:abc234>"),
                batch(10, "second", "<host:def567>"),
                batch(20, "third", null),
                batch(30, "fourth", "<host:abc234>"),
                batch(40, "fifth", "<host:abc234>"));
        ImportRow row = store.imports().begin("x.log", "logs", "h", Rows.NOON);
        try (LogWriter writer = store.imports().writer()) {
            for (List<Event> batch : batches) {
                writer.append(batch, new long[batch.size()]);
                writer.commit(row, Collections.emptyMap());
            }
        }

        assertThat(EventTexts.of(stored()))
                .isEqualTo(EventTexts.of(batches.stream().flatMap(List::stream).toList()));
    }

    /** Ten events, of which every second has the host. */
    private static List<Event> batch(int first, String environment, @Nullable String host) {
        List<Event> events = new ArrayList<>();
        for (int i = first; i < first + 10; i++) {
            events.add(Rows.event(1, i)
                    .templateId(0)
                    .environment(environment)
                    .host(i % 2 == 0 ? host : null)
                    .lines(i + 1, i + 1)
                    .build());
        }
        return events;
    }

    @Test
    void storesHalfACharacterAsTheAppenderDoes() {
        Event half = Rows.event(1, 0)
                .message("before \ud83d after \u0000 end")
                .logger("\udc00")
                .build();
        store.events().append(List.of(half));

        write(List.of(
                Rows.event(2, 0).message(half.message()).logger(half.logger()).build()));

        assertThat(stored().get(1).message()).isEqualTo(stored().get(0).message());
        assertThat(stored().get(1).logger()).isEqualTo(stored().get(0).logger());
    }

    private void write(List<Event> events) {
        ImportRow row = store.imports().begin("x.log", "logs", "h", Rows.NOON);
        long[] shapes = events.stream().mapToLong(Event::templateId).toArray();
        try (LogWriter writer = store.imports().writer()) {
            int middle = events.size() / 3;
            writer.append(events.subList(0, middle), java.util.Arrays.copyOf(shapes, middle));
            writer.append(
                    events.subList(middle, events.size()), java.util.Arrays.copyOfRange(shapes, middle, shapes.length));
            writer.commit(row, Collections.emptyMap());
        }
    }

    private List<Event> stored() {
        List<Event> all = new ArrayList<>();
        store.events().each(EventFilter.all(), 10_000, all::addAll);
        return all;
    }

    /** Every field of an event as text. */
    private static final class EventTexts {
        static List<String> of(List<Event> events) {
            return events.stream()
                    .map(e -> e.id()
                            + e.timestamp()
                            + e.severity()
                            + e.component()
                            + e.environment()
                            + e.host()
                            + e.logger()
                            + e.message()
                            + e.templateId()
                            + e.exceptionType()
                            + e.exceptionMessage()
                            + e.frames()
                            + e.attributes()
                            + e.format()
                            + e.firstLine()
                            + e.lastLine())
                    .toList();
        }
    }
}
