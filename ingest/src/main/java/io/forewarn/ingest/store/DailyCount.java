package io.forewarn.ingest.store;

import java.time.LocalDate;

/** How many on one day in UTC. */
public record DailyCount(LocalDate day, long count) {}
