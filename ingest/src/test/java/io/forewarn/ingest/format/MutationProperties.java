package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * Damaged logs: nothing throws, and every line is in a record or counted as rejected. A thousand inputs as a rule; more
 * with {@code mvn -pl ingest test -Dtest=MutationProperties -Djqwik.tries.default=100000}.
 */
class MutationProperties {
    private static final List<String> LINES = lines();
    private static final String[] INSERTS = {
        "\u0000",
        "\r",
        "\u001B[31m",
        "\uFEFF",
        "{",
        "[",
        "\"",
        "<testsuite",
        "  ",
        "\t",
        "=",
        "%",
        "2023-05-04T10:11:12Z ",
        "\n"
    };

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void everyLineOfADamagedLogIsAccountedFor(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int damage) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        int from = random.nextInt(LINES.size());
        for (int i = 0; i < 30; i++) {
            // some from one place, so that formats go on for a while, some from anywhere
            int at = random.nextInt(3) == 0 ? random.nextInt(LINES.size()) : (from + i) % LINES.size();
            lines.add(changed(LINES.get(at), random, damage));
            if (random.nextInt(4) == 0) {
                lines.add("\tat com.acme.Shop.charge(Shop.java:42)");
            }
        }
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < damage; i++) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        }
        check(text);
    }

    private static String changed(String line, Random random, int damage) {
        if (damage == 0 || line.isEmpty() || random.nextInt(3) > 0) {
            return line;
        }
        int at = random.nextInt(line.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> line.substring(0, at);
            case 1 -> line.substring(at);
            case 2 -> line.substring(0, at) + INSERTS[random.nextInt(INSERTS.length)] + line.substring(at);
            default -> line.substring(0, at) + line;
        };
    }

    private static void check(byte[] text) {
        Reading r = Reading.of(text, ReadOptions.defaults().withCaps(5, 1024, 1024));
        boolean[] seen = new boolean[(int) r.counts().lines() + 1];
        for (RawRecord x : r.records()) {
            assertThat(x.firstLine()).isBetween(1L, x.lastLine());
            for (long l = x.firstLine(); l <= x.lastLine(); l++) {
                seen[(int) l] = true;
            }
        }
        long unseen = 0;
        for (int l = 1; l < seen.length; l++) {
            unseen += seen[l] ? 0 : 1;
        }
        assertThat(unseen).isLessThanOrEqualTo(r.counts().rejectedLines());
        assertThat(r.counts().bytes()).isIn((long) text.length, (long) text.length - 3, 0L);
        assertThat(r.counts().records()).isEqualTo(r.records().size());
    }

    /** Lines of all formats, as their programs write them. */
    static List<String> lines() {
        List<String> all = new ArrayList<>();
        LogFormats.all().forEach(f -> all.addAll(f.examples()));
        for (String file : List.of("samples-servers.txt", "samples-programs.txt", "samples-tests.txt")) {
            try (InputStream in = MutationProperties.class.getResourceAsStream(file)) {
                assertThat(in).as(file).isNotNull();
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith(">> ") && !line.startsWith("@@ "))
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}
