package io.forewarn.models.errors;

/**
 * One kind of error.
 *
 * @param id e.g. {@code timeout}
 * @param transience does trying again later, unchanged, have a fair chance: {@code yes no sometimes unknown}
 */
public record ErrorClass(String id, String transience) {}
