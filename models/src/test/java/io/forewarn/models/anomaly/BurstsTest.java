package io.forewarn.models.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BurstsTest {
    private static final Instant MONDAY = Instant.parse("2026-02-02T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(MONDAY, ZoneOffset.UTC);
    private static final int DAY = 1440;

    /** A few errors now and then, as a service has them. */
    private static int[] sparse(int days, long seed) {
        Random random = new Random(seed);
        int[] counts = new int[days * DAY];
        for (int i = 0; i < days * 6; i++) {
            counts[random.nextInt(counts.length)] = 1 + random.nextInt(2);
        }
        return counts;
    }

    private static int[] busyByDay(int days, int day, int night) {
        int[] counts = new int[days * DAY];
        for (int t = 0; t < counts.length; t++) {
            int hour = (t / 60) % 24;
            counts[t] = hour >= 8 && hour < 18 ? day : night;
        }
        return counts;
    }

    @Test
    void seesABurstInItsFirstMinuteAndSaysHowUnusualItIs() {
        int[] counts = sparse(20, 1);
        int start = 18 * DAY + 700;
        for (int t = start; t < start + 5; t++) {
            counts[t] = 12;
        }

        List<Burst> bursts = RobustBursts.DEFAULT.bursts(MinuteCounts.of(MONDAY, counts));

        assertThat(bursts).hasSize(1);
        assertThat(bursts.get(0).from()).isEqualTo(MONDAY.plusSeconds(60L * start));
        assertThat(bursts.get(0).count()).isEqualTo(60);
        assertThat(bursts.get(0).expected()).isBetween(0.5, 3.0);
        assertThat(bursts.get(0).score()).isPositive();
    }

    @Test
    void takesTheRushOfEveryWorkingHourForUsual() {
        assertThat(RobustBursts.DEFAULT.bursts(MinuteCounts.of(MONDAY, busyByDay(35, 60, 2))).stream()
                        .filter(b -> b.from().isAfter(MONDAY.plusSeconds(86_400 * 28L))))
                .isEmpty();
    }

    @Test
    void seesAtNightWhatWouldBeUsualByDay() {
        int[] counts = busyByDay(35, 60, 2);
        int night = 33 * DAY + 2 * 60;
        for (int t = night; t < night + 5; t++) {
            counts[t] = 60;
        }
        assertThat(RobustBursts.DEFAULT.bursts(MinuteCounts.of(MONDAY, counts)))
                .extracting(Burst::from)
                .contains(MONDAY.plusSeconds(60L * night));
    }

    @Test
    void knowsNothingOfTheFuture() {
        int[] counts = sparse(20, 2);
        double[] before = RobustBursts.DEFAULT.scores(MinuteCounts.of(MONDAY, counts));
        int[] later = counts.clone();
        for (int t = 15 * DAY; t < later.length; t++) {
            later[t] = 500;
        }
        double[] after = RobustBursts.DEFAULT.scores(MinuteCounts.of(MONDAY, later));
        for (int t = 0; t < 15 * DAY; t++) {
            assertThat(after[t]).isEqualTo(before[t]);
        }
    }

    @Test
    void getsUsedToWhatLasts() {
        int[] counts = sparse(30, 3);
        for (int t = 10 * DAY; t < counts.length; t++) {
            counts[t] = 30;
        }
        assertThat(RobustBursts.DEFAULT.bursts(MinuteCounts.of(MONDAY, counts)).stream()
                        .filter(b -> b.from().isAfter(MONDAY.plusSeconds(86_400 * 20L))))
                .isEmpty();
    }

    @Test
    void bothWaysReachTheAimsWhereTheRuleOfThreeSigmaCriesWolf() {
        List<MinuteCounts> series = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            series.add(MinuteCounts.of(MONDAY, sparse(40, 10 + i)));
        }
        SvmBursts svm = new SvmTrainer(7, CLOCK).train(series);
        List<BurstTrial.Score> scores = BurstTrial.of(
                series, List.of(RobustBursts.DEFAULT, svm, new ThreeSigma()), List.of(11L, 12L), b -> false);

        for (BurstTrial.Score score : scores.subList(0, 2)) {
            assertThat(score.bursts()).isGreaterThan(40);
            assertThat(score.recall()).as(score.detector()).isGreaterThanOrEqualTo(0.9);
            assertThat(score.precision()).as(score.detector()).isGreaterThanOrEqualTo(0.8);
            assertThat(score.falseADay()).as(score.detector()).isLessThanOrEqualTo(1);
        }
        assertThat(scores.get(2).falseADay()).isGreaterThan(scores.get(0).falseADay());
        assertThat(BurstTrial.better(scores).f1())
                .isEqualTo(Math.max(scores.get(0).f1(), scores.get(1).f1()));
    }

    @Test
    void readsTheModelBackAsItWas(@TempDir Path folder) throws Exception {
        MinuteCounts counts = MinuteCounts.of(MONDAY, sparse(30, 5));
        SvmBursts svm = new SvmTrainer(7, CLOCK).train(List.of(counts));
        SeededBursts seeded = SeededBursts.into(counts, 14 * DAY, 0.5, 9);

        svm.save(folder);
        SvmBursts back = SvmBursts.load(folder);

        assertThat(back.scores(seeded.counts())).isEqualTo(svm.scores(seeded.counts()));
        assertThat(svm.bursts(seeded.counts())).isNotEmpty();
    }

    @Test
    void trainsOnlyOnEnough() {
        assertThatThrownBy(() -> new SvmTrainer(7, CLOCK).train(List.of(MinuteCounts.of(MONDAY, new int[30 * DAY]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only 0 minutes");
    }

    @Test
    void countsWhatIsKnownToBeRealApart() {
        int[] counts = sparse(30, 6);
        for (int t = 20 * DAY; t < 20 * DAY + 4; t++) {
            counts[t] = 40;
        }
        BurstTrial.Score score = BurstTrial.of(
                        List.of(MinuteCounts.of(MONDAY, counts)), List.of(RobustBursts.DEFAULT), List.of(1L), b -> b.count() > 150)
                .get(0);
        assertThat(score.real()).isEqualTo(1);
        assertThat(score.precisionWithReal()).isGreaterThan(score.precision());
    }
}
