package io.forewarn.predictor.suggest;

import io.forewarn.ingest.store.Store;
import io.forewarn.predictor.grouping.ErrorClasses;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where suggestions come from, in the order in which equals are shown. Adding one is one class and one line here. */
public final class SuggestionSources {
    private SuggestionSources() {}

    /**
     * All sources.
     *
     * @param llm empty: no language model is asked and nothing leaves this machine
     * @param scrub takes secrets and personal data out of a text; applied to whatever a language model says
     */
    public static List<SuggestionSource> all(
            Store store,
            ErrorClasses classes,
            Catalog catalog,
            Optional<LlmSettings> llm,
            UnaryOperator<String> scrub) {
        return Stream.concat(
                        Stream.of(new HistorySource(store, classes), new CatalogSource(catalog)),
                        llm.map(settings -> new LlmSource(settings, scrub)).stream())
                .toList();
    }
}
