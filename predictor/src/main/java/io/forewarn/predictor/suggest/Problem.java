package io.forewarn.predictor.suggest;

import io.forewarn.predictor.grouping.ErrorClasses;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a suggestion is asked for; all text is scrubbed.
 *
 * @param issueId the issue, or null
 * @param predictionId the prediction whose warning it is, or null
 * @param operationId the operation that failed or is about to run, or null
 * @param component where it happens
 * @param kind kind of the operation concerned, or null
 * @param exceptionType of the error, or null
 * @param text what is known of the error: message, trace, last lines of output
 * @param label the error's class
 * @param precautionId catalog entry that a warning already named, or null
 * @param at nothing later than this is cited
 */
public record Problem(
        @Nullable String issueId,
        @Nullable String predictionId,
        @Nullable String operationId,
        String component,
        @Nullable String kind,
        @Nullable String exceptionType,
        String text,
        ErrorClasses.Label label,
        @Nullable String precautionId,
        Instant at) {

    /** What it is about: one of the three ids. */
    String subject() {
        if (issueId != null) {
            return "issue " + issueId;
        }
        return predictionId != null ? "prediction " + predictionId : "operation " + operationId;
    }
}
