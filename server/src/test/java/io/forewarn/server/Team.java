package io.forewarn.server;

import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The files of a made-up team: loads of the ledger fail where the disk is nearly full, deploys hardly ever. */
public final class Team {
    /** The day on which the tests play. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    /** What must never be stored or shown. */
    public static final List<String> SECRETS = List.of(
            "hunter2-Zebra-77", "maria.lopez@example.org", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "wren.baker");

    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private Team() {}

    /** Opens a home below a folder. */
    public static Workbench open(Path folder) {
        Home home = new Home(folder.resolve("home"));
        return Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), CLOCK);
    }

    /** A clock of which the test says what it shows. */
    public static Clock clock(Supplier<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    /** Operations as JSON Lines, an hour and a half apart. */
    public static Path operations(Path folder, int n) {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < n; i++) {
            boolean load = random.nextInt(2) == 0;
            int disk = random.nextInt(5, 100);
            boolean failed = random.nextDouble() < (load && disk < 40 ? 0.9 : 0.04);
            Instant at = START.plusSeconds(5400L * i);
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"op-%04d\",\"kind\":\"%s\",\"component\":\"%s\",\"environment\":\"production\","
                            + "\"actor\":\"wren.baker\",\"at\":\"%s\",\"outcome\":\"%s\",\"finished_at\":\"%s\","
                            + "\"attributes\":{\"free_disk_mb\":%d,\"batch_rows\":%d}}%n",
                    i,
                    load ? "bulk-load" : "deploy",
                    load ? "ledger" : "billing",
                    at,
                    failed ? "failed" : "succeeded",
                    at.plusSeconds(60),
                    disk,
                    random.nextInt(100, 9000)));
        }
        return write(folder, "operations.jsonl", lines.toString());
    }

    /** A fix log: what was done after the failures of the ledger. */
    public static Path repairs(Path folder, List<String> failedOperations) {
        StringBuilder lines = new StringBuilder();
        int n = 0;
        for (String id : failedOperations) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"fix-%d\",\"at\":\"%s\",\"component\":\"ledger\",\"operation_id\":\"%s\","
                            + "\"actor\":\"wren.baker\",\"action\":\"Grew the volume of the ledger.\",\"worked\":%s}%n",
                    n,
                    START.plusSeconds(86_400L * 25 + n),
                    id,
                    n % 4 != 3));
            n++;
        }
        return write(folder, "repairs.jsonl", lines.toString());
    }

    /** What failed operations printed. */
    public static Path outputs(Path folder, List<String> failedOperations) {
        StringBuilder lines = new StringBuilder();
        for (String id : failedOperations) {
            lines.append("{\"operation_id\":\"" + id + "\",\"exit_status\":1,\"output\":\"password=" + SECRETS.get(0)
                    + "\\nERROR: could not extend file base/16384/2619: No space left on device\"}\n");
        }
        return write(folder, "outputs.jsonl", lines.toString());
    }

    /** A Java log with stack traces, and secrets planted in it. */
    public static Path logs(Path folder) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append(String.format(
                    Locale.ROOT, """
                    2026-05-%02d 10:00:00,125 INFO  [main] com.acme.ledger.Loader - login of %s with password=%s
                    2026-05-%02d 10:00:01,250 ERROR [main] com.acme.ledger.Loader - load %d failed, token %s
                    java.io.IOException: No space left on device
                    \tat com.acme.ledger.Loader.write(Loader.java:42)
                    \tat com.acme.ledger.Loader.run(Loader.java:17)
                    2026-05-%02d 10:00:09,000 ERROR [main] com.acme.billing.Client - connection to db-1:5432 refused
                    """, i + 1, SECRETS.get(1), SECRETS.get(0), i + 1, i, SECRETS.get(2), i + 1));
        }
        return write(folder, "ledger.log", lines.toString());
    }

    public static Path write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
