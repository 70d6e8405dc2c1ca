package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events made ready for the database, column by column, on any thread: what waits to be stored takes a fifth of the
 * events' memory, and the thread that stores has only to hand it on. Immutable.
 */
public final class PackedEvents {
    /** Stands for no time. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** Stands for no severity. */
    static final byte NO_SEVERITY = -1;

    /** A column of text, and what an event has there. */
    record Words(String column, Function<Event, @Nullable String> value) {}

    static final List<Words> BEFORE_SHAPE = List.of(
            new Words("component", Event::component),
            new Words("environment", Event::environment),
            new Words("host", Event::host),
            new Words("logger", Event::logger),
            new Words("message", Event::message));

    static final List<Words> BEHIND_SHAPE = List.of(
            new Words("exception_type", Event::exceptionType),
            new Words("exception_message", Event::exceptionMessage),
            new Words("frames", e -> Json.frames(e.frames())),
            new Words("trace_id", Event::traceId),
            new Words("operation_id", Event::operationId),
            new Words("release", Event::release),
            new Words("attributes", e -> Json.strings(e.attributes())),
            new Words("format", Event::format));

    /** A column of text: the same in all rows, or as UTF-8 for each. */
    static final class Texts {
        private final @Nullable String same;
        private final byte @Nullable [] @Nullable [] each;

        private Texts(@Nullable String same, byte @Nullable [] @Nullable [] each) {
            this.same = same;
            this.each = each;
        }

        /** What all rows have, where they do; else what the first has. */
        @Nullable String same() {
            return same;
        }

        boolean isSame() {
            return each == null;
        }

        /** Of some rows. */
        byte @Nullable [][] utf8(int from, int n) {
            if (each == null) {
                byte @Nullable [][] all = new byte @Nullable [n][];
                Arrays.fill(all, PackedEvents.utf8(same));
                return all;
            }
            return from == 0 && n == each.length ? each : Arrays.copyOfRange(each, from, from + n);
        }
    }

    final int size;
    final long[] importIds;
    final long[] ordinals;
    final long[] times;
    final byte[] severities;
    final long[] firstLines;
    final long[] lastLines;
    private final Map<Words, Texts> texts = new HashMap<>();
    private final long chars;

    private PackedEvents(List<Event> events) {
        size = events.size();
        importIds = new long[size];
        ordinals = new long[size];
        times = new long[size];
        severities = new byte[size];
        firstLines = new long[size];
        lastLines = new long[size];
        long length = 0;
        for (int i = 0; i < size; i++) {
            Event e = events.get(i);
            Instant at = e.timestamp();
            Severity severity = e.severity();
            importIds[i] = e.importId();
            ordinals[i] = e.ordinal();
            times[i] = at == null ? NO_TIME : EventStore.micros(at);
            severities[i] = severity == null ? NO_SEVERITY : (byte) severity.number();
            firstLines[i] = e.firstLine();
            lastLines[i] = e.lastLine();
            length += e.message().length();
        }
        chars = length;
        BEFORE_SHAPE.forEach(column -> texts.put(column, texts(events, column.value)));
        BEHIND_SHAPE.forEach(column -> texts.put(column, texts(events, column.value)));
    }

    public static PackedEvents of(List<Event> events) {
        return new PackedEvents(events);
    }

    public int size() {
        return size;
    }

    /** Characters of all messages. */
    public long chars() {
        return chars;
    }

    Texts text(Words column) {
        return Objects.requireNonNull(texts.get(column));
    }

    private static Texts texts(List<Event> events, Function<Event, @Nullable String> value) {
        int n = events.size();
        String first = n == 0 ? null : value.apply(events.get(0));
        int same = Math.min(n, 1);
        String before = first;
        while (same < n && Objects.equals(before, first)) {
            before = value.apply(events.get(same++));
        }
        if (Objects.equals(before, first)) {
            return new Texts(first, null);
        }
        byte @Nullable [][] each = new byte @Nullable [n][];
        Arrays.fill(each, 0, same - 1, utf8(first));
        each[same - 1] = utf8(before);
        for (int i = same; i < n; i++) {
            String text = value.apply(events.get(i));
            each[i] = Objects.equals(text, before) ? each[i - 1] : utf8(text);
            before = text;
        }
        return new Texts(first, each);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
