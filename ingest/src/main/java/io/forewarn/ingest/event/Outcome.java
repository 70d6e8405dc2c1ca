package io.forewarn.ingest.event;

import java.util.Locale;

/** How an operation ended; CDEvents' terms. A cancelled operation says nothing about risk and is not learned from. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Lower-case name as in every input and output: {@code succeeded failed cancelled}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an outcome as teams write it.
     *
     * @throws IllegalArgumentException where the word is none of the known ones; the message lists them
     */
    public static Outcome from(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "succeeded", "success", "successful", "passed", "pass", "ok", "completed", "done", "0" -> SUCCEEDED;
            case "failed", "failure", "fail", "error", "errored", "broken", "1" -> FAILED;
            case "cancelled", "canceled", "aborted", "skipped" -> CANCELLED;
            default ->
                throw new IllegalArgumentException(
                        "unknown outcome; use succeeded, failed or cancelled (also: success, passed, ok, failure, error, canceled, aborted)");
        };
    }
}
