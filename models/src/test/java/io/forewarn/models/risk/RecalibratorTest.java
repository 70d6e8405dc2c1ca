package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecalibratorTest {

    @Test
    void correctsNothingBefore200OutcomesAndAnOffsetAfterwards() {
        Recalibrator recalibrator = new Recalibrator();
        SplittableRandom random = new SplittableRandom(1);
        Score usual = new Score(0, 0);
        for (int i = 0; i < 199; i++) {
            recalibrator.observe(usual, random.nextInt(10) == 0);
        }
        assertThat(recalibrator.risk(usual)).isEqualTo(0.5);

        for (int i = 0; i < 801; i++) {
            recalibrator.observe(usual, random.nextInt(10) == 0);
        }

        assertThat(recalibrator.risk(usual)).isBetween(0.07, 0.25);
        assertThat(recalibrator.observed()).isEqualTo(1000);
    }

    @Test
    void intervalsHoldTheShareThatCameTrue() {
        Recalibrator recalibrator = new Recalibrator();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            double odds = 4 * random.nextDouble() - 2;
            recalibrator.observe(new Score(odds, 0), random.nextDouble() < Platt.sigmoid(odds));
        }

        Interval low = recalibrator.near(new Score(-1.5, 0), 0.5);
        Interval high = recalibrator.near(new Score(1.5, 0), 0.5);

        assertThat(Platt.sigmoid(-1.5)).isBetween(low.low(), low.high());
        assertThat(Platt.sigmoid(1.5)).isBetween(high.low(), high.high());
        assertThat(low.n()).isBetween(150L, 250L);
    }

    @Test
    void theMovingAverageTakesOverFromAModelThatLostTouch() {
        SplittableRandom random = new SplittableRandom(3);
        List<Platt.Seen> seen = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double momentum = 4 * random.nextDouble() - 2;
            double failure = random.nextDouble() < Platt.sigmoid(momentum) ? 1 : 0;
            seen.add(new Platt.Seen(new Score(4 * random.nextDouble() - 2, momentum), failure, 1));
        }

        Platt platt = Platt.fit(seen, 20);

        assertThat(platt.slope()).isLessThan(0.4);
        assertThat(platt.momentum()).isBetween(0.7, 1.2);
    }

    @Test
    void anAverageThatMisleadsIsLeftOut() {
        SplittableRandom random = new SplittableRandom(4);
        List<Platt.Seen> seen = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double odds = 4 * random.nextDouble() - 2;
            double momentum = 4 * random.nextDouble() - 2;
            double failure = random.nextDouble() < Platt.sigmoid(2 * odds - momentum) ? 1 : 0;
            seen.add(new Platt.Seen(new Score(odds, momentum), failure, 1));
        }

        Platt platt = Platt.fit(seen, 20);

        assertThat(platt.momentum()).isZero();
        assertThat(platt.slope()).isGreaterThan(1.2);
    }

    @Test
    void anAverageOfOutcomesThatAreNotCertainYetIsLeftOut() {
        SplittableRandom random = new SplittableRandom(3);
        List<Platt.Seen> seen = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double momentum = 4 * random.nextDouble() - 2;
            boolean failed = random.nextDouble() < Platt.sigmoid(momentum);
            seen.add(new Platt.Seen(new Score(0, momentum), failed ? 1 : i % 4 == 0 ? 0.1 : 0, 1));
        }

        assertThat(Platt.fit(seen, 20).momentum()).isZero();
    }

    @Test
    void whatIsFoundOutLaterCountsAtTheNextCorrection() {
        boolean[] found = {false};
        Recalibrator recalibrator = new Recalibrator();
        Score usual = new Score(0, 0);
        for (int i = 0; i < 300; i++) {
            boolean late = i % 2 == 0;
            recalibrator.observe(usual, () -> late && found[0] ? 1.0 : 0.0);
        }
        double before = recalibrator.risk(usual);

        found[0] = true;
        for (int i = 0; i < 25; i++) {
            recalibrator.observe(usual, i % 2 == 0);
        }

        assertThat(before).isLessThan(0.2);
        assertThat(recalibrator.risk(usual)).isGreaterThan(0.35);
    }

    @Test
    void lateFailuresAreExpectedWhereTheRiskIs() {
        List<Platt.Seen> seen = List.of(
                new Platt.Seen(new Score(2, 0), 0.2, 1),
                new Platt.Seen(new Score(-2, 0), 0.2, 1),
                new Platt.Seen(new Score(-2, 0), 1, 1));

        List<Platt.Seen> expected = Platt.IDENTITY.expected(seen);

        assertThat(expected.get(0).failure()).isGreaterThan(0.4);
        assertThat(expected.get(1).failure()).isLessThan(0.05);
        assertThat(expected.get(2).failure()).isEqualTo(1);
    }

    @Test
    void theNearestAreThoseWhomSortingAllByDistanceFinds() {
        Recalibrator recalibrator = new Recalibrator();
        SplittableRandom random = new SplittableRandom(6);
        List<Score> scores = new ArrayList<>();
        List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            scores.add(new Score(random.nextInt(-40, 40) / 10.0, 0));
            failed.add(random.nextInt(3) == 0);
            recalibrator.observe(scores.get(i), failed.get(i));
        }
        for (double odds : new double[] {-9, -4, -0.03, 0.6, 3.9, 9}) {
            double[] distances = IntStream.range(500, 2500)
                    .mapToDouble(i -> Math.abs(scores.get(i).odds() - odds))
                    .sorted()
                    .toArray();
            int[] near = IntStream.range(500, 2500)
                    .filter(i -> Math.abs(scores.get(i).odds() - odds) <= distances[199])
                    .toArray();
            double failures = IntStream.of(near).filter(failed::get).count();

            assertThat(recalibrator.near(new Score(odds, 0), 0.5))
                    .isEqualTo(Interval.ofGroup(failures, near.length, Coverage.GROUP, recalibrator.width()));
        }
    }

    @Test
    void correctsAfterBeingReadAsItDidWhenItWasWritten() throws IOException {
        Recalibrator recalibrator = new Recalibrator();
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2210; i++) {
            recalibrator.observe(new Score(4 * random.nextDouble() - 2, random.nextDouble()), random.nextInt(4) == 0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        recalibrator.write(new DataOutputStream(bytes));
        Recalibrator read = Recalibrator.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        for (int i = 0; i < 40; i++) {
            Score score = new Score(4 * random.nextDouble() - 2, 0.5);
            assertThat(read.risk(score)).isEqualTo(recalibrator.risk(score));
            assertThat(read.near(score, 0.5)).isEqualTo(recalibrator.near(score, 0.5));
            read.observe(score, i % 3 == 0);
            recalibrator.observe(score, i % 3 == 0);
        }
        assertThat(read.observed()).isEqualTo(2250);
    }
}
