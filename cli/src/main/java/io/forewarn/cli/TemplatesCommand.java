package io.forewarn.cli;

import io.forewarn.ingest.EventReader;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.template.Template;
import io.forewarn.ingest.template.TemplateMiner;
import io.forewarn.ingest.template.Templates;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn templates}: the patterns of a log's messages, a CSV row for each input line. */
@Command(
        name = "templates",
        description = "The patterns of a log's messages: CSV line,template_id,template, a row for each input line.",
        footer = {
            "",
            "--stored shows those of all imports instead: CSV template_id,count,first_seen,last_seen,template; so does a",
            "missing FILE at a terminal. --drift shows what changed after the first import: CSV at,change,template_id,template,before."
        })
final class TemplatesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to read; standard input where it is missing.")
    private @Nullable String file;

    @Option(names = "--format", paramLabel = "ID", description = "Read as this format instead of detecting it.")
    private @Nullable String format;

    @Option(names = "--stored", description = "Show the templates of all that was imported, with their counts.")
    private boolean stored;

    @Option(names = "--drift", description = "Show when templates appeared, merged, split or were reworded.")
    private boolean drift;

    TemplatesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Lines first to last of a record, with the shape of its message. */
    private record Span(long first, long last, long shape) {}

    @Override
    public Integer call() throws IOException {
        if ((stored || drift) && (file != null || format != null)) {
            throw new IllegalArgumentException(
                    "--stored and --drift show what was imported: leave FILE and --format out");
        }
        if (stored || drift || (file == null && terminal.interactive())) {
            try (Gateway gateway = common.gateway(terminal)) {
                StoredTemplates.show(gateway, drift, common.json(), terminal);
            }
            return 0;
        }
        TemplateMiner miner = new TemplateMiner();
        List<Span> spans = new ArrayList<>();
        long lines;
        try (EventReader events = LogInput.open(file, format, common, terminal)) {
            for (EventReader.Read read = events.next(); read != null; read = events.next()) {
                Event e = read.event();
                spans.add(new Span(e.firstLine(), e.lastLine(), miner.learn(e.message())));
            }
            lines = events.counts().lines();
        }
        Templates templates = miner.templates();
        if (!common.json()) {
            terminal.out().println("line,template_id,template");
        }
        long next = 1;
        for (Span span : spans) {
            for (; next < span.first(); next++) {
                row(next, "", "");
            }
            Template template = templates.of(span.shape());
            for (; next <= span.last(); next++) {
                row(next, HexFormat.of().toHexDigits(template.id()), template.text());
            }
        }
        // Lines that were rejected stand in the output too, without a template.
        for (; next <= lines; next++) {
            row(next, "", "");
        }
        terminal.out().flush();
        return 0;
    }

    private void row(long line, String id, String text) {
        terminal.out()
                .println(
                        common.json()
                                ? Json.text(Map.of("line", line, "template_id", id, "template", text))
                                : line + "," + id + ",\"" + text.replace("\"", "\"\"") + "\"");
    }
}
