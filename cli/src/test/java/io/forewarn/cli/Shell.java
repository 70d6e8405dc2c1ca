package io.forewarn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Runs commands in this process on one home, and writes what they read. */
record Shell(Path folder) {

    /** What a command printed and how it ended. */
    record Answer(int code, String out, String err) {
        JsonNode json() {
            return Json.parse(out);
        }

        List<String> lines() {
            return out.lines().toList();
        }

        List<JsonNode> rows() {
            return out.lines().map(Json::parse).toList();
        }
    }

    Path home() {
        return folder.resolve("home");
    }

    /** The command with {@code --home} of this shell. */
    Answer run(String... args) {
        return with("", args);
    }

    /** The same with something on standard input. */
    Answer with(String input, String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        int end = words.indexOf("--");
        words.addAll(end < 0 ? words.size() : end, List.of("--home", home().toString()));
        return bare(input, false, words.toArray(String[]::new));
    }

    /** The command just as given. */
    static Answer bare(String input, boolean interactive, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int code = Main.run(new Terminal(in, new PrintWriter(out), new PrintWriter(err), interactive), args);
        return new Answer(code, out.toString(), err.toString());
    }

    String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Operations as CSV: loads of the ledger fail where the disk is nearly full, deploys hardly ever. */
    String operations(int n) {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder rows = new StringBuilder("id,kind,component,actor,at,outcome,finished_at,free_disk_mb\n");
        for (int i = 0; i < n; i++) {
            boolean load = random.nextInt(2) == 0;
            int disk = random.nextInt(5, 100);
            boolean failed = random.nextDouble() < (load && disk < 40 ? 0.95 : 0.03);
            Instant at = Instant.parse("2026-05-01T00:00:00Z").plusSeconds(5400L * i);
            rows.append(String.format(
                    Locale.ROOT,
                    "op-%04d,%s,%s,actor-%d,%s,%s,%s,%d%n",
                    i,
                    load ? "bulk-load" : "deploy",
                    load ? "ledger" : "billing",
                    random.nextInt(3),
                    at,
                    failed ? "failed" : "succeeded",
                    at.plusSeconds(60),
                    disk));
        }
        return write("operations.csv", rows.toString());
    }

    /** A Java log with a stack trace and a password. */
    String log() {
        return write("ledger.log", """
                2026-05-01 10:00:00,125 INFO  [main] com.acme.ledger.Loader - connecting with password=hunter2-Zebra-77
                2026-05-01 10:00:01,250 ERROR [main] com.acme.ledger.Loader - load 17 failed
                java.io.IOException: No space left on device
                \tat com.acme.ledger.Loader.write(Loader.java:42)
                \tat com.acme.ledger.Loader.run(Loader.java:17)
                2026-05-01 10:00:02,500 ERROR [main] com.acme.ledger.Loader - load 18 failed
                java.io.IOException: No space left on device
                \tat com.acme.ledger.Loader.write(Loader.java:42)
                \tat com.acme.ledger.Loader.run(Loader.java:17)
                """);
    }
}
