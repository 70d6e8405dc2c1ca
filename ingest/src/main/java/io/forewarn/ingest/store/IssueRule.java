package io.forewarn.ingest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person, or the change to a new version of grouping, said about where events of an issue belong.
 *
 * @param id by which it is undone
 * @param kind {@code merge}: events of {@code issueId} belong to {@code target}; {@code split}: they are told apart by
 *     {@code field}, or those whose {@code field} is {@code value} leave; {@code version}: as merge, made where a newer
 *     grouping names an issue anew that an older one already knew
 * @param issueId as grouping alone would name it
 * @param target issue for merge and version, else null
 * @param field {@code component environment release logger host exception_type message}, for a split
 * @param value scrubbed; null: each value of the field is an issue of its own
 */
public record IssueRule(
        String id,
        String kind,
        String issueId,
        @Nullable String target,
        @Nullable String field,
        @Nullable String value,
        Instant at) {}
