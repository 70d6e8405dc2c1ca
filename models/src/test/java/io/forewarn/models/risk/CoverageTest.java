package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final int ROUNDS = 60;

    /** Intervals of a model that believes in its rates while the truth moves away from them, over many seeds. */
    private static Coverage frozen(long seed, DoubleUnaryOperator drift) {
        Coverage coverage = new Coverage();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS * Coverage.ROUND; i++) {
            double odds = 3 * random.nextDouble() - 2.5;
            double risk = Platt.sigmoid(odds);
            boolean failed = random.nextDouble()
                    < Platt.sigmoid(odds + drift.applyAsDouble((double) i / (ROUNDS * Coverage.ROUND)));
            Interval said = coverage.interval(100 * risk, 100).around(risk);
            coverage.note(new Coverage.Told(risk, said.low(), said.high(), () -> failed ? 1 : 0));
        }
        return coverage;
    }

    private static double share(Coverage coverage) {
        return (double) coverage.held() / coverage.groups();
    }

    @Test
    void holdsNineOfTenGroupsWhateverTheDrift() {
        List<DoubleUnaryOperator> drifts = List.of(
                t -> 0,
                t -> t < 0.5 ? 0 : 1.2,
                t -> t < 0.3 ? 0 : t < 0.6 ? -1.5 : 1.5,
                t -> 1.5 * t,
                t -> Math.sin(20 * t));
        for (DoubleUnaryOperator drift : drifts) {
            double mean = IntStream.range(0, 20)
                    .mapToDouble(seed -> share(frozen(seed, drift)))
                    .average()
                    .orElseThrow();

            assertThat(mean).isGreaterThan(0.86);
        }
    }

    @Test
    void intervalsOfAModelThatIsRightStayNarrow() {
        double width = IntStream.range(0, 20)
                .mapToDouble(seed -> frozen(seed, t -> 0).width())
                .average()
                .orElseThrow();

        assertThat(width).isBetween(1.2, 2.2);
    }

    @Test
    void evenAnAdversaryMissesNoMoreThanTheBound() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < ROUNDS * Coverage.ROUND; i++) {
            Interval said = coverage.interval(20, 100);
            coverage.note(new Coverage.Told(0.2, said.low(), said.high(), () -> 1));
        }

        double missed = coverage.groups() - coverage.held();
        assertThat(coverage.groups()).isEqualTo(3 * ROUNDS);
        // three groups are judged before the width that the first of them asks for is used
        assertThat(missed)
                .isLessThanOrEqualTo(
                        Coverage.MISSED * coverage.groups() + (Coverage.MOST - Coverage.START) / Coverage.STEP + 1 + 3);
        assertThat(missed).isGreaterThan(0.05 * coverage.groups());
    }

    @Test
    void aGroupHoldsWhereItsShareLiesBetweenTheMeansOfTheEnds() {
        List<Coverage.Told> group =
                List.of(new Coverage.Told(0.1, 0.0, 0.4, () -> 0), new Coverage.Told(0.3, 0.2, 0.8, () -> 1));
        List<Coverage.Told> missed =
                List.of(new Coverage.Told(0.1, 0.0, 0.2, () -> 0), new Coverage.Told(0.3, 0.2, 0.7, () -> 1));

        assertThat(Coverage.holds(group)).isTrue();
        assertThat(Coverage.holds(missed)).isFalse();
    }

    @Test
    void groupsAreOfLikeRiskAndOfWholeRounds() {
        SplittableRandom random = new SplittableRandom(3);
        List<Coverage.Told> told = IntStream.range(0, 340)
                .mapToObj(i -> new Coverage.Told(random.nextDouble(), 0, 1, () -> 0))
                .toList();

        List<List<Coverage.Told>> groups = Coverage.groups(told);

        assertThat(groups).hasSize(6).allSatisfy(g -> assertThat(g).hasSize(Coverage.GROUP));
        assertThat(groups.get(0).get(49).risk())
                .isLessThanOrEqualTo(groups.get(1).get(0).risk());
        assertThat(groups.get(2)).isSubsetOf(told.subList(0, 150));
    }
}
