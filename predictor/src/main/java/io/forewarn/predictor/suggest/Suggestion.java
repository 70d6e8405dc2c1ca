package io.forewarn.predictor.suggest;

import io.forewarn.predictor.Proportion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to try.
 *
 * @param id stable for the same problem, source and key, so that asking again adds nothing
 * @param source {@code catalog history llm}
 * @param key what success is counted by: a catalog entry, a repair, a hash of the model's words
 * @param errorClass of the problem
 * @param title one line
 * @param steps in order
 * @param check how to see that it worked; empty where nobody says
 * @param evidence what it rests on
 * @param fit how well it matches the problem, 0 to 1, as the source sees it
 * @param success how often it worked when tried, as far as is known; n is 0 where nobody has
 * @param confidence fit times the expected rate of success; what suggestions are ranked by
 * @param standing the measured success in words, always with n
 */
public record Suggestion(
        String id,
        String source,
        String key,
        String errorClass,
        String component,
        String title,
        List<String> steps,
        String check,
        List<Citation> evidence,
        double fit,
        Proportion success,
        double confidence,
        String standing) {
    public Suggestion {
        steps = List.copyOf(steps);
        evidence = List.copyOf(evidence);
    }

    /**
     * Something a suggestion rests on.
     *
     * @param kind {@code catalog repair operation llm}
     * @param ref id of the entry, repair or operation, or the model's name
     * @param at when it happened; null for what has no time
     * @param text in words
     */
    public record Citation(
            String kind, String ref, @Nullable Instant at, String text) {}
}
