package io.forewarn.models.errors;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an error; scrubbed.
 *
 * @param text message, may span lines
 * @param frames of the innermost cause, most recent call first
 */
public record ErrorText(
        String text,
        @Nullable Severity severity,
        @Nullable String exceptionType,
        @Nullable String logger,
        List<StackFrame> frames) {
    public ErrorText {
        frames = List.copyOf(frames);
    }

    public static ErrorText of(String text) {
        return new ErrorText(text, null, null, null, List.of());
    }
}
