package io.forewarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.server.api.Route;
import io.forewarn.server.api.Routes;
import io.forewarn.server.home.Setting;
import io.forewarn.server.home.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The reference pages are made from the code: {@code mvn -pl cli -am test -Dforewarn.docs=write} writes them anew. */
final class ReferenceTest {
    private static final Path DOCS = Path.of("..", "docs", "reference");

    @Test
    void theReferenceOfCommandsSaysWhatTheCommandsSay() throws IOException {
        StringBuilder page = new StringBuilder("# Commands\n\n")
                .append(
                        "Every command takes `--json` and `--home DIR`. Exit codes: 0 fine; 2 wrong usage or bad input (one line: what,")
                .append(
                        " where, how to mend); 1 a fault of ours; `predict` and `guard` 3 for verdict fail. `guard` otherwise ends with")
                .append(
                        " the exit status of the command it ran.\n\nWhile a server runs on the same home, commands go through it.\n");
        Terminal quiet = new Terminal(
                System.in, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
        CommandLine line = new CommandLine(ForewarnCommand.class, new Commands(quiet));
        for (CommandLine command : new LinkedHashSet<>(line.getSubcommands().values())) {
            describe(command, page);
            for (CommandLine sub : new LinkedHashSet<>(command.getSubcommands().values())) {
                describe(sub, page);
            }
        }
        check("commands.md", page.toString());
    }

    private static void describe(CommandLine command, StringBuilder page) {
        command.setUsageHelpWidth(100);
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).strip())
                .append("\n```\n");
    }

    @Test
    void theReferenceOfTheApiListsEveryRoute() throws IOException {
        StringBuilder page = new StringBuilder("# HTTP API\n\n")
                .append(
                        "JSON in, JSON out, names in snake_case, times ISO-8601 in UTC. Problems are `application/problem+json`: 400 bad")
                .append(
                        " request, 404 not found, 409 home or port in use, 413 over 20 MB, 500 a fault of ours. `GET /healthz` says")
                .append(
                        " whether the server is up. Log lines are sent as a stream of bytes to `POST /api/v1/imports/content`.\n\n")
                .append("| method | path | |\n|---|---|---|\n");
        for (Route route : Routes.all()) {
            page.append("| ")
                    .append(route.method())
                    .append(" | `")
                    .append(route.path())
                    .append("` | ")
                    .append(route.summary())
                    .append(" |\n");
        }
        check("api.md", page.toString());
    }

    @Test
    void theReferenceOfTheConfigurationListsEveryKey() throws IOException {
        StringBuilder page = new StringBuilder("# Configuration\n\n")
                .append(
                        "Flags over `FOREWARN_*` environment over `forewarn.yaml` in the home folder over defaults. An unknown key or a")
                .append(" bad value is refused by name. `FOREWARN_HOME` names the home folder (default `~/.forewarn`);")
                .append(
                        " `FOREWARN_JAVA_OPTS` adds options of the JVM.\n\n| key | variable | default | |\n|---|---|---|---|\n");
        for (Setting s : Settings.all()) {
            page.append("| `")
                    .append(s.key())
                    .append("` | `")
                    .append(s.variable())
                    .append("` | ")
                    .append(s.fallback().isEmpty() ? "none" : "`" + s.fallback() + "`")
                    .append(" | ")
                    .append(s.about())
                    .append(" |\n");
        }
        page.append(
                        "\nThe `policy` section has a shape of its own: `moderate`, `warn`, `fail`, each a probability or `{odds: 2, floor: 0.1}`")
                .append(
                        " relative to the base rate; `unsure`: `pass`, `warn` or `fail` where the model abstains; and `rules`, a list")
                .append(
                        " with `kind`, `environment`, `component` and any of the above. The first rule that fits decides.\n");
        check("configuration.md", page.toString());
    }

    private static void check(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("forewarn.docs"))) {
            Files.createDirectories(DOCS);
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file))
                .as("docs/reference/%s is out of date; mvn -pl cli -am test -Dforewarn.docs=write makes it anew", name)
                .isEqualTo(page);
    }
}
