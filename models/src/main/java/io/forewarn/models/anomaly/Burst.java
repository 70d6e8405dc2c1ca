package io.forewarn.models.anomaly;

import java.time.Instant;

/**
 * A span in which something happened far more often than usual.
 *
 * @param from begin of the first such minute
 * @param until end of the last
 * @param count how often in the span
 * @param expected how often a usual busy minute has it
 * @param score how far beyond the usual, in robust standard deviations at its peak; for the model in units of its own
 */
public record Burst(Instant from, Instant until, long count, double expected, double score) {}
