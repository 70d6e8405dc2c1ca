package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events made ready for the database, column by column, on any thread: what waits to be stored takes a fifth of the
 * events' memory, and the thread that stores has only to hand it on. Filled by one thread, then only read.
 */
public final class PackedEvents {
    /** Stands for no time. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** Stands for no severity. */
    static final byte NO_SEVERITY = -1;

    /** Names of the columns of text that stand in the table before the shape's id. */
    static final List<String> BEFORE_SHAPE = List.of("component", "environment", "host", "logger", "message");

    /** Names of those behind it. */
    static final List<String> BEHIND_SHAPE = List.of(
            "exception_type",
            "exception_message",
            "frames",
            "trace_id",
            "operation_id",
            "release",
            "attributes",
            "format");

    /** A column of text: the same in all rows, or as UTF-8 for each. */
    static final class Texts {
        private final int most;
        private @Nullable String first;
        private @Nullable String before;
        private byte @Nullable [] @Nullable [] each;
        private int size;

        private Texts(int most) {
            this.most = most;
        }

        private void add(@Nullable String text) {
            byte @Nullable [][] rows = each;
            if (size == 0) {
                first = text;
            } else if (rows != null) {
                rows[size] = Objects.equals(text, before) ? rows[size - 1] : PackedEvents.utf8(text);
            } else if (!Objects.equals(text, first)) {
                rows = new byte @Nullable [most][];
                Arrays.fill(rows, 0, size, PackedEvents.utf8(first));
                rows[size] = PackedEvents.utf8(text);
                each = rows;
            }
            before = text;
            size++;
        }

        /** What all rows have, where they do; else what the first has. */
        @Nullable String same() {
            return first;
        }

        boolean isSame() {
            return each == null;
        }

        /** Of some rows. */
        byte @Nullable [][] utf8(int from, int n) {
            if (each == null) {
                byte @Nullable [][] all = new byte @Nullable [n][];
                Arrays.fill(all, PackedEvents.utf8(first));
                return all;
            }
            return from == 0 && n == each.length ? each : Arrays.copyOfRange(each, from, from + n);
        }
    }

    final long[] importIds;
    final long[] ordinals;
    final long[] times;
    final byte[] severities;
    final long[] firstLines;
    final long[] lastLines;
    private final Texts[] beforeShape;
    private final Texts[] behindShape;
    private int size;
    private long chars;

    private PackedEvents(int most) {
        importIds = new long[most];
        ordinals = new long[most];
        times = new long[most];
        severities = new byte[most];
        firstLines = new long[most];
        lastLines = new long[most];
        beforeShape = columns(BEFORE_SHAPE, most);
        behindShape = columns(BEHIND_SHAPE, most);
    }

    private static Texts[] columns(List<String> names, int most) {
        return names.stream().map(any -> new Texts(most)).toArray(Texts[]::new);
    }

    public static PackedEvents of(List<Event> events) {
        PackedEvents packed = ofAtMost(events.size());
        events.forEach(packed::add);
        return packed;
    }

    /** None yet, with room for so many. */
    public static PackedEvents ofAtMost(int most) {
        return new PackedEvents(most);
    }

    /**
     * Adds an event; only while one thread alone knows these.
     *
     * @throws IndexOutOfBoundsException where there is no room
     */
    public void add(Event e) {
        Instant at = e.timestamp();
        Severity severity = e.severity();
        importIds[size] = e.importId();
        ordinals[size] = e.ordinal();
        times[size] = at == null ? NO_TIME : EventStore.micros(at);
        severities[size] = severity == null ? NO_SEVERITY : (byte) severity.number();
        firstLines[size] = e.firstLine();
        lastLines[size] = e.lastLine();
        chars += e.message().length();
        // in the order of the names
        beforeShape[0].add(e.component());
        beforeShape[1].add(e.environment());
        beforeShape[2].add(e.host());
        beforeShape[3].add(e.logger());
        beforeShape[4].add(e.message());
        behindShape[0].add(e.exceptionType());
        behindShape[1].add(e.exceptionMessage());
        behindShape[2].add(Json.frames(e.frames()));
        behindShape[3].add(e.traceId());
        behindShape[4].add(e.operationId());
        behindShape[5].add(e.release());
        behindShape[6].add(Json.strings(e.attributes()));
        behindShape[7].add(e.format());
        size++;
    }

    public int size() {
        return size;
    }

    /** Characters of all messages. */
    public long chars() {
        return chars;
    }

    Texts beforeShape(int column) {
        return beforeShape[column];
    }

    Texts behindShape(int column) {
        return behindShape[column];
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
