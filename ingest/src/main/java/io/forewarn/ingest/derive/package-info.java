/**
 * Operations that logs speak of: scrubbed events go in, and those that say that an operation started, ended or failed
 * come out as marks, by the user's rules. The store pairs them. Start with {@link
 * io.forewarn.ingest.derive.OperationRules}.
 */
@NullMarked
package io.forewarn.ingest.derive;

import org.jspecify.annotations.NullMarked;
