import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes many log lines of some: {@code java MixedLogs.java FOLDER MEGABYTES OUT}. Every {@code *.log} below the folder is
 * repeated, in blocks of 50 lines in turn, until OUT has the size. Each time round clocks go on and numbers and
 * identifiers in the text change, so that values differ while the sentences stay. Deterministic. Where OUT is
 * {@code -} the lines go to standard output; where it ends in {@code /}, each log gets a file of its own there.
 */
public final class MixedLogs {
    private static final int BLOCK = 50;
    private static final int HEADER = 24;

    private final List<List<String>> logs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: java MixedLogs.java FOLDER MEGABYTES OUT");
            System.exit(2);
        }
        new MixedLogs(Path.of(args[0])).write(Long.parseLong(args[1]) << 20, args[2]);
    }

    private MixedLogs(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(p -> p.toString().endsWith(".log")).sorted().toList();
        }
        for (Path file : files) {
            logs.add(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            names.add(file.getFileName().toString());
        }
        if (logs.isEmpty()) {
            throw new IOException(folder + ": no *.log below it");
        }
    }

    private void write(long bytes, String out) throws IOException {
        List<OutputStream> to = new ArrayList<>();
        for (String name : names) {
            if (out.endsWith("/")) {
                Files.createDirectories(Path.of(out));
                to.add(new BufferedOutputStream(Files.newOutputStream(Path.of(out, name)), 1 << 20));
            } else if (to.isEmpty()) {
                to.add(new BufferedOutputStream(out.equals("-") ? System.out : Files.newOutputStream(Path.of(out)), 1 << 20));
            } else {
                to.add(to.get(0));
            }
        }
        long written = 0;
        int[] next = new int[logs.size()];
        for (long round = 0; written < bytes; round++) {
            for (int log = 0; log < logs.size() && written < bytes; log++) {
                List<String> lines = logs.get(log);
                for (int i = 0; i < BLOCK; i++) {
                    int at = next[log]++;
                    vary(lines.get(at % lines.size()), at / lines.size(), at);
                    byte[] text = line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
                    to.get(log).write(text);
                    written += text.length;
                }
            }
        }
        for (OutputStream stream : to) {
            stream.close();
        }
    }

    /** The line as it might stand in the log {@code round} repetitions later. */
    private void vary(String text, int round, long number) {
        line.setLength(0);
        line.append(text);
        if (round == 0) {
            return;
        }
        int i = clock(text, number);
        long seed = number * 0x9E3779B97F4A7C15L;
        for (; i < text.length(); i++) {
            int end = i;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            int digits = end - i;
            for (int k = i; k < end; k++) {
                seed = mix(seed);
                boolean small = digits <= 3 && (k == i || digits == 1);
                if (!small) {
                    int most = digits == 3 ? 5 : 10;
                    line.setCharAt(k, (char) ('0' + (k == i ? 1 + (seed >>> 33) % 9 : (seed >>> 33) % most)));
                }
            }
            i = Math.max(i, end);
        }
    }

    /** Sets the first {@code hh:mm:ss} to a later time; gives where the header ends. */
    private int clock(String text, long number) {
        for (int i = 0; i + 8 <= text.length() && i < 40; i++) {
            if (text.charAt(i + 2) == ':' && text.charAt(i + 5) == ':' && digit(text, i) && digit(text, i + 6)) {
                long second = number % 86_400;
                put(i, second / 3600);
                put(i + 3, second / 60 % 60);
                put(i + 6, second % 60);
                if (i >= 3 && text.charAt(i - 1) == ' ' && digit(text, i - 2) && text.charAt(0) > '9') {
                    put(i - 3, 10 + number / 86_400 % 18);
                }
                return text.startsWith(" 20", i + 8) ? i + 13 : i + 8;
            }
        }
        return Math.min(HEADER, text.length());
    }

    private void put(int at, long value) {
        line.setCharAt(at, (char) ('0' + value / 10));
        line.setCharAt(at + 1, (char) ('0' + value % 10));
    }

    private static boolean digit(String text, int i) {
        return text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private static long mix(long z) {
        long m = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        m = (m ^ (m >>> 27)) * 0x94D049BB133111EBL;
        return m ^ (m >>> 31);
    }
}
