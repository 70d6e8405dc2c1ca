package io.forewarn.ingest;

import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.store.ImportRow;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;

/** Adds up the sources of one import. */
final class Tally {
    private static final Pattern PACKED = Pattern.compile("!/|\\.(gz|tgz|zst|bz2|xz|zip|tar)$");

    private final Instant began;
    private final long total;
    private int files;
    private int skipped;
    private int failed;
    private long bytes;
    private long lines;
    private long records;
    private long stored;
    private long derived;
    private final TreeMap<String, Long> rejected = new TreeMap<>();
    private final TreeMap<String, Long> redactions = new TreeMap<>();
    private final List<Rejected> first = new ArrayList<>();
    private final TreeSet<String> leftOut = new TreeSet<>();

    Tally(Instant began) {
        this(began, -1);
    }

    /** @param total bytes of content to come, or -1 where nobody knows */
    Tally(Instant began, long total) {
        this.began = began;
        this.total = total;
    }

    /** Bytes of content in all sources; -1 where one is compressed or a stream. */
    static long size(List<Source> sources) {
        long sum = 0;
        for (Source source : sources) {
            if (source.size() < 0 || PACKED.matcher(source.name()).find()) {
                return -1;
            }
            sum += source.size();
        }
        return sum;
    }

    void skipped() {
        skipped++;
    }

    /** Operations that the logs told of and nobody knew. */
    void derived(long operations) {
        derived += operations;
    }

    /** A source that could not even be opened. */
    void unreadable(String name, IOException why) {
        String reason = reason(why);
        files++;
        failed++;
        rejected.merge(reason, 1L, Long::sum);
        if (first.size() < ImportRow.MAX_REJECTS) {
            first.add(new Rejected(reason, name));
        }
    }

    private static String reason(IOException why) {
        if (why instanceof AccessDeniedException) {
            return "no permission to read it";
        }
        if (why instanceof NoSuchFileException) {
            return "file is gone";
        }
        if (why instanceof UnsupportedZipFeatureException zip) {
            return zip.getFeature() == UnsupportedZipFeatureException.Feature.ENCRYPTION
                    ? "protected by a password"
                    : "compressed by a method that is not known here";
        }
        return "file could not be opened; it is damaged or cut short";
    }

    void leftOut(List<String> columns) {
        leftOut.addAll(columns);
    }

    /** One source is through; {@code before} is where it stood when this run took it up. */
    void add(ImportRow before, ImportRow row) {
        files++;
        failed += row.status().equals("failed") ? 1 : 0;
        boolean grown = before.status().equals("done");
        bytes += row.bytes() - (grown ? before.bytes() : 0);
        lines += row.lines() - (grown ? before.lines() : 0);
        records += row.records() - before.records();
        stored += row.stored() - before.stored();
        row.rejectedByReason().forEach((reason, n) -> {
            long more = n - (grown ? before.rejectedByReason().getOrDefault(reason, 0L) : 0);
            if (more > 0) {
                rejected.merge(reason, more, Long::sum);
            }
        });
        row.redactions()
                .forEach((detector, n) ->
                        redactions.merge(detector, n - before.redactions().getOrDefault(detector, 0L), Long::sum));
        for (Rejected r : row.firstRejects()) {
            if (first.size() < ImportRow.MAX_REJECTS) {
                first.add(new Rejected(r.reason(), row.source() + ": " + r.place()));
            }
        }
    }

    Progress.State state(String source, int file, int of, ImportRow row) {
        return new Progress.State(
                source,
                file,
                of,
                bytes + row.bytes(),
                total,
                lines + row.lines(),
                records + row.records(),
                sum(rejected) + sum(row.rejectedByReason()));
    }

    ImportSummary summary(long templates, Instant ended) {
        double seconds = Duration.between(began, ended).toMillis() / 1000.0;
        return new ImportSummary(
                files,
                skipped,
                failed,
                bytes,
                lines,
                records,
                stored,
                rejected,
                first,
                redactions,
                List.copyOf(leftOut),
                templates,
                derived,
                seconds);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
