package io.forewarn.ingest.store;

import java.time.Instant;

/**
 * Events of one span of time.
 *
 * @param at where the span begins
 * @param key value of the dimension asked for; empty where the events have none
 * @param n events of any severity
 * @param errors of them, at ERROR or worse or in an issue
 * @param fatal of them, at FATAL
 */
public record RatePoint(Instant at, String key, long n, long errors, long fatal) {}
