package io.forewarn.ingest.event;

import org.jspecify.annotations.Nullable;

/**
 * One frame of a stack trace, as written by the language's runtime.
 *
 * @param module package, class or module that holds the function, e.g. {@code com.acme.Billing}
 * @param function method or function name
 * @param file file name or path as written; paths below a home are scrubbed
 * @param line line number from 1, or null if unknown
 * @param inApp true where the frame belongs to the application and not to a library or the runtime
 */
public record StackFrame(
        @Nullable String module,
        @Nullable String function,
        @Nullable String file,
        @Nullable Integer line,
        boolean inApp) {}
