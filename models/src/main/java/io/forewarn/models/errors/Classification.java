package io.forewarn.models.errors;

/**
 * An answer.
 *
 * @param errorClass id of one of {@link ErrorClasses}
 * @param confidence calibrated probability that it is right, 0 to 1
 * @param transience {@code yes no sometimes unknown}
 * @param because the pattern or the words it rests on
 */
public record Classification(String errorClass, double confidence, String transience, String because) {}
