package io.forewarn.ingest;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an import of a repository did.
 *
 * @param skipped true where exactly these commits were imported before: nothing was read
 * @param commits looked at
 * @param operations commits that are operations
 * @param stored those that are new
 * @param failed those found faulty by a later revert or fix
 * @param leftOut commits that are no operations, by reason
 * @param shallow true where history is cut off: faults mended by lines older than the cut blame nobody
 * @param forgotten versions of files whose line origins were dropped for want of room
 * @param redactions values replaced, by detector
 * @param seconds it took
 */
public record GitSummary(
        boolean skipped,
        long commits,
        long operations,
        long stored,
        long failed,
        Map<String, Long> leftOut,
        boolean shallow,
        long forgotten,
        Map<String, Long> redactions,
        double seconds) {
    public GitSummary {
        leftOut = java.util.Collections.unmodifiableMap(new TreeMap<>(leftOut));
        redactions = java.util.Collections.unmodifiableMap(new TreeMap<>(redactions));
    }
}
