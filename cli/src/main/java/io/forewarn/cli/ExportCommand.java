package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn export}: what is stored, as a file for other tools. */
@Command(
        name = "export",
        description = "Write what is stored as Parquet, CSV or JSON Lines; scrubbed, as everything here is.",
        footer = {
            "",
            "In CSV a text that a spreadsheet would run as a formula begins with an apostrophe.",
            "Examples: forewarn export events --since 7d --severity error --out errors.parquet",
            "          forewarn export operations --format csv > operations.csv"
        })
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "WHAT", description = "events, issues, operations, predictions, templates or suggestions.")
    private String what = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "parquet, csv or jsonl; else by the ending of --out, else jsonl.")
    private @Nullable String format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; - or nothing is standard output.")
    private @Nullable String out;

    @Option(names = "--force", description = "Overwrite the file where it exists.")
    private boolean force;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From then on: an instant, a day, or a time ago (7d).")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
    private @Nullable String until;

    @Option(names = "--component", paramLabel = "NAME", description = "Of this component.")
    private @Nullable String component;

    @Option(names = "--severity", paramLabel = "SEVERITY", description = "Of this severity or worse.")
    private @Nullable String severity;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Operations and predictions of this kind, suggestions of this source.")
    private @Nullable String kind;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        SpanOptions.notEmpty("--since", since);
        SpanOptions.notEmpty("--until", until);
        String name = out;
        Path target = name == null || name.equals("-") ? null : Path.of(name).toAbsolutePath();
        String as = format();
        if (target == null && as.equals("parquet")) {
            throw new IllegalArgumentException("Parquet is no text: name a file with --out");
        }
        if (target != null) {
            check(target);
        }
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/exports", question(as));
            Path made = Path.of(answer.path("file").asText());
            if (target == null) {
                print(made);
                return 0;
            }
            long bytes = Files.size(made);
            place(made, target);
            ObjectNode said = Json.mapper()
                    .createObjectNode()
                    .put("file", target.toString())
                    .put("format", as)
                    .put("rows", answer.path("rows").asLong())
                    .put("bytes", bytes);
            terminal.say(
                    common.json()
                            ? Json.text(said)
                            : Words.many(said.path("rows").asLong(), "row") + " in " + target + " ("
                                    + Words.count((bytes + 1023) >> 10) + " KB)");
        }
        return 0;
    }

    private String format() {
        String named = format;
        if (named != null) {
            return named.toLowerCase(Locale.ROOT);
        }
        String file = out == null ? "" : out.toLowerCase(Locale.ROOT);
        return file.endsWith(".parquet") ? "parquet" : file.endsWith(".csv") ? "csv" : "jsonl";
    }

    private ObjectNode question(String as) {
        return Json.mapper()
                .createObjectNode()
                .put("kind", what)
                .put("format", as)
                .put("since", since)
                .put("until", until)
                .put("component", component)
                .put("severity", severity)
                .put("of_kind", kind);
    }

    private void check(Path target) {
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " is a folder; name a file");
        }
        if (Files.exists(target) && !force) {
            throw new IllegalArgumentException(target + " exists; --force overwrites it");
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder for " + target + "; make it first");
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("the folder " + folder + " is not writable; mend its permissions");
        }
    }

    /** Under another name beside the target first, which may be on another disk: the target is whole or not there. */
    private void place(Path made, Path target) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.move(made, part, StandardCopyOption.REPLACE_EXISTING);
            if (force) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, target);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(target + " was made meanwhile; --force overwrites it", e);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(made);
        }
    }

    private void print(Path made) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(made)) {
            char[] buffer = new char[1 << 14];
            for (int n = lines.read(buffer); n >= 0 && !terminal.out().checkError(); n = lines.read(buffer)) {
                terminal.out().write(buffer, 0, n);
            }
            terminal.out().flush();
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
