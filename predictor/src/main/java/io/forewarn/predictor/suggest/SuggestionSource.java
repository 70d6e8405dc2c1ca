package io.forewarn.predictor.suggest;

import io.forewarn.predictor.Proportion;
import java.util.List;

/** Where suggestions come from. */
public interface SuggestionSource {

    /** {@code catalog history llm}: stored with each suggestion. */
    String name();

    /**
     * The rate of success to expect of a suggestion of this source that fits perfectly and that nobody has tried, 0 to 1.
     */
    double prior();

    /** What this source has for a problem, in no order; empty where nothing fits. A source that fails answers nothing. */
    List<Proposal> propose(Problem problem);

    /**
     * A suggestion before it is ranked.
     *
     * @param recorded successes among tries that the source itself knows of; feedback is added to it
     */
    record Proposal(
            String key,
            String title,
            List<String> steps,
            String check,
            List<Suggestion.Citation> evidence,
            double fit,
            Proportion recorded) {
        public Proposal {
            steps = List.copyOf(steps);
            evidence = List.copyOf(evidence);
        }
    }
}
