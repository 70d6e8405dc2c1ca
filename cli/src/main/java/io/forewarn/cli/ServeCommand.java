package io.forewarn.cli;

import io.forewarn.server.ForewarnServer;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.LearnSchedule;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code forewarn serve}: API and dashboard until Ctrl-C. */
@Command(name = "serve", description = "The API and the dashboard, on 127.0.0.1:7070 unless configured otherwise.")
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Common common = new Common();

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 takes a free one.")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on.")
    private @Nullable String host;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> flags = new TreeMap<>();
        if (port != null) {
            flags.put("server.port", port);
        }
        if (host != null) {
            flags.put("server.host", host);
        }
        Home home = common.home().ensure();
        Configuration configuration = common.configuration(home, flags);
        OwnLog.toFile(home.logs().resolve("forewarn.log"), true);
        serve(terminal, Workbench.open(home, configuration, Clock.systemUTC()), configuration);
        return 0;
    }

    /** Serves until the process is told to stop, then closes server and workbench in order. */
    static void serve(Terminal terminal, Workbench bench, Configuration configuration)
            throws IOException, InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ForewarnServer server;
        try {
            server = ForewarnServer.start(
                    bench, configuration.text("server.host"), configuration.integer("server.port"));
        } catch (IOException | RuntimeException e) {
            bench.close();
            throw e;
        }
        ScheduledExecutorService daily = bench.housekeeping().daily();
        LearnSchedule schedule = LearnSchedule.start(bench);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            daily.shutdownNow();
                            schedule.close();
                            server.close();
                            bench.close();
                            closed.countDown();
                        },
                        "forewarn-stop"));
        terminal.say("Forewarn listens on " + server.url() + "  (Ctrl-C stops it)");
        terminal.out().flush();
        closed.await();
    }
}
