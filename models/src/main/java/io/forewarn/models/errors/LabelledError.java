package io.forewarn.models.errors;

/**
 * An error whose class is known: what training learns from.
 *
 * @param system what wrote it; folds are cut between systems, so that a figure says how well new systems fare
 */
public record LabelledError(ErrorText error, String label, String system) {}
