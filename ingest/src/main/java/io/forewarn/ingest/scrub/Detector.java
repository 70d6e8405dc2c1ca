package io.forewarn.ingest.scrub;

import java.util.List;

/** Looks for one sort of secret or personal datum; {@link Detectors} lists them. Immutable. */
public interface Detector {
    /** Name under which it is counted and switched off, e.g. {@code email}; lower-case words with hyphens. */
    String id();

    /** False where it works only if a user asks for it, because it is often wrong. */
    default boolean byDefault() {
        return true;
    }

    /** What its tokens say, e.g. {@code email} in {@code <email:7f3k2qab>}. */
    String kind();

    /** Texts in which it must find something; the contract test runs them. */
    List<String> positives();

    /** Texts that must stay as they are. */
    List<String> negatives();
}
