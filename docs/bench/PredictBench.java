import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks {@code POST /predict} again and again: {@code java PredictBench.java ROOT FOLDER OPERATIONS SECONDS CONNECTIONS},
 * where ROOT is the project. Trains on the newest 20,000 operations, imports the rest, and prints how long the server took
 * to be ready, then for a warm-up and for the run: answers a second, their times, and the CPU time of the server for each.
 */
public final class PredictBench {
    private final String root;
    private final Path home;

    private PredictBench(String root, Path home) {
        this.root = root;
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
        PredictBench bench = new PredictBench(args[0], folder.resolve("home"));
        if (!Files.exists(folder.resolve("filled"))) {
            bench.fill(folder, Integer.parseInt(args[2]));
            Files.createFile(folder.resolve("filled"));
        }
        bench.measure(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    }

    private Process forewarn(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(root + "/forewarn"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("FOREWARN_HOME", home.toString());
        builder.environment().merge("FOREWARN_JAVA_OPTS", "-Xmx900m", (a, b) -> a + " " + b);
        return builder.start();
    }

    private void fill(Path folder, int operations) throws Exception {
        Instant end = Instant.now();
        int first = Math.max(0, operations - 20_000);
        done(forewarn("import", "operations", write(folder.resolve("new.jsonl"), first, operations, operations, end)));
        done(forewarn("train", "risk"));
        if (first > 0) {
            done(forewarn("import", "operations", write(folder.resolve("old.jsonl"), 0, first, operations, end)));
        }
    }

    private static void done(Process process) throws InterruptedException {
        if (process.waitFor() != 0) {
            System.exit(process.exitValue());
        }
    }

    private static String write(Path file, int from, int to, int of, Instant end) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = from; i < to; i++) {
                SplittableRandom random = new SplittableRandom(i);
                Instant at = end.minusSeconds(60L * (of - i));
                double risk = random.nextInt(10) == 0 ? 0.5 : 0.08;
                out.write("{\"id\":\"op-" + i + "\",\"at\":\"" + at + "\",\"finished_at\":\"" + at.plusSeconds(50)
                        + "\",\"outcome\":\"" + (random.nextDouble() < risk ? "failed" : "succeeded") + "\","
                        + question(random).substring(1) + "\n");
            }
        }
        return file.toString();
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

    private void measure(int seconds, int connections) throws Exception {
        Path where = home.resolve("server.json");
        Files.deleteIfExists(where);
        long began = System.nanoTime();
        Process server = forewarn("serve", "--port", "0");
        try {
            while (server.isAlive() && !Files.exists(where)) {
                Thread.sleep(20);
            }
            if (!server.isAlive()) {
                System.exit(1);
            }
            say("ready in %.1f s, %.1f CPU s", (System.nanoTime() - began) / 1e9, cpu(server).toMillis() / 1e3);
            String url = Files.readString(where).replaceAll("(?s).*\"url\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            say("warm-up: %s", ask(server, url, Math.max(5, seconds / 2), connections));
            say("%s", ask(server, url, seconds, connections));
        } finally {
            server.destroy();
            if (!server.waitFor(60, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static Duration cpu(Process server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String ask(Process server, String url, int seconds, int connections) throws Exception {
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        Duration before = cpu(server);
        ExecutorService pool = Executors.newFixedThreadPool(connections);
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
        double took = (System.nanoTime() - began) / 1e9;
        pool.shutdown();
        long[] good = all.stream().filter(t -> t > 0).mapToLong(t -> t).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%,d questions, %d not answered; %,.0f/s; median %.1f ms, p99 %.1f ms, worst %.1f ms; %.2f CPU ms of the server each",
                all.size(),
                all.size() - good.length,
                good.length / took,
                at(good, 0.5),
                at(good, 0.99),
                at(good, 1),
                cpu(server).minus(before).toNanos() / 1e6 / Math.max(1, all.size()));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    private static List<Long> asker(String url, SplittableRandom random, long end) throws Exception {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Long> took = new ArrayList<>();
        while (System.nanoTime() < end) {
            HttpRequest question = HttpRequest.newBuilder(URI.create(url + "/predict"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(question(random)))
                    .build();
            long began = System.nanoTime();
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            long ended = System.nanoTime();
            boolean good = answer.statusCode() == 200
                    && answer.body().matches("(?s).*\"abstained\"\\s*:\\s*false.*")
                    && answer.body().contains("\"prediction_id\"");
            took.add(good ? ended - began : -1);
        }
        return took;
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
