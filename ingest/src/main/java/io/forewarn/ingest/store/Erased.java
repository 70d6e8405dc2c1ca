package io.forewarn.ingest.store;

/** How much was erased, or would be: rows of each kind. */
public record Erased(long events, long issues, long operations, long repairs, long predictions, long suggestions) {
    /** Nothing. */
    public static Erased nothing() {
        return new Erased(0, 0, 0, 0, 0, 0);
    }

    public long total() {
        return events + issues + operations + repairs + predictions + suggestions;
    }
}
