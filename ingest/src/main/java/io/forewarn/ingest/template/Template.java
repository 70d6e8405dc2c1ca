package io.forewarn.ingest.template;

/**
 * Constant text with {@code <*>} and typed placeholders ({@code <num>}, {@code <ip>}, …) where messages differ.
 *
 * @param id hash of the text, so the same in every import and home
 * @param text the first line with placeholders
 * @param count messages that belong to it
 */
public record Template(long id, String text, long count) {}
