package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.ingest.Window;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Imports;
import io.forewarn.server.work.Preview;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn import}: logs, operations and repairs into the store, scrubbed on the way. */
@Command(
        name = "import",
        description = "Import logs: files, folders, globs, or - for standard input; plain or compressed.",
        subcommands = {
            ImportCommand.Operations.class,
            ImportCommand.Repairs.class,
            ImportCommand.Outputs.class,
            ImportGitCommand.class
        },
        footer = {
            "",
            "The same file twice counts once; an interrupted import resumes when it is run again. A file that cannot be read is",
            "told of, and the others are imported; where none can be read, it ends with 2.",
            "Examples: forewarn import /var/log/postgresql /var/log/nginx",
            "          forewarn import --follow /var/log/shop    (resumes where it stopped; ends with Ctrl-C, exit code 130)",
            "          kubectl logs deploy/billing | forewarn import --component billing -"
        })
final class ImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "What to import.")
    private List<String> paths = List.of();

    @Option(names = "--format", paramLabel = "ID", description = "Read as this format instead of detecting it.")
    private @Nullable String format;

    @Option(names = "--component", paramLabel = "NAME", description = "Component of records that name none.")
    private @Nullable String component;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only records from then on: an instant, a day or a time of day in UTC, yesterday, or a time ago such as 7d or 24h.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only records before then.")
    private @Nullable String until;

    @Option(names = "--dry-run", description = "Say what would be stored and scrubbed; store nothing.")
    private boolean dryRun;

    @Option(
            names = "--follow",
            description = "Go on with what is written to the files, through rotation and truncation, until Ctrl-C.")
    private boolean follow;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("name files or folders to import, or - for standard input");
        }
        if (paths.contains("-") && paths.size() > 1) {
            throw new IllegalArgumentException("- stands alone: standard input or files, not both");
        }
        SpanOptions.notEmpty("--since", since);
        SpanOptions.notEmpty("--until", until);
        Window.of(since, until, Clock.systemUTC());
        if (follow && (dryRun || since != null || until != null)) {
            throw new IllegalArgumentException("--follow goes with neither --dry-run nor --since and --until");
        }
        if (dryRun) {
            return preview();
        }
        if (follow) {
            return new FollowRun(common, terminal).run(paths, format, component);
        }
        Map<String, String> options = new TreeMap<>();
        put(options, "format", format);
        put(options, "component", component);
        put(options, "since", since);
        put(options, "until", until);
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer;
            if (paths.equals(List.of("-"))) {
                answer = gateway.upload("/api/v1/imports/content", options, terminal.in());
            } else {
                ObjectNode ask = request("logs", paths);
                options.forEach(ask::put);
                answer = gateway.post("/api/v1/imports", ask);
            }
            common.quiet();
            return told(terminal, common, answer);
        }
    }

    /** In this process even where a server runs: it needs no more of the home than to read it. */
    private Integer preview() throws IOException {
        Preview preview = new Preview(common.home(), common.configuration(common.home(), Map.of()), Clock.systemUTC());
        Imports.Wanted wanted = new Imports.Wanted(format, component, since, until);
        ImportProgress progress = common.progress(terminal);
        Preview.Result result = paths.equals(List.of("-"))
                ? preview.stream(terminal.in(), wanted, progress)
                : preview.logs(paths.stream().map(GivenPath::of).toList(), wanted, progress);
        common.quiet();
        JsonNode answer = Json.tree(result);
        terminal.say(
                common.json()
                        ? Json.text(answer)
                        : "nothing was stored; an import would give:\n" + ImportWords.of(answer.path("would"))
                                + "\n  templates: "
                                + Words.count(answer.path("would").path("templates")));
        if (!result.ledgerRead()) {
            terminal.note(
                    "forewarn: the database is open elsewhere or cannot be read, so files that were imported before"
                            + " are counted again here");
        }
        return 0;
    }

    private static void put(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    static ObjectNode request(String kind, List<String> paths) {
        ObjectNode ask = Json.mapper().createObjectNode().put("kind", kind);
        paths.forEach(path -> ask.withArray("paths").add(GivenPath.of(path).toString()));
        return ask;
    }

    /** {@code forewarn import operations}. */
    @Command(
            name = "operations",
            description =
                    "Import operation records with their outcomes: CSV, JSON Lines, Parquet, or reports of builds and tests.",
            footer = {
                "",
                "Columns: id, kind, component, environment, actor, at, outcome, finished_at, known_at; every other column is an",
                "attribute known before the operation started. Names are recognised; --map names them where they are not:",
                "  forewarn import operations deploys.csv --map at=started,outcome=result,component=service --save-map ours",
                "  forewarn import operations more.csv --map ours",
                "Reports: JUnit XML, and JSON as the APIs of GitHub Actions, Jenkins and GitLab give it."
            })
    static final class Operations implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "FILE", description = "Plain or compressed.")
        private String file = "";

        @Option(
                names = "--map",
                split = ",",
                paramLabel = "FIELD=COLUMN|NAME",
                description = "Which column holds a field; or the name of a saved mapping.")
        private List<String> map = List.of();

        @Option(names = "--save-map", paramLabel = "NAME", description = "Save the mapping under this name.")
        private @Nullable String saveMap;

        @Option(
                names = "--format",
                paramLabel = "ID",
                description = "A report: junit, github, jenkins or gitlab; found by its content where missing.")
        private @Nullable String format;

        Operations(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            ObjectNode ask = request("operations", List.of(file));
            ObjectNode columns = ask.putObject("map");
            for (String word : map) {
                int is = word.indexOf('=');
                if (is > 0) {
                    columns.put(
                            word.substring(0, is).strip(),
                            word.substring(is + 1).strip());
                } else if (ask.has("mapping")) {
                    throw new IllegalArgumentException("--map takes one saved mapping, and FIELD=COLUMN pairs");
                } else {
                    ask.put("mapping", word.strip());
                }
            }
            if (saveMap != null) {
                ask.put("save_mapping", saveMap);
            }
            if (format != null) {
                ask.put("format", format);
            }
            return run(terminal, common, ask);
        }
    }

    /** {@code forewarn import repairs}. */
    @Command(
            name = "repairs",
            description = "Import a fix log: what was done after failures, and whether it worked.",
            footer = {"", "Fields: id, at, component, operation_id, actor, action, worked."})
    static final class Repairs implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "FILE", description = "JSON Lines or CSV, plain or compressed.")
        private String file = "";

        Repairs(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            return run(terminal, common, request("repairs", List.of(file)));
        }
    }

    /** {@code forewarn import outputs}. */
    @Command(
            name = "outputs",
            description = "Import what operations printed: evidence for suggestions and for the class of a failure.",
            footer = {"", "Fields: operation_id, exit_status, output."})
    static final class Outputs implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "FILE", description = "JSON Lines or CSV, plain or compressed.")
        private String file = "";

        Outputs(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            return run(terminal, common, request("outputs", List.of(file)));
        }
    }

    private static Integer run(Terminal terminal, Common common, ObjectNode ask) {
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/imports", ask);
            common.quiet();
            return told(terminal, common, answer);
        }
    }

    /** Says what came of it; 2 where nothing at all could be read, so that a script takes notice. */
    private static int told(Terminal terminal, Common common, JsonNode answer) {
        terminal.say(common.json() ? Json.text(answer) : ImportWords.of(answer));
        long failed = answer.path("failed").asLong();
        boolean nothing = failed > 0
                && failed == answer.path("files").asLong()
                && answer.path("lines").asLong() + answer.path("skipped").asLong() == 0;
        if (nothing) {
            terminal.note("forewarn: nothing of what was named could be read; mend what is said above");
        }
        return nothing ? 2 : 0;
    }
}
