package io.forewarn.ingest.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A log record that says that an operation started, ended or failed, as a declared rule read it.
 *
 * @param importId of the record
 * @param ordinal of the record in its import
 * @param rule name of the rule
 * @param operation scrubbed; its id is what start and end have in common, its time that of the record; its attributes
 *     are only those of a start
 * @param timeout after which an operation that has not ended counts as failed; null for never
 */
public record OperationMark(
        long importId,
        long ordinal,
        String rule,
        Role role,
        Operation operation,
        @Nullable Duration timeout) {

    /** What the record says of the operation; of two at one time, the earlier of these comes first. */
    public enum Role {
        START,
        FAILURE,
        END
    }
}
