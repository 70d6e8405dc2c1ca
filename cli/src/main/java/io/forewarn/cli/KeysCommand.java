package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.api.Gateway;
import io.forewarn.server.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn keys}: the keys of the pseudonyms. */
@Command(
        name = "keys",
        description = "The keys that turn a value into its token: list them, begin a new epoch, destroy them.",
        subcommands = {KeysCommand.Show.class, KeysCommand.Rotate.class, KeysCommand.Destroy.class},
        footer = {"", "In one epoch a value always has the same token; tokens of two epochs cannot be linked."})
final class KeysCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    KeysCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return list(terminal, common);
    }

    private static Integer list(Terminal terminal, Common common) {
        JsonNode answer;
        try (Gateway gateway = common.gateway(terminal)) {
            answer = gateway.get("/api/v1/keys", Map.of());
        }
        if (common.json()) {
            terminal.say(Json.text(answer));
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode key : answer.path("keys")) {
            rows.add(List.of(
                    key.path("epoch").asText(),
                    key.path("fingerprint").asText(),
                    Words.time(key.path("since")),
                    Words.time(key.path("ended")),
                    key.path("ending").asText("").isEmpty()
                                    || key.path("ending").isNull()
                            ? "in use"
                            : key.path("ending").asText()));
        }
        terminal.say(Words.table(List.of("epoch", "fingerprint", "since", "until", "state"), rows));
        terminal.say("  the key in use: " + answer.path("file").asText());
        return 0;
    }

    /** {@code forewarn keys list}. */
    @Command(name = "list", description = "Which keys made the tokens in the database.")
    static final class Show implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        Show(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            return list(terminal, common);
        }
    }

    /** {@code forewarn keys rotate}. */
    @Command(
            name = "rotate",
            description =
                    "Begin a new epoch under a fresh key; the old key is overwritten, old tokens stay as they are.")
    static final class Rotate implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        Rotate(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            return gone(terminal, common, "/api/v1/keys/rotate");
        }
    }

    /** {@code forewarn keys destroy}. */
    @Command(
            name = "destroy",
            description = "Destroy the key: nobody can tell any more which value a token stands for.",
            footer = {
                "",
                "What is lost: whether a value that comes later is one of those before, and the proof that a token stands",
                "for a value. What stays: every event, and which tokens of the same epoch are equal. There is no way back."
            })
    static final class Destroy implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final Common common = new Common();

        @Option(names = "--yes", description = "Do it without asking.")
        private boolean yes;

        Destroy(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            if (!yes && !confirmed()) {
                throw new IllegalArgumentException("nothing was destroyed; --yes, or the answer 'destroy', does it");
            }
            return gone(terminal, common, "/api/v1/keys/destroy");
        }

        private boolean confirmed() throws IOException {
            if (!terminal.interactive()) {
                return false;
            }
            terminal.note(
                    "This destroys the key of " + common.home().root() + ". Lost for good: whether a later value is one"
                            + " of those before, and which value a token stands for. Events stay. Type 'destroy' to do it:");
            StringBuilder answer = new StringBuilder();
            for (int c = terminal.in().read();
                    c >= 0 && c != '\n';
                    c = terminal.in().read()) {
                answer.append((char) c);
            }
            return new String(answer.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                    .strip()
                    .equals("destroy");
        }
    }

    private static Integer gone(Terminal terminal, Common common, String path) {
        JsonNode answer;
        try (Gateway gateway = common.gateway(terminal)) {
            answer = gateway.post(path, Map.of());
        }
        boolean proven =
                answer.path("copies").isEmpty() && !answer.path("linkable").asBoolean();
        if (common.json()) {
            terminal.say(Json.text(answer));
        } else {
            terminal.say("the key of epoch " + answer.path("epoch").asText() + " (fingerprint "
                    + answer.path("fingerprint").asText() + ") is overwritten; tokens are of epoch "
                    + answer.path("next_epoch").asText() + " from now on");
            terminal.say(
                    proven
                            ? "  no copy of it in "
                                    + Words.many(answer.path("searched").asLong(), "file")
                                    + " of the home, and a value has another token now: old tokens cannot be linked"
                            : "  NOT gone for good: a copy is in " + answer.path("copies"));
        }
        return proven ? 0 : 2;
    }
}
