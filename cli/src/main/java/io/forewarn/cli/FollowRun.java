package io.forewarn.cli;

import io.forewarn.ingest.format.Sources;
import io.forewarn.server.api.HttpGateway;
import io.forewarn.server.home.Home;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.work.Following;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code forewarn import --follow}: stores what is written to logs until a signal ends it. */
final class FollowRun {
    private static final long PAUSE_MILLIS = 500;
    private static final long FAREWELL_SECONDS = 30;

    private final Common common;
    private final Terminal terminal;

    FollowRun(Common common, Terminal terminal) {
        this.common = common;
        this.terminal = terminal;
    }

    /**
     * Runs until the process is told to end; then stores what is whole and closes the database.
     *
     * @throws IllegalArgumentException for standard input, or where a server runs on the home
     */
    int run(List<String> paths, @Nullable String format, @Nullable String component) throws IOException {
        if (paths.contains("-")) {
            throw new IllegalArgumentException(
                    "--follow needs files or folders; standard input is read to its end anyway");
        }
        Home home = common.home().ensure();
        if (ServerFile.read(home.serverFile()).filter(HttpGateway::answers).isPresent()) {
            throw new IllegalArgumentException(
                    "a server runs on this home and has its database open, so --follow cannot"
                            + " write to it; stop the server first, or follow with another --home");
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> await(stop, done), "follow-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Workbench bench = common.workbench(home, Map.of());
                Following following =
                        new Following(bench, paths.stream().map(GivenPath::of).toList(), format, component)) {
            for (String path : paths) {
                for (Path closed : Sources.closed(GivenPath.of(path))) {
                    terminal.note("forewarn: no permission to read " + closed + "; it is left out until there is");
                }
                if (!Files.exists(Path.of(path))) {
                    terminal.note("forewarn: " + path + " does not exist yet; waiting for it");
                }
            }
            long total = follow(following, stop);
            terminal.say("stored " + Words.count(total) + " records; run it again to go on from here");
            terminal.out().flush();
        } finally {
            done.countDown();
        }
        return 0;
    }

    private long follow(Following following, CountDownLatch stop) throws IOException {
        long total = 0;
        boolean told = false;
        boolean ends = false;
        while (!ends) {
            int stored = following.poll();
            total += stored;
            if (!told || stored > 0) {
                terminal.note("forewarn: following " + following.files() + " files, stored " + Words.count(total)
                        + " records");
                told = true;
            }
            ends = waited(stop);
        }
        return total + following.finish();
    }

    /** True where it is time to end. */
    private static boolean waited(CountDownLatch stop) {
        try {
            return stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void await(CountDownLatch stop, CountDownLatch done) {
        stop.countDown();
        try {
            if (!done.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
