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

/** {@code forewarn issues merge|split|rules|undo}: where events belong, in a person's word. */
final class IssueRulingCommands {
    private IssueRulingCommands() {}

    private static void say(Terminal terminal, Common common, JsonNode answer, String words) {
        if (common.json()) {
            terminal.say(Json.text(answer));
            return;
        }
        terminal.say(words);
        for (JsonNode issue : answer.path("issues")) {
            terminal.say("  " + issue.path("id").asText() + "  " + Words.count(issue.path("count")) + " events  "
                    + Words.cut(issue.path("title").asText(), 90));
        }
        terminal.say("To take it back: forewarn issues undo " + answer.path("rule").asText());
    }

    @Command(name = "merge", description = "Events of the first issue belong to the second, now and later.")
    static final class Merge implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Parameters(index = "0", paramLabel = "ID", description = "The issue whose events move.")
        private String id = "";

        @Parameters(index = "1", paramLabel = "INTO", description = "The issue that gets them.")
        private String into = "";

        Merge(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Gateway gateway = common.gateway(terminal)) {
                JsonNode answer =
                        gateway.post("/api/v1/issues/" + Paths.segment(id) + "/merge", Map.of("into", into));
                say(terminal, common, answer, id + " is part of " + into + " from now on:");
            }
            return 0;
        }
    }

    @Command(name = "split", description = "Tell the events of an issue apart, now and later.")
    static final class Split implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Parameters(index = "0", paramLabel = "ID", description = "The issue.")
        private String id = "";

        @Option(
                names = "--by",
                paramLabel = "FIELD",
                description =
                        "Each of its values is an issue: component, environment, release, logger, host, exception_type, message.")
        private @Nullable String by;

        @Option(
                names = "--event",
                paramLabel = "EVENT",
                description = "Split off events with the kind of message that this event has.")
        private @Nullable String event;

        Split(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Map<String, String> body = new TreeMap<>();
            if (by != null) {
                body.put("by", by);
            }
            if (event != null) {
                body.put("event", event);
            }
            try (Gateway gateway = common.gateway(terminal)) {
                JsonNode answer = gateway.post("/api/v1/issues/" + Paths.segment(id) + "/split", body);
                say(terminal, common, answer, id + " is told apart from now on:");
            }
            return 0;
        }
    }

    @Command(name = "undo", description = "Take a merge or a split back.")
    static final class Undo implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Parameters(index = "0", paramLabel = "RULE", description = "As forewarn issues rules lists it.")
        private String rule = "";

        Undo(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Gateway gateway = common.gateway(terminal)) {
                JsonNode answer = gateway.post("/api/v1/issue-rules/" + Paths.segment(rule) + "/undo", Map.of());
                terminal.say(common.json() ? Json.text(answer) : rule + " is taken back");
            }
            return 0;
        }
    }

    @Command(name = "rules", description = "Merges and splits that people made.")
    static final class Rules implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        Rules(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Gateway gateway = common.gateway(terminal)) {
                JsonNode answer = gateway.get("/api/v1/issue-rules", Map.of());
                if (common.json()) {
                    terminal.say(Json.text(answer));
                    return 0;
                }
                List<List<String>> rows = new ArrayList<>();
                for (JsonNode rule : answer.path("rules")) {
                    rows.add(List.of(
                            rule.path("id").asText(),
                            rule.path("kind").asText(),
                            rule.path("issue_id").asText(),
                            rule.path("target").asText("").isEmpty()
                                    ? "by " + rule.path("field").asText()
                                    : "into " + rule.path("target").asText(),
                            Words.time(rule.path("at"))));
                }
                terminal.say(
                        rows.isEmpty()
                                ? "No issue was merged or split by a person."
                                : Words.table(List.of("rule", "kind", "issue", "how", "since (UTC)"), rows));
            }
            return 0;
        }
    }
}
