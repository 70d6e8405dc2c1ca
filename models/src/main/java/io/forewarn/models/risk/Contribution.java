package io.forewarn.models.risk;

/**
 * What one feature adds to a risk, exactly: the contributions and the model's constant sum to the log-odds of the risk.
 *
 * @param feature a column, described by {@code Features.of}
 * @param value as in the row, NaN where the row has none
 * @param logOdds positive where it raises the risk
 */
public record Contribution(String feature, double value, double logOdds) {}
