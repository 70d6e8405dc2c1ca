package io.forewarn.ingest.store;

/**
 * How suggestions of one key or one source fared.
 *
 * @param name the key or the source
 * @param title of the newest suggestion of the key; the source again for sources
 * @param shown suggestions made
 * @param tried attempts reported
 * @param worked attempts that worked
 * @param failed attempts that did not
 */
public record SuccessCount(
        String name, String source, String title, long shown, long tried, long worked, long failed) {}
