package io.forewarn.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    private static final Instant NOW = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private ModelRegistry registry() throws IOException {
        return ModelRegistry.open(folder.resolve("models"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ModelCard card(String kind) {
        return ModelCard.of(
                kind,
                "abc",
                1,
                10,
                Instant.EPOCH,
                NOW,
                Map.of("tribuo", "4.3.2"),
                Map.of("auc", new Metric(0.8, 0.7, 0.9), "ece", Metric.of(Double.NaN)),
                "for tests");
    }

    private static ModelRegistry.Entry save(ModelRegistry registry, String text) throws IOException {
        return registry.save("risk", place -> Files.writeString(place.resolve("model"), text), card("risk"));
    }

    @Test
    void keepsVersionsWithTheirCards() throws IOException {
        ModelRegistry.Entry first = save(registry(), "one");
        ModelRegistry.Entry second = save(registry(), "two");

        assertThat(registry().list("risk")).containsExactly(first.card(), second.card());
        assertThat(first.card().version()).isEqualTo("0001");
        assertThat(second.card().version()).isEqualTo("0002");
        assertThat(second.card().savedAt()).isEqualTo(NOW);
        assertThat(registry().show("risk", "0002").folder().resolve("model")).hasContent("two");
        assertThat(registry().list("classifier")).isEmpty();
    }

    @Test
    void aSavedModelIsInUseOnlyOncePromoted() throws IOException {
        save(registry(), "one");
        assertThat(registry().current("risk")).isEmpty();

        registry().promote("risk", "0001");

        assertThat(registry().current("risk").orElseThrow().card().version()).isEqualTo("0001");
    }

    @Test
    void rollsBackToTheModelThatWasInUseBefore() throws IOException {
        ModelRegistry registry = registry();
        for (String text : new String[] {"one", "two", "three"}) {
            save(registry, text);
        }
        registry.promote("risk", "0001");
        registry.promote("risk", "0003");
        registry.promote("risk", "0003");

        assertThat(registry.rollback("risk").card().version()).isEqualTo("0001");
        assertThat(registry().current("risk").orElseThrow().card().version()).isEqualTo("0001");
        assertThatThrownBy(() -> registry.rollback("risk")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWriterThatFailsLeavesNothing() throws IOException {
        ModelRegistry registry = registry();
        assertThatThrownBy(() -> registry.save(
                        "risk",
                        place -> {
                            Files.writeString(place.resolve("half"), "…");
                            throw new IOException("disk full");
                        },
                        card("risk")))
                .hasMessage("disk full");

        assertThat(registry.list("risk")).isEmpty();
        assertThat(folder.resolve("models/risk")).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        save(registry(), "one");

        assertThatThrownBy(() -> registry().promote("risk", "0009"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0001");
        assertThatThrownBy(() -> registry().list("../etc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry().save("anomaly", place -> {}, card("risk")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
