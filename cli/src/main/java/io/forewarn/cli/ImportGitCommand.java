package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn import git}. */
@Command(
        name = "git",
        description = "Import the commits of a Git repository as operations, with change metrics and outcomes.",
        footer = {
            "",
            "A commit failed where a later one reverts it, or where a later fix takes out lines that it brought in; the",
            "fix's date is when that became known. Authors become pseudonyms, messages and paths are scrubbed.",
            "The same commits twice count once; run it again after new commits to add them.",
            "Example: forewarn import git ~/src/billing --since 2024-01-01"
        })
final class ImportGitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "REPO", description = "Working copy or bare repository.")
    private String repository = "";

    @Option(names = "--since", paramLabel = "DATE", description = "Leave out commits before this day, e.g. 2024-01-31.")
    private @Nullable String since;

    @Option(names = "--revision", paramLabel = "REV", description = "Branch, tag or commit to read; HEAD if missing.")
    private @Nullable String revision;

    @Option(names = "--component", paramLabel = "NAME", description = "Component; the folder's name where missing.")
    private @Nullable String component;

    ImportGitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode ask = ImportCommand.request("git", List.of(repository));
        put(ask, "since", since);
        put(ask, "revision", revision);
        put(ask, "component", component);
        try (Gateway gateway = common.gateway(terminal)) {
            JsonNode answer = gateway.post("/api/v1/imports", ask);
            terminal.say(common.json() ? Json.text(answer) : words(answer));
            if (!common.json() && answer.path("shallow").asBoolean()) {
                terminal.note("forewarn: the clone is shallow: what lies before its edge blames nobody;"
                        + " `git fetch --unshallow` fetches the rest");
            }
            if (!common.json() && answer.path("forgotten").asLong() > 0) {
                terminal.note("forewarn: the repository is large: the origins of "
                        + Words.many(answer.path("forgotten").asLong(), "old file version")
                        + " were forgotten on the way; --since reads less");
            }
        }
        return 0;
    }

    private static void put(ObjectNode ask, String name, @Nullable String value) {
        if (value != null) {
            ask.put(name, value);
        }
    }

    private static String words(JsonNode a) {
        if (a.path("skipped").asBoolean()) {
            return "exactly these commits were imported before; nothing to do";
        }
        StringBuilder text = new StringBuilder(Words.many(a.path("commits").asLong(), "commit"))
                .append(" read: ")
                .append(Words.many(a.path("operations").asLong(), "operation"))
                .append(", ")
                .append(Words.count(a.path("stored")))
                .append(" new; ")
                .append(Words.count(a.path("failed")))
                .append(" found faulty later; ")
                .append(Words.figure(a.path("seconds")))
                .append(" s");
        a.path("left_out")
                .properties()
                .forEach(e -> text.append("\n  left out:  ")
                        .append(Words.count(e.getValue()))
                        .append(" × ")
                        .append(e.getKey()));
        if (!a.path("redactions").isEmpty()) {
            text.append("\n  scrubbed:  ");
            a.path("redactions")
                    .properties()
                    .forEach(e -> text.append(e.getKey())
                            .append(' ')
                            .append(Words.count(e.getValue()))
                            .append(' '));
        }
        return text.toString();
    }
}
