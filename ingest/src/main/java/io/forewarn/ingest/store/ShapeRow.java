package io.forewarn.ingest.store;

/**
 * One shape of messages: what templates are worked out from.
 *
 * @param count events stored with it
 */
public record ShapeRow(long id, String text, long count) {}
