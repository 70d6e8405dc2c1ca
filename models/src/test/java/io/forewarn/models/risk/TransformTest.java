package io.forewarn.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forewarn.features.FeatureRow;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TransformTest {
    private static final String GIVEN = "attribute.lines";

    /** Values from e^-7 to e^3 times a factor, evenly spread in their logarithm, and some zeros. */
    private static Transform.Column column(String name, double factor, DoubleUnaryOperator change) {
        SplittableRandom random = new SplittableRandom(3);
        List<FeatureRow> rows = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> i % 20 == 0 ? 0 : factor * Math.exp(10 * random.nextDouble() - 7))
                .map(x -> FeatureRow.of(Map.of(name, change.applyAsDouble(x))))
                .toList();
        return Transform.fit(rows).columns().get(0);
    }

    @Test
    void theSmallSharesOfASkewedColumnAreToldApartAsItsLargeOnesAre() {
        Transform.Column shares = column(GIVEN, 0.01, x -> x);

        double small = shares.apply(0.001) - shares.apply(0.0001);
        double large = shares.apply(0.1) - shares.apply(0.01);

        assertThat(shares.unit()).isBetween(1e-5, 1e-4);
        assertThat(small).isGreaterThan(0.6 * large);
    }

    @Test
    void countsHaveOneAsTheirUnit() {
        Transform.Column lines = column(GIVEN, 100, x -> Math.rint(x));

        assertThat(lines.unit()).isEqualTo(1);
        assertThat(lines.apply(30) - lines.apply(0)).isEqualTo(Math.log1p(30) / lines.scale(), within(1e-9));
    }

    @Test
    void whatIsNotSkewedOrNotWideStaysAsItIs() {
        assertThat(column(GIVEN, 1, x -> Math.log(x + 1e-9)).unit()).isZero();
        assertThat(column(GIVEN, 1, x -> 3 + Math.min(1, x)).unit()).isZero();
    }

    @Test
    void aColumnOfTheHistoryKeepsTheUnitItHas() {
        assertThat(column("since_last", 0.01, x -> x).unit()).isZero();
        assertThat(column("since_last", 100, x -> x).unit()).isEqualTo(1);
    }

    @Test
    void aSkewedColumnWithNegativeValuesKeepsItsUnit() {
        assertThat(column(GIVEN, 100, x -> x - 1).unit()).isEqualTo(1);
    }
}
