package io.forewarn.predictor.suggest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fix, or one precaution, that holds for many systems.
 *
 * @param id unique; success is counted by it
 * @param errorClass the class of errors it is for
 * @param when narrows it down; null: for the whole class
 * @param title imperative, one line
 * @param steps two to five
 * @param check how to see that it worked; empty where the steps say so
 * @param handling {@code retry backoff fix-then-retry rollback escalate}
 * @param risk of doing it: {@code low medium high}
 * @param references names of documentation
 * @param prevent true for a precaution before an operation
 * @param warning what to say before the operation; null unless {@code prevent}
 * @param attributes names under which callers give the number that a precaution concerns; empty where none
 */
public record CatalogEntry(
        String id,
        String errorClass,
        @Nullable When when,
        String title,
        List<String> steps,
        String check,
        String handling,
        String risk,
        List<String> references,
        boolean prevent,
        @Nullable String warning,
        List<String> attributes) {
    public CatalogEntry {
        steps = List.copyOf(steps);
        references = List.copyOf(references);
        attributes = List.copyOf(attributes);
    }

    /**
     * Conditions of which one must hold.
     *
     * @param containsAny lower-case text of which one must occur
     * @param exceptionTypes simple or full names of which one must be the exception's
     * @param kinds kinds of operations
     */
    public record When(List<String> containsAny, List<String> exceptionTypes, List<String> kinds) {
        public When {
            containsAny = List.copyOf(containsAny);
            exceptionTypes = List.copyOf(exceptionTypes);
            kinds = List.copyOf(kinds);
        }
    }
}
