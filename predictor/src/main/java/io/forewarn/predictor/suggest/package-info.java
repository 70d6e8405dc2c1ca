/**
 * What to do about an error. In: an issue, a failed operation or a warning; out: suggestions ranked by how well they fit
 * and how often they worked, each with the evidence it rests on. Start at {@link
 * io.forewarn.predictor.suggest.Suggester}; {@link io.forewarn.predictor.suggest.SuggestionSources} lists where
 * suggestions come from.
 */
@NullMarked
package io.forewarn.predictor.suggest;

import org.jspecify.annotations.NullMarked;
