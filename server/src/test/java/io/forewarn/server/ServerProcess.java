package io.forewarn.server;

import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.nio.file.Path;

/** A server in a process of its own, to be killed. */
final class ServerProcess {
    private ServerProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Workbench bench = Team.open(Path.of(args[0]));
        System.out.println(ForewarnServer.start(bench, "127.0.0.1", 0).url());
        Thread.sleep(600_000);
    }
}
