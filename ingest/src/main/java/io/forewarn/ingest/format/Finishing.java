package io.forewarn.ingest.format;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The last step: a complete draft to its raw records, with the exception of its stack trace. */
final class Finishing {
    private Finishing() {}

    /** The record of the draft itself, which its parser finishes first. */
    static RawRecord first(Draft draft) {
        LineParser parser = draft.parser;
        if (parser != null) {
            parser.finish(draft);
        }
        return record(draft);
    }

    /** The records of its siblings, once it is finished. */
    static List<RawRecord> others(Draft draft) {
        List<RawRecord> all = new ArrayList<>();
        for (Draft sibling : draft.siblings) {
            sibling.format = draft.format;
            if (sibling.firstLine == 0) {
                sibling.firstLine = draft.firstLine;
                sibling.lastLine = draft.lastLine;
            }
            all.add(record(sibling));
        }
        return all;
    }

    /** True where a message of one line, and any other that differs in digits, names no exception and no severity. */
    static boolean isPlain(String message) {
        return !Throwables.mayName(message) && !message.startsWith("%");
    }

    private static RawRecord record(Draft d) {
        String message = d.message();
        if (!d.plainMessage || d.more != null) {
            exception(message, d);
            d.severity = d.severity == null ? Severities.mnemonic(message) : d.severity;
        }
        if (d.truncated) {
            d.attribute("log.record.truncated", "true");
        }
        return new RawRecord(
                d.firstLine,
                d.lastLine,
                d.format,
                d.timestamp,
                d.offset == Stamp.NO_OFFSET || d.timestamp == null ? null : ZoneOffset.ofTotalSeconds(d.offset),
                d.zone,
                d.severity,
                d.component,
                d.environment,
                d.host,
                d.logger,
                message,
                d.exceptionType,
                d.exceptionMessage,
                d.frames,
                d.traceId,
                d.operationId,
                d.release,
                d.attributes(),
                d.truncated);
    }

    private static void exception(String message, Draft d) {
        if (d.exceptionType == null) {
            String trace = d.stackTrace;
            Throwables.Found found = Throwables.find(trace == null ? message : trace, d);
            if (found != null) {
                d.exceptionType = found.type();
                if (d.exceptionMessage == null) {
                    d.exceptionMessage = found.message();
                }
                if (d.frames.isEmpty()) {
                    d.frames = found.frames();
                }
            }
        } else if (d.frames.isEmpty() && d.stackTrace != null) {
            Throwables.Found found = Throwables.find(d.stackTrace, d);
            d.frames = found == null ? d.frames : found.frames();
        }
    }
}
