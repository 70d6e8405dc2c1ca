package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forewarn issues}: error events that belong together, most frequent first; with an id, one of them. */
@Command(
        name = "issues",
        aliases = "issue",
        subcommands = {
            IssueRulingCommands.Merge.class,
            IssueRulingCommands.Split.class,
            IssueRulingCommands.Undo.class,
            IssueRulingCommands.Rules.class
        },
        description = "Errors grouped into issues, most frequent first; with an ID, one issue in full.")
final class IssuesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this one in full.")
    private @Nullable String id;

    @Option(names = "--component", paramLabel = "NAME", description = "Only of this component.")
    private @Nullable String component;

    @Option(names = "--class", paramLabel = "CLASS", description = "Only of this error class.")
    private @Nullable String errorClass;

    @Option(names = "--status", paramLabel = "STATUS", description = "unresolved, resolved, ignored or regressed.")
    private @Nullable String status;

    @Option(names = "--limit", defaultValue = "20", description = "How many; 20 by default.")
    private int limit;

    @Option(names = "--set-status", paramLabel = "STATUS", description = "With an ID: set its status.")
    private @Nullable String newStatus;

    IssuesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Gateway gateway = common.gateway(terminal)) {
            if (id == null) {
                list(gateway);
            } else {
                String path = "/api/v1/issues/" + Paths.segment(id);
                if (newStatus != null) {
                    gateway.post(path + "/status", Map.of("status", newStatus));
                }
                JsonNode answer = gateway.get(path, Map.of());
                terminal.say(common.json() ? Json.text(answer) : one(answer));
            }
        }
        return 0;
    }

    private void list(Gateway gateway) {
        Map<String, String> query = new TreeMap<>();
        query.put("limit", String.valueOf(limit));
        put(query, "component", component);
        put(query, "error_class", errorClass);
        put(query, "status", status);
        JsonNode answer = gateway.get("/api/v1/issues", query);
        if (common.json()) {
            terminal.say(Json.text(answer));
            return;
        }
        if (answer.path("issues").isEmpty()) {
            terminal.say("No issues" + (query.size() > 1 ? " that fit" : "")
                    + ". Issues come from error events: forewarn import PATH...");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode issue : answer.path("issues")) {
            rows.add(List.of(
                    issue.path("id").asText(),
                    Words.count(issue.path("count")),
                    issue.path("error_class").asText(),
                    Words.percent(issue.path("confidence")),
                    issue.path("component").asText(),
                    issue.path("status").asText(),
                    Words.time(issue.path("last_seen")),
                    Words.cut(issue.path("title").asText(), 60)));
        }
        terminal.say(Words.table(
                List.of("issue", "events", "class", "conf.", "component", "status", "last seen (UTC)", "title"), rows));
        long total = answer.path("total").asLong();
        if (total > rows.size()) {
            terminal.say("  … " + Words.count(total - rows.size()) + " more; --limit shows more");
        }
    }

    private static String one(JsonNode answer) {
        JsonNode issue = answer.path("issue");
        StringBuilder text = new StringBuilder();
        text.append(issue.path("title").asText())
                .append("\n\n  id          ")
                .append(issue.path("id").asText())
                .append("\n  component   ")
                .append(issue.path("component").asText())
                .append("\n  class       ")
                .append(issue.path("error_class").asText())
                .append(" (confidence ")
                .append(Words.percent(issue.path("confidence")))
                .append("; transient: ")
                .append(issue.path("transience").asText())
                .append(")\n  because     ")
                .append(issue.path("because").asText())
                .append("\n  grouped     ")
                .append(issue.path("why").asText())
                .append("\n  seen        ")
                .append(Words.count(issue.path("count")))
                .append(" times, ")
                .append(Words.time(issue.path("first_seen")))
                .append(" to ")
                .append(Words.time(issue.path("last_seen")))
                .append(" UTC\n  status      ")
                .append(issue.path("status").asText())
                .append("\n\nLatest events:");
        for (JsonNode event : answer.path("events")) {
            text.append("\n  ")
                    .append(Words.time(event.path("timestamp")))
                    .append("  ")
                    .append(Words.cut(event.path("message").asText(), 110));
        }
        if (!answer.path("similar").isEmpty()) {
            text.append("\n\nIssues alike in ")
                    .append(answer.path("similar_by").asText().equals("meaning") ? "meaning" : "words")
                    .append(" (a second opinion; forewarn issues merge ID INTO makes them one):");
            for (JsonNode other : answer.path("similar")) {
                text.append("\n  ")
                        .append(other.path("id").asText())
                        .append("  ")
                        .append(Words.percent(other.path("likeness")))
                        .append(" alike  ")
                        .append(Words.cut(other.path("title").asText(), 90));
            }
        }
        return text.append("\n\nWhat helps: forewarn suggest ")
                .append(issue.path("id").asText())
                .toString();
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
