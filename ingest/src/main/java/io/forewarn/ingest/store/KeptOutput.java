package io.forewarn.ingest.store;

/**
 * What an operation printed, its tail, and whether it failed.
 *
 * @param output scrubbed text
 */
public record KeptOutput(String operationId, boolean failed, String output) {}
