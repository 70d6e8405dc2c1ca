package io.forewarn.cli;

import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process that has a home open until it is killed. */
final class HoldHome {
    private HoldHome() {}

    public static void main(String[] args) throws InterruptedException {
        Home home = new Home(Path.of(args[0]));
        try (Workbench bench =
                Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), Clock.systemUTC())) {
            System.out.println("open");
            Thread.sleep(60_000);
            bench.store().checkpoint();
        }
    }
}
