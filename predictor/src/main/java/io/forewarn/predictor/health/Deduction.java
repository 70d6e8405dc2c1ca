package io.forewarn.predictor.health;

/**
 * Points taken off, why, and what to do about it.
 *
 * @param kind {@code error_budget burn_rate error_rate crashes failed_operations regressions bursts open_warnings}
 * @param points above 0
 * @param text what was found, with its sample size
 * @param recommendation what to do
 */
public record Deduction(String kind, int points, String text, String recommendation) {}
