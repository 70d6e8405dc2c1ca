import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Asks {@code POST /predict} again and again: {@code java PredictBench.java ROOT FOLDER OPERATIONS SECONDS CONNECTIONS
 * RATE OUTCOME_EVERY}, where ROOT is the project. Trains on the newest 20,000 operations, imports the rest, and prints how
 * long the server took to be ready, then for a warm-up and for two runs: answers a second, their times, and the CPU time of
 * the server for each. In the first run each connection asks as soon as it is answered; in the second RATE questions are
 * due each second, and times count from when a question was due. After each OUTCOME_EVERY-th answer of a connection the
 * outcome of its operation is told; 0: none is.
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
        bench.measure(
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]),
                Integer.parseInt(args[6]));
    }

    private Process forewarn(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(root + "/forewarn"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("FOREWARN_HOME", home.toString());
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

    private void measure(int seconds, int connections, int rate, int outcomeEvery) throws Exception {
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
            URI url = URI.create(
                    Files.readString(where).replaceAll("(?s).*\"url\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
            say("warm-up: %s", ask(server, url, Math.max(5, seconds / 2), connections, 0, outcomeEvery));
            say("closed loop, each answered before the next: %s", ask(server, url, seconds, connections, 0, outcomeEvery));
            say("open loop, %d due each second: %s", rate, ask(server, url, seconds, connections, rate, outcomeEvery));
            say("most memory of the server: %s", memory(server));
        } finally {
            server.destroy();
            if (!server.waitFor(60, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static String memory(Process server) throws IOException {
        Path status = Path.of("/proc/" + server.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .map(line -> line.replaceAll("\\D+", "").replaceAll("\\d{3}$", " MB"))
                        .findFirst()
                        .orElse("not known")
                : "not known";
    }

    private static Duration cpu(Process server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Asks for a while.
     *
     * @param rate questions a second that are due whatever became of those before, whoever is free taking the next; 0: each
     *     connection asks as soon as it is answered
     * @param outcomeEvery each so many-th answer of a connection is followed by the outcome of its operation; 0: none
     */
    private static String ask(Process server, URI url, int seconds, int connections, int rate, int outcomeEvery)
            throws Exception {
        Duration before = cpu(server);
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        AtomicLong next = new AtomicLong();
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        List<Future<Asker>> running = new ArrayList<>();
        for (int c = 0; c < connections; c++) {
            Asker asker = new Asker(url, new SplittableRandom(7_000_000L + c + seconds + rate), outcomeEvery);
            LongSupplier due = rate == 0 ? System::nanoTime : () -> began + next.getAndIncrement() * 1_000_000_000L / rate;
            running.add(pool.submit(() -> asker.until(end, due)));
        }
        Times questions = new Times();
        Times outcomes = new Times();
        for (Future<Asker> each : running) {
            questions.add(each.get().questions);
            outcomes.add(each.get().outcomes);
        }
        double took = (System.nanoTime() - began) / 1e9;
        pool.shutdown();
        return String.format(
                Locale.ROOT,
                "questions %s%s; %.2f CPU ms of the server for each question",
                questions.text(took),
                outcomeEvery == 0 ? "" : "; outcomes " + outcomes.text(took),
                cpu(server).minus(before).toNanos() / 1e6 / Math.max(1, questions.all.size()));
    }

    /** Nanoseconds that answers took; negative for what was not answered well. */
    private static final class Times {
        final List<Long> all = new ArrayList<>();

        void add(Times more) {
            all.addAll(more.all);
        }

        String text(double seconds) {
            long[] good = all.stream().filter(t -> t > 0).mapToLong(t -> t).sorted().toArray();
            return String.format(
                    Locale.ROOT,
                    "%,d, %d not answered; %,.0f/s; median %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, worst %.1f ms",
                    all.size(),
                    all.size() - good.length,
                    good.length / seconds,
                    at(good, 0.5),
                    at(good, 0.9),
                    at(good, 0.99),
                    at(good, 0.999),
                    at(good, 1));
        }

        private static double at(long[] sorted, double share) {
            return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }
    }

    /** One connection, which costs the machine that it shares with the server as little as a client can. */
    private static final class Asker {
        final Times questions = new Times();
        final Times outcomes = new Times();
        private final URI url;
        private final SplittableRandom random;
        private final int outcomeEvery;

        Asker(URI url, SplittableRandom random, int outcomeEvery) {
            this.url = url;
            this.random = random;
            this.outcomeEvery = outcomeEvery;
        }

        Asker until(long end, LongSupplier due) throws IOException {
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                for (long at = due.getAsLong(); at < end; at = due.getAsLong()) {
                    for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    String answer = post(socket, in, "/predict", question(random));
                    boolean good = answer.contains("\"abstained\":false") && answer.contains("\"prediction_id\"");
                    questions.all.add(good ? System.nanoTime() - at : -1);
                    if (outcomeEvery > 0 && questions.all.size() % outcomeEvery == 0) {
                        String operation = answer.replaceAll("(?s).*?\"operation_id\":\"([^\"]+)\".*", "$1");
                        String how = random.nextInt(10) == 0 ? "failed" : "succeeded";
                        long began = System.nanoTime();
                        String told = post(
                                socket, in, "/api/v1/operations/" + operation + "/outcome", "{\"outcome\":\"" + how + "\"}");
                        outcomes.all.add(told.isEmpty() ? -1 : System.nanoTime() - began);
                    }
                }
            }
            return this;
        }

        /** The answer, empty where it is not one of success. */
        private String post(Socket socket, InputStream in, String path, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "POST " + url.getPath() + path + " HTTP/1.1\r\nHost: " + url.getHost() + ":" + url.getPort()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head.getBytes(StandardCharsets.US_ASCII));
            request.write(bytes);
            socket.getOutputStream().write(request.toByteArray());
            boolean good = line(in).startsWith("HTTP/1.1 2");
            int length = -1;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            if (length < 0) {
                throw new IOException("an answer without a length");
            }
            String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return good ? answer : "";
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
