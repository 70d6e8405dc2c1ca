package io.forewarn.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityTableTest {

    @Test
    void keepsEveryEntityWhileItGrows() {
        EntityTable table = new EntityTable(1, 1, 1 << 20);
        for (int i = 1; i <= 10_000; i++) {
            table.real(table.add(Key.of("e", Integer.toString(i))), 0, i);
        }

        assertThat(table.size()).isEqualTo(10_000);
        for (int i = 1; i <= 10_000; i++) {
            assertThat(table.real(table.find(Key.of("e", Integer.toString(i))), 0))
                    .isEqualTo(i);
        }
        assertThat(table.find(Key.of("e", "0"))).isEqualTo(-1);
    }

    @Test
    void forgetsTheHalfTouchedLongestAgoWhenFull() {
        EntityTable table = new EntityTable(1, 1, 100);
        for (int i = 1; i <= 101; i++) {
            table.number(table.add(Key.of(Integer.toString(i))), 0, i);
        }

        assertThat(table.size()).isBetween(49, 51);
        assertThat(table.find(Key.of("1"))).isEqualTo(-1);
        assertThat(table.find(Key.of("100"))).isNotEqualTo(-1);
        assertThat(table.find(Key.of("101"))).isNotEqualTo(-1);
    }

    @Test
    void keysTellPartsApart() {
        assertThat(Key.of("ab", "c")).isNotEqualTo(Key.of("a", "bc"));
        assertThat(Key.pair(1, 2)).isNotEqualTo(Key.pair(2, 1));
    }
}
