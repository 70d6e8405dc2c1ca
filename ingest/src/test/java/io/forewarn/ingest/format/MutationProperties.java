package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Damaged logs: nothing throws, and every line is in a record or counted. */
class MutationProperties {
    @Property(tries = 1500)
    void everyLineOfADamagedLogIsAccountedFor(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int damage) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            LogFormat f = LogFormats.all().get(random.nextInt(LogFormats.all().size()));
            lines.add(f.examples().get(random.nextInt(f.examples().size())));
            if (random.nextInt(4) == 0) {
                lines.add("\tat com.acme.Shop.charge(Shop.java:42)");
            }
        }
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < damage; i++) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        }
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
        assertThat(r.counts().bytes()).isIn((long) text.length, 0L);
    }
}
