package io.forewarn.ingest.format;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One log record as written, secrets included: it never leaves {@code ingest}.
 *
 * @param firstLine first physical line, from 1
 * @param lastLine last physical line
 * @param format id of the format that read it
 * @param timestamp null where the record states none
 * @param offset of the timestamp as the text states it; null where it states none
 * @param zone what was assumed where the text states no offset or year, e.g. {@code UTC assumed}; null where it does
 * @param severity null where the format states none
 * @param component null where the record does not say: the file's folder or name decides then
 * @param message text without the header; continued lines joined with line feeds
 * @param exceptionType of the outermost exception
 * @param frames of the innermost cause, most recent call first
 * @param attributes remaining fields by name
 * @param truncated true where a cap split the record: the next record continues it
 */
public record RawRecord(
        long firstLine,
        long lastLine,
        String format,
        @Nullable Instant timestamp,
        @Nullable ZoneOffset offset,
        @Nullable String zone,
        @Nullable Severity severity,
        @Nullable String component,
        @Nullable String environment,
        @Nullable String host,
        @Nullable String logger,
        String message,
        @Nullable String exceptionType,
        @Nullable String exceptionMessage,
        List<StackFrame> frames,
        @Nullable String traceId,
        @Nullable String operationId,
        @Nullable String release,
        Map<String, String> attributes,
        boolean truncated) {
    public RawRecord {
        frames = List.copyOf(frames);
        attributes = Map.copyOf(attributes);
    }
}
