package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record while its lines are still being collected. */
public final class Draft {
    /** Characters of the largest private key that anybody uses. */
    private static final int KEY_SIZE = 16_384;

    String format = "";
    long firstLine;
    long lastLine;
    int lines;

    @Nullable Instant timestamp;

    @Nullable String zone;

    /** Seconds east of UTC as the text states them, or {@link Stamp#NO_OFFSET}. */
    int offset = Stamp.NO_OFFSET;

    @Nullable Severity severity;

    @Nullable String component;

    @Nullable String environment;

    @Nullable String host;

    @Nullable String logger;

    @Nullable String exceptionType;

    @Nullable String exceptionMessage;

    List<StackFrame> frames = List.of();

    @Nullable String traceId;

    @Nullable String operationId;

    @Nullable String release;

    boolean truncated;

    /** The line that the parser saw, and where in it the message starts. */
    String head = "";

    int messageStart;

    /** Continued lines, after the head. */
    @Nullable StringBuilder more;

    /** A stack trace that stands in a field of its own and not in the message. */
    @Nullable String stackTrace;

    /** Process or thread that later lines may name to join this record. */
    @Nullable String joinKey;

    /** No further line can continue it, except one that joins by its key. */
    boolean closed;

    /** Not a record of its own: belongs to the one with the same key. */
    boolean joins;

    /** Found by weak evidence: unindented lines after it start records of their own. */
    boolean weak;

    /** Starts a record only where none is open: the first line of a whole document. */
    boolean fresh;

    /** A JSON document over many lines: the cap on lines does not hold for it. */
    boolean document;

    /** Becomes small records at the end: may grow to sixteen times the cap on bytes. */
    boolean large;

    /** Its format writes one line a record. */
    boolean structured;

    /** What the format still waits for; its own business. */
    int state;

    /** Read it; null for plain text. */
    @Nullable LineParser parser;

    /** Known to name no exception and no severity, if it stays one line. */
    boolean plainMessage;

    /** Further records that stand on the same line. */
    List<Draft> siblings = List.of();

    private @Nullable Map<String, String> attributes;

    Draft() {}

    void clear() {
        format = "";
        timestamp = null;
        zone = null;
        offset = Stamp.NO_OFFSET;
        severity = null;
        component = null;
        environment = null;
        host = null;
        logger = null;
        exceptionType = null;
        exceptionMessage = null;
        frames = List.of();
        traceId = null;
        operationId = null;
        release = null;
        truncated = false;
        head = "";
        messageStart = 0;
        more = null;
        stackTrace = null;
        joinKey = null;
        closed = false;
        weak = false;
        joins = false;
        fresh = false;
        document = false;
        large = false;
        structured = false;
        state = 0;
        parser = null;
        plainMessage = false;
        siblings = List.of();
        attributes = null;
    }

    /** The message is the rest of the line. */
    void message(String line, int start) {
        head = line;
        messageStart = Math.min(start, line.length());
    }

    void attribute(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (!(attributes instanceof LinkedHashMap)) {
            attributes = attributes == null ? new LinkedHashMap<>() : new LinkedHashMap<>(attributes);
        }
        attributes.put(name, value);
    }

    /** Sets all of them; the map is not changed. */
    void attributes(Map<String, String> all) {
        attributes = all;
    }

    /** Adds to an attribute that several lines make up. */
    void appendAttribute(String name, String value) {
        String before = attributes == null ? null : attributes.get(name);
        attribute(name, before == null ? value : before + "\n" + value);
    }

    Map<String, String> attributes() {
        return attributes == null ? Map.of() : attributes;
    }

    void append(String line) {
        StringBuilder b = more;
        if (b == null) {
            b = new StringBuilder(Math.max(64, line.length() + 1));
            more = b;
        }
        b.append('\n').append(line);
    }

    int size() {
        return head.length() + (more == null ? 0 : more.length());
    }

    /** True where a private key began near the end and has not ended, within so many lines. */
    boolean holdsOpenKey(int mostLines) {
        StringBuilder b = more;
        if (b == null || lines >= mostLines) {
            return false;
        }
        int begin = b.lastIndexOf("-----BEGIN ");
        return begin >= b.length() - KEY_SIZE
                && begin >= 0
                && b.indexOf("PRIVATE KEY", begin) >= 0
                && b.indexOf("-----END ", begin) < 0;
    }

    String message() {
        String first = head.substring(messageStart);
        if (more == null) {
            return first.stripTrailing();
        }
        return (first + more).stripTrailing();
    }

    /** True where it has nothing that parsers of one line by its shape cannot have set. */
    boolean isHeaderOnly() {
        return environment == null
                && exceptionType == null
                && exceptionMessage == null
                && frames.isEmpty()
                && traceId == null
                && operationId == null
                && release == null
                && !truncated
                && more == null
                && stackTrace == null
                && joinKey == null
                && !(closed || joins || weak || fresh || document || large)
                && state == 0
                && siblings.isEmpty();
    }

    /** True for formats whose records are one line each, so that a crash after one is not a part of it. */
    boolean isStructured() {
        return structured;
    }

    /** An empty draft that goes on where a cap split this one. */
    Draft continuation() {
        Draft next = new Draft();
        next.format = format;
        next.timestamp = timestamp;
        next.zone = zone;
        next.offset = offset;
        next.severity = severity;
        next.component = component;
        next.environment = environment;
        next.host = host;
        next.logger = logger;
        next.traceId = traceId;
        next.operationId = operationId;
        next.release = release;
        next.weak = weak;
        return next;
    }
}
