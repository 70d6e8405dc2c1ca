package io.forewarn.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SortedTest {
    @Test
    void findsTheFirstOfEqualNumbers() {
        int[] sorted = {1, 3, 3, 3, 8};
        assertThat(Sorted.first(0, 5, i -> sorted[i] >= 3)).isEqualTo(1);
        assertThat(Sorted.first(2, 5, i -> sorted[i] >= 3)).isEqualTo(2);
        assertThat(Sorted.first(0, 5, i -> sorted[i] > 3)).isEqualTo(4);
    }

    @Test
    void givesTheEndWhereNoneIsMeant() {
        int[] sorted = {1, 3, 3};
        assertThat(Sorted.first(0, 3, i -> sorted[i] >= 4)).isEqualTo(3);
        assertThat(Sorted.first(2, 2, i -> true)).isEqualTo(2);
    }
}
