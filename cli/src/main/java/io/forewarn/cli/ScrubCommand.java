package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.scrub.LineScrubber;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn scrub}: text in, scrubbed text out. */
@Command(
        name = "scrub",
        description = "Text in, scrubbed text out, a line for each line: see what would be stored of your own lines.",
        footer = {"", "Example: tail -n 100 app.log | forewarn scrub"})
final class ScrubCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to read; standard input where it is missing.")
    private @Nullable String file;

    @Option(names = "--jsonl", paramLabel = "FIELD", description = "Each line is JSON; scrub this field of it.")
    private @Nullable String field;

    ScrubCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Scrubber scrubber = common.scrubber(terminal);
        Redactions counts = new Redactions();
        LineScrubber lines = LineScrubber.of(scrubber);
        String only = field;
        TextLines.each(
                file,
                terminal,
                (line, number) -> terminal.out()
                        .println(
                                only == null
                                        ? lines.next(line, counts)
                                        : inJson(scrubber, counts, only, line, number)));
        terminal.out().flush();
        if (counts.total() > 0) {
            terminal.note("forewarn: " + Words.many(counts.total(), "value") + " replaced: " + counts.byDetector());
        }
        return 0;
    }

    private static String inJson(Scrubber scrubber, Redactions counts, String field, String line, long number) {
        JsonNode node;
        try {
            node = Json.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + " is not JSON; --jsonl wants an object a line", e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException("line " + number + " is not a JSON object");
        }
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    "line " + number + " has no text field '" + field + "'; name one with --jsonl");
        }
        object.put(field, scrubber.scrub(value.asText(), counts));
        return Json.text(object);
    }
}
