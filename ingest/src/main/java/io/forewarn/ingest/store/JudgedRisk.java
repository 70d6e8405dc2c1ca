package io.forewarn.ingest.store;

/**
 * A prediction, and what then happened: no more than it takes to judge it.
 *
 * @param risk predicted, 0 to 1
 */
public record JudgedRisk(double risk, boolean failed) {}
