package io.forewarn.predictor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.predictor.Proportion;
import org.junit.jupiter.api.Test;

class FactTest {

    @Test
    void doesNotSayAllWhereOlderOperationsWereLeftOut() {
        assertThat(Fact.usual(new Proportion(100, 400), "deploy")).isEqualTo("25 % of all 400 deploys");
        assertThat(Fact.usual(new Proportion(150, 600), "deploy")).isEqualTo("25 % of the newest 600 deploys");
    }
}
