package io.forewarn.predictor.grouping;

/**
 * What one run of the {@link IssueGrouper} did.
 *
 * @param events error events attached to issues
 * @param opened issues seen for the first time
 * @param grown issues that were there before and got more events
 * @param regressed of those, how many had been resolved
 */
public record GroupingSummary(long events, int opened, int grown, int regressed) {}
