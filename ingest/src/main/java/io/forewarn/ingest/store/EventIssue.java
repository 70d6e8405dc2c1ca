package io.forewarn.ingest.store;

/** That an event (import id and ordinal) belongs to an issue. */
public record EventIssue(long importId, long ordinal, String issueId) {}
