package io.forewarn.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.EventReader;
import io.forewarn.ingest.event.Event;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn parse}: log in, scrubbed events out, a JSON line a record. */
@Command(name = "parse", description = "Log in, scrubbed events out, a JSON line a record; stores nothing.")
final class ParseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to read; standard input where it is missing.")
    private @Nullable String file;

    @Option(names = "--format", paramLabel = "ID", description = "Read as this format instead of detecting it.")
    private @Nullable String format;

    ParseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (EventReader events = LogInput.open(file, format, common, terminal)) {
            for (EventReader.Read read = events.next(); read != null; read = events.next()) {
                terminal.out().println(Json.text(line(read)));
            }
            LogInput.noteRejects(events.counts(), terminal);
        }
        terminal.out().flush();
        return 0;
    }

    private static ObjectNode line(EventReader.Read read) {
        Event e = read.event();
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("first_line", e.firstLine())
                .put("last_line", e.lastLine())
                .put("timestamp", timestamp(e.timestamp(), read.offset()));
        if (read.zone() != null) {
            node.put("zone", read.zone());
        }
        node.put("severity", e.severity() == null ? null : e.severity().text())
                .put("component", e.component())
                .put("message", e.message())
                .put("format", e.format());
        put(node, "host", e.host());
        put(node, "logger", e.logger());
        put(node, "exception_type", e.exceptionType());
        put(node, "exception_message", e.exceptionMessage());
        put(node, "trace_id", e.traceId());
        put(node, "operation_id", e.operationId());
        put(node, "release", e.release());
        if (!e.frames().isEmpty()) {
            node.set("frames", Json.tree(e.frames()));
        }
        if (!e.attributes().isEmpty()) {
            node.set("attributes", Json.tree(e.attributes()));
        }
        return node;
    }

    /** With the offset as written; in UTC where the text states none. */
    private static @Nullable String timestamp(@Nullable Instant at, @Nullable ZoneOffset offset) {
        if (at == null || offset == null || offset.equals(ZoneOffset.UTC)) {
            return at == null ? null : at.toString();
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(offset));
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
