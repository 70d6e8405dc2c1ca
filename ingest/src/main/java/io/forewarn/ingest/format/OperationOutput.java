package io.forewarn.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * What an operation printed, as written, before scrubbing.
 *
 * @param exitStatus null where not stated
 */
public record OperationOutput(String operationId, @Nullable Integer exitStatus, String output) {}
