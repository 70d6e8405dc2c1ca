/**
 * Commits as operations. In: a Git repository, bare or not; out: raw operations with change metrics, to be scrubbed, and
 * for each commit whether and when it was found faulty. Start at {@link io.forewarn.ingest.git.CommitReader}. The only
 * place that imports JGit.
 */
@NullMarked
package io.forewarn.ingest.git;

import org.jspecify.annotations.NullMarked;
