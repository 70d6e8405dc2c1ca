package io.forewarn.ingest.scrub;

/**
 * What scrubbed texts have in common that differ in nothing but digits and codes of pseudonyms: they have the same one,
 * for as long as it is remembered. Says nothing of the text itself; compared by identity.
 */
public final class Likeness {
    /** There are at most so many at a time, in as many places. */
    public static final int PLACES = KnownTexts.PLACES;

    private final int place;

    Likeness(int place) {
        this.place = place;
    }

    /** A number below {@link #PLACES} that no other has while it is remembered. */
    public int place() {
        return place;
    }
}
