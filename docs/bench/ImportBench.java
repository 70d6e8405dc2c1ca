import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times a whole import process: {@code java ImportBench.java ROOT FILE [raw seconds]}, where ROOT is the project. Prints
 * MB/s and lines/s of wall clock, CPU seconds, the peak of resident memory and, where the raw seconds are given, the
 * ratio to DuckDB's raw load. Linux only: memory is read from {@code /proc}.
 */
public final class ImportBench {
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[1]);
        Path home = Files.createTempDirectory("forewarn-bench");
        try {
            List<String> command = new ArrayList<>(List.of(args[0] + "/forewarn", "import", file.toString(), "--json"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("FOREWARN_HOME", home.toString());
            builder.environment().merge("FOREWARN_JAVA_OPTS", "-Xmx1g", (a, b) -> a + " " + b);
            File out = home.resolve("bench.out").toFile();
            builder.redirectOutput(out).redirectError(home.resolve("bench.err").toFile());
            long begin = System.nanoTime();
            Process process = builder.start();
            Duration cpu = Duration.ZERO;
            long peak = 0;
            while (process.isAlive()) {
                cpu = process.toHandle().info().totalCpuDuration().orElse(cpu);
                peak = Math.max(peak, resident(process.pid()));
                Thread.sleep(50);
            }
            double wall = (System.nanoTime() - begin) / 1e9;
            if (process.exitValue() != 0) {
                System.err.print(Files.readString(home.resolve("bench.err")));
                System.exit(process.exitValue());
            }
            double mb = size(file) / 1e6;
            String answer = Files.readString(out.toPath());
            long lines = Long.parseLong(answer.replaceAll("(?s).*\"lines\"\\s*:\\s*([0-9]+).*", "$1"));
            say("import: %.0f MB, %,d lines in %.1f s wall: %.1f MB/s, %,.0f lines/s", mb, lines, wall, mb / wall, lines / wall);
            say("        %.1f CPU s: %.1f MB a CPU second; peak %,d MB resident", cpu.toMillis() / 1e3, mb / (cpu.toMillis() / 1e3), peak >> 10);
            if (args.length > 2) {
                double raw = Double.parseDouble(args[2]);
                say("DuckDB raw, one column: %.1f s, %.1f MB/s; ratio %.3f", raw, mb / raw, raw / wall);
            }
        } finally {
            try (Stream<Path> all = Files.walk(home)) {
                all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }

    private static long size(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.mapToLong(p -> p.toFile().isFile() ? p.toFile().length() : 0).sum();
        }
    }

    /** Kilobytes, or 0 where the process has just ended. */
    private static long resident(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return status.filter(l -> l.startsWith("VmHWM:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")))
                    .max()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
