package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events made ready for the database, column by column, on any thread: what waits to be stored takes a fifth of the
 * events' memory, and the thread that stores has only to hand it on.
 */
public final class PackedEvents {
    /** Stands for no time. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** Stands for no severity. */
    static final byte NO_SEVERITY = -1;

    /** A column of text of the table. */
    private record Column(String name, Function<Event, @Nullable String> of) {}

    private static final List<Column> TEXTS_BEFORE_SHAPE = List.of(
            new Column("component", Event::component),
            new Column("environment", Event::environment),
            new Column("host", Event::host),
            new Column("logger", Event::logger),
            new Column("message", Event::message));

    private static final List<Column> TEXTS_BEHIND_SHAPE = List.of(
            new Column("exception_type", Event::exceptionType),
            new Column("exception_message", Event::exceptionMessage),
            new Column("frames", e -> Json.frames(e.frames())),
            new Column("trace_id", Event::traceId),
            new Column("operation_id", Event::operationId),
            new Column("release", Event::release),
            new Column("attributes", e -> Json.strings(e.attributes())),
            new Column("format", Event::format));

    /** Names of the columns of text that stand in the table before the shape's id. */
    static final List<String> BEFORE_SHAPE =
            TEXTS_BEFORE_SHAPE.stream().map(Column::name).toList();

    /** Names of those behind it. */
    static final List<String> BEHIND_SHAPE =
            TEXTS_BEHIND_SHAPE.stream().map(Column::name).toList();

    final long[] importIds;
    final long[] ordinals;
    final long[] times;
    final byte[] severities;
    final long[] firstLines;
    final long[] lastLines;
    private final PackedTexts[] beforeShape;
    private final PackedTexts[] behindShape;
    private final long chars;

    private PackedEvents(List<Event> events) {
        int rows = events.size();
        importIds = new long[rows];
        ordinals = new long[rows];
        times = new long[rows];
        severities = new byte[rows];
        firstLines = new long[rows];
        lastLines = new long[rows];
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            Event e = events.get(i);
            Instant at = e.timestamp();
            Severity severity = e.severity();
            importIds[i] = e.importId();
            ordinals[i] = e.ordinal();
            times[i] = at == null ? NO_TIME : EventStore.micros(at);
            severities[i] = severity == null ? NO_SEVERITY : (byte) severity.number();
            firstLines[i] = e.firstLine();
            lastLines[i] = e.lastLine();
            sum += e.message().length();
        }
        chars = sum;
        beforeShape = texts(TEXTS_BEFORE_SHAPE, events);
        behindShape = texts(TEXTS_BEHIND_SHAPE, events);
    }

    private static PackedTexts[] texts(List<Column> columns, List<Event> events) {
        @Nullable String[] column = new @Nullable String[events.size()];
        PackedTexts[] texts = new PackedTexts[columns.size()];
        for (int c = 0; c < texts.length; c++) {
            Function<Event, @Nullable String> of = columns.get(c).of;
            for (int i = 0; i < column.length; i++) {
                column[i] = of.apply(events.get(i));
            }
            texts[c] = PackedTexts.of(column);
        }
        return texts;
    }

    public static PackedEvents of(List<Event> events) {
        return new PackedEvents(events);
    }

    public int size() {
        return times.length;
    }

    /** Characters of all messages. */
    public long chars() {
        return chars;
    }

    PackedTexts beforeShape(int column) {
        return beforeShape[column];
    }

    PackedTexts behindShape(int column) {
        return behindShape[column];
    }
}
