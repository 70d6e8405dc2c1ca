package io.forewarn.ingest;

import io.forewarn.ingest.format.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated logs with personal data and secrets planted; the same for the same seed. */
final class SampleLogs {
    static final Instant WRITTEN = Instant.parse("2026-03-01T00:00:00Z");

    private SampleLogs() {}

    /** What must not be found in anything we write. */
    record Planted(List<String> lines, List<String> values) {}

    static Planted of(long seed, int count) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String time =
                    WRITTEN.plusMillis(i * 37L).toString().replace('T', ' ').replace("Z", "");
            String stamp = time.length() == 19 ? time + ".000" : time;
            switch (random.nextInt(6)) {
                case 0 -> {
                    String mail = "kim" + random.nextInt(1_000_000) + ".lee@example.com";
                    values.add(mail);
                    lines.add(stamp + " INFO  [main] com.acme.Login - login of " + mail + " took " + random.nextInt(900)
                            + " ms");
                }
                case 1 -> {
                    String address = "203.0.113." + random.nextInt(256);
                    values.add(address);
                    lines.add(stamp + " WARN  [main] com.acme.Http - slow answer to " + address + " on port "
                            + random.nextInt(60_000));
                }
                case 2 -> {
                    String password = "Zq" + Long.toString(random.nextLong() >>> 1, 36) + "x9";
                    values.add(password);
                    lines.add(stamp + " DEBUG [main] com.acme.Db - connecting with password=" + password);
                }
                case 3 -> {
                    lines.add(stamp + " ERROR [worker-1] com.acme.Billing - charge " + random.nextInt(10_000)
                            + " failed");
                    lines.add("java.io.IOException: disk " + random.nextInt(9) + " is full");
                    lines.add("\tat com.acme.Billing.charge(Billing.java:42)");
                    lines.add("\tat com.acme.Main.main(Main.java:7)");
                }
                default ->
                    lines.add(stamp + " INFO  [main] com.acme.Batch - row " + random.nextInt(1_000_000) + " of batch "
                            + random.nextInt(99) + " written");
            }
        }
        return new Planted(lines, values);
    }

    static Path write(Path file, List<String> lines) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source source(String name, String text) {
        return Source.of(name, text.getBytes(StandardCharsets.UTF_8), WRITTEN);
    }
}
