package io.forewarn.ingest.store;

import org.jspecify.annotations.Nullable;

/**
 * What an operation itself printed, its tail.
 *
 * @param exitStatus null where unknown
 * @param output scrubbed text
 */
public record Evidence(String operationId, @Nullable Integer exitStatus, String output) {}
