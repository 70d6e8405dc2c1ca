package io.forewarn.ingest;

import io.forewarn.ingest.event.Rejected;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import did, for people. Every input line is in {@code records} (as part of one) or in {@code rejected}.
 *
 * @param files sources read
 * @param skipped sources not read again because exactly their content was imported before
 * @param failed sources that broke off while being read, such as a damaged archive; what came before is stored
 * @param bytes of content (decompressed) read
 * @param lines physical lines read
 * @param records records found
 * @param stored records kept: all that could be scrubbed, or for tables the ids that are new
 * @param rejected lines or rows refused, by reason
 * @param firstRejects the first places, at most 20, as {@code file: line 7}
 * @param redactions values replaced, by detector
 * @param leftOut columns not taken, because they are known only afterwards
 * @param templates templates known after the import, of all imports
 * @param operations that the logs told of, by the rules in force, and nobody knew
 * @param seconds it took
 */
public record ImportSummary(
        int files,
        int skipped,
        int failed,
        long bytes,
        long lines,
        long records,
        long stored,
        Map<String, Long> rejected,
        List<Rejected> firstRejects,
        Map<String, Long> redactions,
        List<String> leftOut,
        long templates,
        long operations,
        double seconds) {
    public ImportSummary {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        firstRejects = List.copyOf(firstRejects);
        redactions = Collections.unmodifiableMap(new TreeMap<>(redactions));
        leftOut = List.copyOf(leftOut);
    }

    /** All lines or rows refused. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
