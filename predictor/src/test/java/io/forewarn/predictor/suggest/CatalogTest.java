package io.forewarn.predictor.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.predictor.grouping.ErrorClasses;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final Catalog bundled = Catalog.bundled();

    private static Problem problem(String errorClass, double confidence, @Nullable String exception, String text) {
        return new Problem(
                "i",
                null,
                null,
                "ledger",
                "schema-migration",
                exception,
                text,
                new ErrorClasses.Label(errorClass, confidence, "no", ""),
                null,
                Instant.EPOCH);
    }

    @Test
    void hasAFixForEachOfTheTwentyClassesAndPrecautions() {
        assertThat(bundled.entries()).hasSizeGreaterThan(90);
        assertThat(bundled.entries().stream().map(CatalogEntry::errorClass).collect(Collectors.toSet()))
                .hasSize(20);
        assertThat(bundled.precautions()).hasSizeGreaterThan(5).allMatch(entry -> entry.warning() != null);
        assertThat(bundled.find("prevent-disk").orElseThrow().attributes()).contains("free_disk_mb");
    }

    @Test
    void ranksWordsOverKindOverGeneralAdvice() {
        Catalog catalog = Catalog.read("""
                entries:
                  - {id: general, class: conflict, when: null, title: Look, steps: [look]}
                  - {id: words, class: conflict, when: {contains_any: [Deadlock]}, title: Retry, steps: [retry]}
                  - {id: kind, class: conflict, when: {kind: [schema-migration]}, title: Wait, steps: [wait]}
                  - {id: thrown, class: conflict, when: {exception_type: [LockException]}, title: Free, steps: [free]}
                  - {id: prevented, class: conflict, prevent: true, warning: w, when: null, title: P, steps: [p]}
                """);
        CatalogSource source = new CatalogSource(catalog);
        assertThat(source.propose(problem("conflict", 0.9, "acme.LockException", "a deadlock")).stream()
                        .sorted((a, b) -> Double.compare(b.fit(), a.fit()))
                        .map(SuggestionSource.Proposal::key))
                .containsExactly("words", "thrown", "kind", "general");
        assertThat(source.propose(problem("network", 0.9, null, "a deadlock")))
                .singleElement()
                .satisfies(proposal -> assertThat(proposal.fit()).isLessThan(0.2));
        assertThat(source.propose(problem("network", 0.9, null, "reset by peer")))
                .isEmpty();
    }

    @Test
    void refusesAnIncompleteEntryByName() {
        refused("- {class: x}", "a catalog entry without id needs an id");
        refused("- {id: a, class: x, title: t}", "catalog entry a needs steps");
        refused("- {id: a, class: x, steps: [s]}", "catalog entry a needs a title");
        refused("- {id: a, title: t, steps: [s]}", "catalog entry a needs a class");
        refused("- {id: a, class: x, title: t, steps: [s], colour: red}", "catalog entry a has an unknown key colour");
        refused("- {id: a, class: x, title: t, steps: [s], risk: huge}", "catalog entry a has an unknown risk huge");
        refused(
                "- {id: a, class: x, title: t, steps: s, handling: pray}",
                "catalog entry a has an unknown handling pray");
        refused(
                "- {id: a, class: x, title: t, steps: [s], when: {moon: 1}}",
                "catalog entry a has an unknown condition moon");
        refused(
                "- {id: a, class: x, title: t, steps: [s], prevent: true}",
                "catalog entry a prevents, so it needs a warning");
        refused(
                "[{id: a, class: x, title: t, steps: [s]}, {id: a, class: x, title: t, steps: [s]}]",
                "catalog entry a is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalog.read("a: [b"))
                .withMessageStartingWith("the catalog is not YAML");
    }

    private static void refused(String yaml, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalog.read(yaml))
                .withMessage(message);
    }
}
