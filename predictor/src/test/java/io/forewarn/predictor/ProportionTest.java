package io.forewarn.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

    @Test
    void givesWilsonsInterval() {
        Proportion seven = new Proportion(7, 10);
        assertThat(seven.rate()).isEqualTo(0.7);
        assertThat(seven.low()).isCloseTo(0.3968, within(1e-4));
        assertThat(seven.high()).isCloseTo(0.8922, within(1e-4));
        assertThat(new Proportion(0, 5).low()).isZero();
        assertThat(new Proportion(5, 5).high()).isEqualTo(1);
    }

    @Test
    void admitsToKnowNothing() {
        Proportion nothing = new Proportion(0, 0);
        assertThat(nothing.rate()).isZero();
        assertThat(nothing.low()).isZero();
        assertThat(nothing.high()).isEqualTo(1);
        assertThat(nothing.posterior(0.4, 4)).isEqualTo(0.4);
        assertThat(new Proportion(4, 4).posterior(0.4, 4)).isEqualTo(0.7);
    }

    @Test
    void refusesMoreHitsThanTries() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(2, 1));
    }
}
