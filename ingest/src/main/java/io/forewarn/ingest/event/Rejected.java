package io.forewarn.ingest.event;

/**
 * Input that could not be taken: a value, counted and shown, never an exception.
 *
 * @param reason short words, from a fixed small set, that never quote the input, e.g. {@code not JSON}
 * @param place where it stands, e.g. {@code line 17}
 */
public record Rejected(String reason, String place) {}
