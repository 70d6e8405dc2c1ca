package io.forewarn.server.pages;

import io.forewarn.server.ForewarnServer;
import io.forewarn.server.home.Configuration;
import io.forewarn.server.home.Home;
import io.forewarn.server.work.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A running server over a small shop's records: enough to train on, with a secret planted in its log. */
final class Shop implements AutoCloseable {
    static final String SECRET = "ghp_9aK3xQ7mZ2bV5nT8wR1yU4sD6fG0hJkLpOiE";
    static final String PERSON = "margarethe.oelschlaeger@example.net";
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    final Workbench bench;
    final ForewarnServer server;

    private Shop(Workbench bench) throws IOException {
        this.bench = bench;
        this.server = ForewarnServer.start(bench, "127.0.0.1", 0);
    }

    static Shop empty(Path folder) throws IOException {
        Home home = new Home(folder.resolve("home"));
        Clock clock = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);
        return new Shop(Workbench.open(home, Configuration.load(home.config(), Map.of(), Map.of()), clock));
    }

    static Shop open(Path folder) throws IOException {
        Shop shop = empty(folder);
        shop.bench.imports().logs(List.of(Files.writeString(folder.resolve("shop.log"), log())), null, "checkout");
        shop.bench.imports().operations(Files.writeString(folder.resolve("ops.jsonl"), operations()), Map.of());
        shop.bench.imports().repairs(Files.writeString(folder.resolve("repairs.jsonl"), repairs()));
        shop.bench.learning().train(List.of("risk"));
        return shop;
    }

    /** Loads of the ledger fail where the disk is nearly full; deploys of the checkout fail now and then. */
    private static String operations() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 240; i++) {
            boolean load = i % 2 == 0;
            int free = (i * 37) % 100;
            boolean failed = load ? free < 30 : i % 11 == 0;
            Instant at = START.plusSeconds(i * 21_600L);
            lines.append(("{\"id\":\"op-%d\",\"kind\":\"%s\",\"component\":\"%s\",\"environment\":\"production\","
                            + "\"actor\":\"robin\",\"at\":\"%s\",\"outcome\":\"%s\",\"finished_at\":\"%s\","
                            + "\"attributes\":{\"free_disk_mb\":%d,\"batch_rows\":%d}}\n")
                    .formatted(
                            i,
                            load ? "bulk_load" : "deploy",
                            load ? "ledger-db" : "checkout",
                            at,
                            failed ? "failed" : "succeeded",
                            at.plusSeconds(60),
                            free,
                            1000 + i));
        }
        return lines.toString();
    }

    private static String log() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String at = START.plusSeconds(i * 43_200L).toString();
            lines.append(at).append(" INFO  checkout.Orders - order ").append(i).append(" taken\n");
            if (i % 3 == 0) {
                lines.append(at).append(" ERROR checkout.Disk - could not write order file: No space left on device\n");
            }
            if (i % 5 == 0) {
                lines.append(at)
                        .append(" ERROR checkout.Pay - payment of ")
                        .append(PERSON)
                        .append(" refused <b>hard</b>, token=")
                        .append(SECRET)
                        .append(": connection timed out\n");
            }
        }
        return lines.toString();
    }

    private static String repairs() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            lines.append(("{\"id\":\"fix-%d\",\"at\":\"%s\",\"component\":\"checkout\",\"operation_id\":\"op-%d\","
                            + "\"actor\":\"robin\",\"action\":\"Deleted old order files to free space on device.\",\"worked\":true}\n")
                    .formatted(i, START.plusSeconds(i * 86_400L), i * 22 + 11));
        }
        return lines.toString();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Accept", "text/html,*/*")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a form as a browser without script does. */
    HttpResponse<String> post(String path, String form, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,*/*")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The issue whose title holds a word. */
    String issue(String word) {
        return bench.reviews().issues(null, null, null, 100, 0).issues().stream()
                .filter(i -> i.title().contains(word))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Asks about a load and answers with where the prediction is shown. */
    String predict(int freeDisk) throws IOException, InterruptedException {
        return post(
                        "/predictions",
                        "kind=bulk_load&component=ledger-db&environment=production&attributes=free_disk_mb%3D"
                                + freeDisk + "%0Abatch_rows%3D1200")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
        bench.close();
    }
}
