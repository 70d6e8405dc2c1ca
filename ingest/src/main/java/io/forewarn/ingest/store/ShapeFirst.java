package io.forewarn.ingest.store;

import java.time.Instant;

/** When a component first logged a line of some shape. */
public record ShapeFirst(String component, long shapeId, Instant at) {}
