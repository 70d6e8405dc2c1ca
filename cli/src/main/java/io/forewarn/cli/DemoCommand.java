package io.forewarn.cli;

import io.forewarn.server.api.LocalGateway;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code forewarn demo}: the whole loop on the bundled fault lab, told as a story. */
@Command(
        name = "demo",
        description =
                "The whole loop on bundled records of real failures, then the dashboard. Leaves your own home alone.")
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--no-serve", description = "End after the story instead of serving the dashboard.")
    private boolean noServe;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "An empty folder for the demo's data; else a temporary one.")
    private @Nullable Path home;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard; 7070 by default.")
    private @Nullable String port;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = data();
        Home at = new Home(home == null ? DemoHome.fresh() : DemoHome.empty(home)).ensure();
        Map<String, String> flags = new TreeMap<>();
        if (port != null) {
            flags.put("server.port", port);
        }
        Configuration configuration = Configuration.load(at.config(), Map.of(), flags);
        OwnLog.toFile(at.logs().resolve("forewarn.log"), false);
        Workbench bench = Workbench.open(at, configuration, Clock.systemUTC());
        if (noServe) {
            try (LocalGateway gateway = new LocalGateway(bench)) {
                new DemoStory(terminal, gateway, data).tell();
            }
            ending(at);
            return 0;
        }
        new DemoStory(terminal, new LocalGateway(bench), data).tell();
        ending(at);
        ServeCommand.serve(terminal, bench, configuration);
        return 0;
    }

    private void ending(Home at) {
        terminal.say("\nThe demo's data is in " + at.root() + "; delete it when you like, or look around in it:");
        terminal.say("  forewarn issues --home " + at.root());
        terminal.say("\nYour own logs next: forewarn import /var/log/YOUR-SERVICE");
        terminal.out().flush();
    }

    private static Path data() {
        String root = System.getProperty("forewarn.root", ".");
        Path data = Path.of(root, "datasets", "faultlab");
        if (!Files.exists(data.resolve("operations.jsonl.gz"))) {
            throw new IllegalArgumentException("the bundled data is missing: no "
                    + data.toAbsolutePath().normalize() + "; run forewarn from a whole clone");
        }
        return data;
    }
}
