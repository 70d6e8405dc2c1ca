package io.forewarn.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownHeadersTest {
    private static final int OFTEN = 12;

    /** One lane of two that read the same lines; only one is shown their shapes. */
    private static final class Reader {
        final Clues clues = new Clues(ZoneId.of("Europe/Berlin"), Reading.FILE_DATE);
        final Lane lane;

        Reader(Set<String> common) {
            clues.moments.firstYear(2004);
            lane = new Lane(LogFormats.all(), clues, common, false);
        }

        /** All that is made of the line. */
        String read(String line, @Nullable FoldedLine folded) {
            Draft d = lane.head(line, folded);
            if (d == null) {
                return "nothing";
            }
            String open = d.head.substring(d.messageStart)
                    + d.size()
                    + d.state
                    + d.structured
                    + d.joins
                    + d.weak
                    + d.closed
                    + d.fresh
                    + d.joinKey;
            return open + Finishing.first(d) + Finishing.others(d);
        }
    }

    private final Reader known = new Reader(new HashSet<>());
    private final Reader ordinary = new Reader(new HashSet<>());
    private int remembered;

    private static @Nullable FoldedLine folded(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        FoldedLine folded = new FoldedLine();
        return folded.of(Arrays.copyOf(bytes, bytes.length + 8), 0, bytes.length) ? folded : null;
    }

    private void check(String line) {
        if (Text.isBlank(line)) {
            return;
        }
        FoldedLine folded = folded(line);
        remembered += known.lane.knows(folded) ? 1 : 0;
        assertThat(known.read(line, folded)).as(line).isEqualTo(ordinary.read(line, null));
    }

    private static String varied(String line, Random random, int oneOf) {
        StringBuilder b = new StringBuilder(line);
        for (int i = 0; i < b.length(); i++) {
            if (Text.isDigit(b.charAt(i)) && random.nextInt(oneOf) == 0) {
                b.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return b.toString();
    }

    private static String damaged(String line, Random random) {
        if (line.isEmpty()) {
            return line;
        }
        int at = random.nextInt(line.length());
        int other = random.nextInt(line.length());
        StringBuilder b = new StringBuilder(line);
        switch (random.nextInt(4)) {
            case 0 -> b.setCharAt(at, line.charAt(other));
            case 1 -> b.deleteCharAt(at);
            case 2 -> b.insert(at, line.charAt(other));
            default -> b.setCharAt(at, (char) (' ' + random.nextInt(95)));
        }
        return b.toString();
    }

    /** Lines that start with the same shape and then have other digits, and now and then another character. */
    private void checkOften(String line, Random random) {
        for (int i = 0; i < OFTEN; i++) {
            check(line);
        }
        for (int i = 0; i < 40; i++) {
            String other = varied(line, random, 1 + random.nextInt(12));
            check(random.nextInt(8) == 0 ? damaged(other, random) : other);
        }
    }

    @Test
    void readsLinesOfAKnownShapeAsTheFormatsDo() {
        Random random = new Random(11);
        int all = 0;
        int quick = 0;
        for (String line : MutationProperties.lines()) {
            if (!Text.isBlank(line)) {
                KnownHeadersTest lanes = new KnownHeadersTest();
                lanes.checkOften(line, random);
                all++;
                quick += lanes.remembered > 10 ? 1 : 0;
            }
        }
        assertThat(quick * 3).isGreaterThan(all);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void readsLinesOfSomeKnownShapesAmongOthersAsTheFormatsDo(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> lines = MutationProperties.lines();
        KnownHeadersTest lanes = new KnownHeadersTest();
        for (int i = 0; i < 4; i++) {
            String line = lines.get(random.nextInt(lines.size()));
            lanes.checkOften(random.nextInt(3) == 0 ? damaged(line, random) : line, random);
        }
    }

    @Test
    void remembersTheHeadersOfMostPrograms() {
        List<String> lines = List.of(
                "2015-10-18 18:01:47,978 INFO [main] org.example.app.Master: Created master 7 for application 12",
                "17/06/09 20:10:40 INFO executor.Backend: Registered signal handlers for [TERM, HUP, INT]",
                "03-17 16:13:38.811  1702  2395 D WindowManager: opening 77 of 78",
                "Nov  3 09:23:38 veridian automount[7998]: lookup(file): lookup for foobar failed",
                "[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6",
                "192.0.2.254 - - [20/Jul/2009:22:59:26 +0000] \"GET /index.html HTTP/1.0\" 200 134 \"-\" \"probe/0.9\"");
        for (int i = 0; i < OFTEN; i++) {
            lines.forEach(this::check);
        }
        Random random = new Random(5);
        for (String line : lines) {
            int before = remembered;
            check(varied(line, random, 1));
            check(line);
            assertThat(remembered).as(line).isEqualTo(before + 2);
        }
    }

    @Test
    void doesNotRememberWhatADigitDecides() {
        List<String> lines = List.of(
                "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
                "Oct 11 22:14:15 fw : %ASA-4-106023: Deny tcp",
                "2025-08-13 01:46:12.212 UTC DEBUG2 [main] org.example.Shop: text",
                "2025-08-13 01:46:12.212 UTC [" + "worker".repeat(12) + "]     DEBUG2 [main] org.example.Shop: text",
                "[1/2/23 3:04:05:678 PST] 0000002a Shop 3 text of the trace");
        for (int i = 0; i < OFTEN; i++) {
            lines.forEach(this::check);
        }
        assertThat(remembered).isZero();
        for (char digit = '0'; digit <= '9'; digit++) {
            for (String line : lines) {
                check(line.replace('4', digit));
                check(line.replace("DEBUG2", "DEBUG" + digit));
                check(line.replace("Shop 3", "Shop " + digit));
            }
        }
    }

    @Test
    void takesProcessAndThreadFromTheirPlacesEvenWhereTheyAreTheSame() {
        String line = "03-17 16:13:38.811  1702  1702 D WindowManager: opening 1702";
        for (int i = 0; i < OFTEN; i++) {
            check(line);
        }
        RawRecord r = record("03-18 17:14:39.922  1234  5678 D WindowManager: opening 1702");
        assertThat(r.attributes()).containsEntry("process.pid", "1234").containsEntry("thread.id", "5678");
        assertThat(r.message()).isEqualTo("opening 1702");
        assertThat(r.timestamp()).hasToString("2004-03-18T16:14:39.922Z");
    }

    @Test
    void readsATimestampThatEndsElsewhereTheOrdinaryWay() {
        String line = "2023-01-01 12:00:00 UTC+0100 INFO [main] org.example.Shop: text";
        for (int i = 0; i < OFTEN; i++) {
            check(line);
        }
        check("2023-01-01 12:00:00 UTC+9100 INFO [main] org.example.Shop: text");
        check("2023-01-41 12:00:00 UTC+0100 INFO [main] org.example.Shop: text");
        assertThat(known.lane.knows(folded(line))).isTrue();
    }

    @Test
    void readsATimestampOfAnotherKindTheOrdinaryWay() {
        String line = "1683195072.500 shop.Billing text";
        for (int i = 0; i < OFTEN; i++) {
            check(line);
        }
        check("1683195072.000 shop.Billing text");
        assertThat(known.lane.knows(folded(line))).isTrue();
    }

    @Test
    void givesTheSameObjectsForWhatIsAlwaysTheSame() {
        String line = "2015-10-18 18:01:47,978 INFO [main] org.example.app.Master: Created 7";
        for (int i = 0; i < OFTEN; i++) {
            check(line);
        }
        RawRecord a = record(line);
        RawRecord b = record(line.replace('7', '8'));
        assertThat(a.logger()).isEqualTo("org.example.app.Master").isSameAs(b.logger());
        assertThat(a.attributes()).containsEntry("thread.name", "main").isSameAs(b.attributes());
    }

    @Test
    void asksAFormatThatIsMetLaterBeforeThoseBehindIt() {
        String generic = "2023-01-01 12:00:00 INFO  1234 --- [main] c.e.Application   : Slow start";
        for (int i = 0; i < OFTEN; i++) {
            check(generic);
        }
        assertThat(known.lane.knows(folded(generic))).isTrue();
        check("E/AndroidRuntime( 1702): FATAL EXCEPTION: main");
        assertThat(known.lane.knows(folded(generic))).isFalse();
        for (int i = 0; i < OFTEN; i++) {
            check(generic);
        }
        assertThat(known.lane.knows(folded(generic))).isTrue();
    }

    private RawRecord record(String line) {
        Draft d = known.lane.head(line, folded(line));
        assertThat(d).isNotNull();
        return Finishing.first(java.util.Objects.requireNonNull(d));
    }
}
