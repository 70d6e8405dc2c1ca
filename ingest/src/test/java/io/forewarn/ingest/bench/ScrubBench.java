package io.forewarn.ingest.bench;

import io.forewarn.ingest.scrub.Pseudonyms;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Speed of scrubbing alone, on one thread, in megabytes of input a CPU-second, beside two yardsticks in the same run: copying
 * each line, and one regular expression of a handful of personal data.
 *
 * <p>Arguments: seconds for each measurement, then folders of log files; each is read as lines of UTF-8.
 */
public final class ScrubBench {
    private static final Pattern NAIVE = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+"
            + "|\\b(?:[0-9]{1,3}\\.){3}[0-9]{1,3}\\b|(?i:password|token|secret)\\s*[=:]\\s*\\S+|/home/\\w+");

    private ScrubBench() {}

    /** Runs it and prints to standard output. */
    public static void main(String[] args) throws IOException {
        List<Path> folders = Stream.of(args).skip(1).map(Path::of).toList();
        run(Double.parseDouble(args[0]), folders, System.out);
    }

    static void run(double seconds, List<Path> folders, PrintStream out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path folder : folders) {
            lines.addAll(lines(folder));
        }
        double size = lines.stream()
                        .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L)
                        .sum()
                / 1e6;
        Scrubber scrubber = Scrubber.of(Pseudonyms.of(new byte[32], "e1"));
        Redactions counts = new Redactions();
        double copy = speed(seconds, lines, size, line -> new String(line.toCharArray()).length());
        double regex = speed(seconds, lines, size, line -> NAIVE.matcher(line).replaceAll("<x>").length());
        double scrub = speed(seconds, lines, size, line -> scrubber.scrub(line, counts).length());
        out.printf(Locale.ROOT, "%,d lines, %.1f MB%n", lines.size(), size);
        out.printf(Locale.ROOT, "copying   %8.1f MB/CPU-s%n", copy);
        out.printf(Locale.ROOT, "one regex %8.1f MB/CPU-s%n", regex);
        out.printf(Locale.ROOT, "scrubbing %8.1f MB/CPU-s, %.3f of copying, %.2f of one regex%n", scrub, scrub / copy, scrub / regex);
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.toString().endsWith(".csv")) {
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }

    /** The best of three after a warm-up: other work on the machine only ever makes it slower. */
    private static double speed(double seconds, List<String> lines, double size, ToLongFunction<String> work) {
        double best = 0;
        for (int round = 0; round < 4; round++) {
            double speed = once(seconds, lines, size, work);
            best = round > 0 ? Math.max(best, speed) : 0;
        }
        return best;
    }

    private static double once(double seconds, List<String> lines, double size, ToLongFunction<String> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        double done = 0;
        long sum = 0;
        double spent;
        do {
            for (String line : lines) {
                sum += work.applyAsLong(line);
            }
            done += size;
            spent = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        } while (spent < seconds);
        if (sum == 0) {
            throw new IllegalStateException("nothing was done");
        }
        return done / spent;
    }
}
