package io.forewarn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeaturesTest {
    private static final History HISTORY = io.forewarn.features.Stream.replay(io.forewarn.features.Stream.of(300, 9));

    static {
        HISTORY.logs((component, at) -> new LogWindow(9, 3, 40, 5, 8, 1, 0.5, 7, 1, 2));
    }

    private static final FeatureRow ROW =
            HISTORY.row(io.forewarn.features.Stream.next(io.forewarn.features.Stream.of(300, 9)));

    static Stream<Feature> all() {
        return Features.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFeatureIsDescribedAndPresentInARowThatHasEverything(Feature feature) {
        assertThat(feature.unit()).isNotBlank();
        assertThat(feature.description()).isNotBlank();
        int open = feature.name().indexOf('<');
        String prefix = open < 0 ? feature.name() : feature.name().substring(0, open);
        assertThat(ROW.present().entrySet()).anySatisfy(column -> {
            assertThat(column.getKey()).startsWith(prefix);
            assertThat(column.getValue()).isFinite();
        });
    }

    @Test
    void everyColumnBelongsToOneFeature() {
        assertThat(Features.all()).extracting(Feature::name).doesNotHaveDuplicates();
        assertThat(ROW.present().keySet())
                .allSatisfy(column -> assertThat(Features.of(column)).isNotNull());
        assertThat(Features.of("deviation.rows").name()).isEqualTo("deviation.<attribute>");
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Features.of("nonsense")).hasMessageContaining("nonsense");
    }

    @Test
    void aRowSaysNothingOfColumnsItDoesNotHave() {
        assertThat(ROW.value("nonsense")).isNaN();
        assertThat(ROW.value(100_000)).isNaN();
        assertThat(ROW.columns().size()).isEqualTo(ROW.columns().names().size());
    }
}
