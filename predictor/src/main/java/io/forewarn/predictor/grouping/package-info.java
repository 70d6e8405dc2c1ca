/**
 * Which error events are one issue. In: scrubbed events and the template of their message; out: a {@link
 * io.forewarn.predictor.grouping.Fingerprint} with its reason in words, and issues in the store. Start at {@link
 * io.forewarn.predictor.grouping.Groupings}; after an import, {@link io.forewarn.predictor.grouping.IssueGrouper}.
 */
@NullMarked
package io.forewarn.predictor.grouping;

import org.jspecify.annotations.NullMarked;
