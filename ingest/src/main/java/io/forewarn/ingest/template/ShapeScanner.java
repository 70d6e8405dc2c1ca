package io.forewarn.ingest.template;

/**
 * Messages to shapes without learning: what workers of an import do before one miner counts in order. Remembers nothing
 * but the last message. Not for several threads.
 */
public final class ShapeScanner {
    private final Masker masker = new Masker();

    /** Masks the first line of the message; gives the hash of its shape, as {@link TemplateMiner#learn(long, String)} wants it. */
    public long scan(String message) {
        masker.mask(message);
        return masker.id();
    }

    /** Text of the shape that was scanned last. */
    public String text() {
        return masker.text();
    }
}
