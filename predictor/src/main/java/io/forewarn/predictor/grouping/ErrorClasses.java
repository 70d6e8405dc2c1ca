package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.event.StackFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what kind of error a text is. The composition root hands in the trained classifier. */
@FunctionalInterface
public interface ErrorClasses {

    /** The class of one error; never throws for any text. */
    Label classify(Sample sample);

    /**
     * What is known of one error, scrubbed.
     *
     * @param text message, with its stack trace if there is one
     * @param frames most recent call first
     */
    record Sample(
            String text,
            @Nullable Severity severity,
            @Nullable String exceptionType,
            @Nullable String logger,
            List<StackFrame> frames) {
        public Sample {
            frames = List.copyOf(frames);
        }

        public static Sample of(Event event) {
            return new Sample(event.message(), event.severity(), event.exceptionType(), event.logger(), event.frames());
        }

        /** Free text, such as the last lines that a failed command wrote. */
        public static Sample of(String text) {
            return new Sample(text, null, null, null, List.of());
        }
    }

    /**
     * An answer.
     *
     * @param errorClass id of one of the twenty classes; {@code other} where the text does not say
     * @param confidence calibrated probability, in [0, 1]
     * @param transience whether the same thing may succeed later: {@code yes no sometimes unknown}
     * @param because what the answer rests on, in words
     */
    record Label(String errorClass, double confidence, String transience, String because) {
        /** Nothing is known. */
        public static final Label UNKNOWN = new Label("other", 0, "unknown", "no classifier is trained yet");
    }

    /** For a home without a trained classifier: every error is {@code other} with confidence 0. */
    static ErrorClasses untrained() {
        return sample -> Label.UNKNOWN;
    }
}
