package io.forewarn.server.pages;

import io.forewarn.predictor.suggest.SuggestionReport;
import io.forewarn.server.work.Workbench;

/** Which suggestions really worked. */
public record SuggestionsView(SuggestionReport report) {
    static SuggestionsView of(Workbench bench, Asked asked) {
        return new SuggestionsView(bench.reviews().suggestions());
    }
}
