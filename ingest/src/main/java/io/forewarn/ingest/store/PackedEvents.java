package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import java.time.Instant;
import java.util.List;
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
        @Nullable String[][] before = new @Nullable String[BEFORE_SHAPE.size()][rows];
        @Nullable String[][] behind = new @Nullable String[BEHIND_SHAPE.size()][rows];
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
            // in the order of the names
            before[0][i] = e.component();
            before[1][i] = e.environment();
            before[2][i] = e.host();
            before[3][i] = e.logger();
            before[4][i] = e.message();
            behind[0][i] = e.exceptionType();
            behind[1][i] = e.exceptionMessage();
            behind[2][i] = Json.frames(e.frames());
            behind[3][i] = e.traceId();
            behind[4][i] = e.operationId();
            behind[5][i] = e.release();
            behind[6][i] = Json.strings(e.attributes());
            behind[7][i] = e.format();
        }
        chars = sum;
        beforeShape = texts(before);
        behindShape = texts(behind);
    }

    private static PackedTexts[] texts(@Nullable String[][] columns) {
        PackedTexts[] texts = new PackedTexts[columns.length];
        for (int c = 0; c < texts.length; c++) {
            texts[c] = PackedTexts.of(columns[c]);
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
