package io.forewarn.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.forewarn.server.home.Home;
import io.forewarn.server.home.ServerFile;
import io.forewarn.server.wire.Json;
import io.forewarn.server.work.Workbench;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How fast {@code POST /predict} is with a long history: {@code PredictLoad FOLDER OPERATIONS SECONDS CONNECTIONS}. Makes
 * a home below the folder (once), trains on the first 20,000 operations, starts a server in a process of its own with a
 * heap of 900 MB, and asks it over as many connections as told, each answered before the next is asked.
 */
final class PredictLoad {
    private static final Instant END = Instant.parse("2026-06-01T12:00:00Z");

    private PredictLoad() {}

    /** What was measured. */
    record Figures(int asked, int failed, double perSecond, double medianMs, double p99Ms, double worstMs, double cpuMs) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%,d questions, %d not answered; %,.0f/s; median %.1f ms, p99 %.1f ms, worst %.1f ms; %.2f ms of the server's CPU each",
                    asked,
                    failed,
                    perSecond,
                    medianMs,
                    p99Ms,
                    worstMs,
                    cpuMs);
        }
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        System.out.println(
                run(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]))
                        .text());
    }

    static Figures run(Path folder, int operations, int seconds, int connections) throws Exception {
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("home"))) {
            long began = System.nanoTime();
            fill(folder, operations);
            note("filled in " + (System.nanoTime() - began) / 1_000_000_000 + " s");
        }
        long began = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx900m", "-XX:+UseSerialGC"));
        command.addAll(List.of(System.getProperty("forewarn.load.java", "").split(" ")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ServerProcess.class.getName(), folder.toString()));
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("http://")) {
                line = out.readLine();
            }
            note("server ready in " + (System.nanoTime() - began) / 1_000_000 + " ms");
            String url = ServerFile.read(new Home(folder.resolve("home")).serverFile())
                    .orElseThrow()
                    .url();
            note("warm-up: " + ask(server, url, Math.max(5, seconds / 2), connections).text());
            return ask(server, url, seconds, connections);
        } finally {
            server.destroy();
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void note(String words) {
        System.out.println(words);
    }

    private static void fill(Path folder, int operations) throws IOException {
        int first = Math.min(20_000, operations);
        Path early = write(folder.resolve("early.jsonl"), operations - first, operations, operations);
        try (Workbench bench = Team.open(folder)) {
            bench.imports().operations(early, Map.of());
            bench.learning().train(List.of("risk"));
            if (operations > first) {
                bench.imports()
                        .operations(write(folder.resolve("rest.jsonl"), 0, operations - first, operations), Map.of());
            }
        }
    }

    private static Path write(Path file, int from, int to, int of) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = from; i < to; i++) {
                SplittableRandom random = new SplittableRandom(i);
                Instant at = END.minusSeconds(60L * (of - i));
                double risk = random.nextInt(10) == 0 ? 0.5 : 0.08;
                out.write("{\"id\":\"op-" + i + "\",\"at\":\"" + at + "\",\"finished_at\":\"" + at.plusSeconds(50)
                        + "\",\"outcome\":\"" + (random.nextDouble() < risk ? "failed" : "succeeded") + "\","
                        + question(random).substring(1) + "\n");
            }
        }
        return file;
    }

    private static String question(SplittableRandom random) {
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"kind-%d\",\"component\":\"component-%d\",\"environment\":\"production\",\"actor\":\"actor-%d\","
                        + "\"attributes\":{\"changed_lines\":%d,\"free_disk_mb\":%d,\"online\":%b,\"region\":\"region-%d\","
                        + "\"title\":\"raise the limit of pool %d\"}}",
                random.nextInt(6),
                random.nextInt(40),
                random.nextInt(60),
                random.nextInt(2000),
                random.nextInt(9000),
                random.nextBoolean(),
                random.nextInt(4),
                random.nextInt(30));
    }

    private static Figures ask(Process server, String url, int seconds, int connections) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Duration before = cpu(server);
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                SplittableRandom random = new SplittableRandom(7_000_000L + c + seconds);
                Callable<List<Long>> asker = () -> asker(url, random, end);
                running.add(pool.submit(asker));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                all.addAll(each.get());
            }
            long[] took =
                    all.stream().filter(t -> t > 0).mapToLong(t -> t).sorted().toArray();
            return new Figures(
                    all.size(),
                    all.size() - took.length,
                    (double) took.length / seconds,
                    at(took, 0.5),
                    at(took, 0.99),
                    at(took, 1),
                    cpu(server).minus(before).toNanos() / 1e6 / Math.max(1, all.size()));
        } finally {
            pool.shutdownNow();
        }
    }

    private static Duration cpu(Process server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    private static List<Long> asker(String url, SplittableRandom random, long end) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Long> took = new ArrayList<>();
        while (System.nanoTime() < end) {
            HttpRequest question = HttpRequest.newBuilder(URI.create(url + "/predict"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(question(random)))
                    .build();
            long began = System.nanoTime();
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            long ended = System.nanoTime();
            JsonNode json = Json.parse(answer.body());
            boolean good = answer.statusCode() == 200
                    && !json.path("abstained").asBoolean(true)
                    && !json.path("prediction_id").asText().isEmpty();
            took.add(good ? ended - began : -1);
        }
        return took;
    }
}
