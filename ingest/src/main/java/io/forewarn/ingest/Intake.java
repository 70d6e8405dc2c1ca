package io.forewarn.ingest;

import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.format.Source;
import io.forewarn.ingest.store.ImportLedger;
import io.forewarn.ingest.store.ImportRow;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One source on its way in: was it here before, whole or in part? A file is looked at first (its head, and only where
 * the ledger knows that head, all of it) and goes on where a shorter one ended; standard input can be read once only, so what it repeats is taken back at the
 * end instead.
 */
final class Intake {
    static final long NEW = -1;
    private static final String STREAM = "-";

    private final ImportLedger ledger;
    private final String kind;
    private final boolean stream;
    private final List<ImportRow> earlier;
    private final ImportRow start;
    private final List<Sieve.Before> before;
    private final String head;
    private final long grownFrom;
    private @Nullable ContentHash content;

    private Intake(
            ImportLedger ledger,
            String kind,
            boolean stream,
            List<ImportRow> earlier,
            ImportRow start,
            List<Sieve.Before> before,
            String head,
            long grownFrom) {
        this.ledger = ledger;
        this.kind = kind;
        this.stream = stream;
        this.earlier = earlier;
        this.start = start;
        this.before = List.copyOf(before);
        this.head = head;
        this.grownFrom = grownFrom;
    }

    /**
     * Looks the source up in the ledger and opens a line for it, or takes up an interrupted one.
     *
     * @param name scrubbed
     * @return null where all of it was imported before
     */
    static @Nullable Intake of(ImportLedger ledger, String kind, Source source, String name, Instant now)
            throws IOException {
        return of(ledger, kind, Window.all(), source, name, now);
    }

    /**
     * The same for the records of a window. Of content that was imported before for other windows, only what those left
     * out is still to come; an interrupted import for another window is taken back.
     *
     * @param base {@code logs operations repairs outputs}
     */
    static @Nullable Intake of(ImportLedger ledger, String base, Window window, Source source, String name, Instant now)
            throws IOException {
        String kind = window.equals(Window.all()) ? base : window.kind();
        if (source.name().equals(STREAM)) {
            List<ImportRow> earlier = ledger.list().stream()
                    .filter(r -> r.kind().equals(kind) && r.source().equals(STREAM) && maySupersede(r))
                    .toList();
            return new Intake(ledger, kind, true, earlier, ledger.begin(STREAM, kind, "", now), List.of(), "", NEW);
        }
        List<ImportRow> small = ledger.small(base, name, source.stem(), ContentHash.HEAD).stream()
                .filter(row -> source.mayHaveBeen(row.source()))
                .toList();
        ContentHash beginning = ContentHash.headOf(
                source.open(), small.stream().map(ImportRow::bytes).toList());
        String head = beginning.head();
        List<ImportRow> alike = Stream.concat(
                        ledger.alike(base, head).stream(),
                        small.stream().filter(row -> !row.headHash().equals(head) && beginning.beganAs(mark(row))))
                .sorted(Comparator.comparingLong(ImportRow::id))
                .toList();
        ImportRow taken = null;
        long grownFrom = NEW;
        List<Sieve.Before> before = new ArrayList<>();
        List<ImportRow> otherwise = new ArrayList<>();
        if (!alike.isEmpty()) {
            try (ContentHash whole = new ContentHash(
                    source.open(), alike.stream().map(ImportRow::bytes).toList())) {
                boolean readable = readable(whole);
                String hash = whole.mark().hash();
                for (ImportRow row : alike) {
                    boolean done = row.status().equals("done");
                    boolean began = row.bytes() > 0 && whole.beganAs(mark(row));
                    if (done && readable && row.contentHash().equals(hash)) {
                        before.add(new Sieve.Before(Window.ofKind(row.kind()), Long.MAX_VALUE));
                        continue;
                    }
                    boolean grown = done && began && base.equals(LogImport.KIND);
                    boolean same = !done && row.records() == 0 && row.headHash().equals(head);
                    if (grown && !(row.kind().equals(base) && kind.equals(base))) {
                        before.add(new Sieve.Before(Window.ofKind(row.kind()), row.lines()));
                    } else if ((same || (!done && began)) && !row.kind().equals(kind)) {
                        otherwise.add(row);
                    } else if ((same || grown || (!done && began)) && (taken == null || taken.bytes() < row.bytes())) {
                        taken = row;
                        grownFrom = grown ? row.lines() - (whole.withinLine(mark(row)) ? 1 : 0) : NEW;
                    }
                }
            }
        }
        if (window.within(Sieve.whole(before))) {
            return null;
        }
        otherwise.forEach(row -> ledger.discard(row.id()));
        ImportRow start = taken == null ? ledger.begin(name, kind, head, now) : taken;
        return new Intake(ledger, kind, false, List.of(), start, before, head, grownFrom);
    }

    /** An interrupted stream, or a long one: a short one may begin another stream by chance. */
    private static boolean maySupersede(ImportRow row) {
        return row.status().equals("running") || (row.status().equals("done") && row.bytes() >= ContentHash.HEAD);
    }

    /** False for a damaged archive: the import itself meets the same damage at the same place and reports it. */
    static boolean readable(ContentHash whole) {
        try {
            whole.drain();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the ledger stands: how many records to skip, and what was counted with them. */
    ImportRow start() {
        return start;
    }

    /** What of the content is wanted and not stored yet. */
    Sieve sieve() {
        return new Sieve(Window.ofKind(kind), before);
    }

    /** Complete lines that a finished import took of this content when it was shorter, or {@link #NEW}. */
    long grownFrom() {
        return grownFrom;
    }

    /** The content, hashed while it is read. */
    InputStream hashed(InputStream in) {
        ContentHash hash =
                new ContentHash(in, earlier.stream().map(ImportRow::bytes).toList());
        content = hash;
        return hash;
    }

    /** Hash of what was read so far. */
    ContentHash.Mark mark() {
        ContentHash hash = content;
        return hash == null ? new ContentHash.Mark(0, start.contentHash()) : hash.mark();
    }

    /** Reads to the end what a reader left unread (a binary file), so that the hash is of all. */
    void drain() throws IOException {
        ContentHash hash = content;
        if (hash != null && !stream) {
            hash.drain();
        }
    }

    /** The ledger's line after a batch. */
    ImportRow row(
            String status,
            @Nullable Instant finished,
            ContentHash.Mark mark,
            long lines,
            long records,
            long stored,
            Map<String, Long> rejected,
            List<Rejected> first,
            Map<String, Long> redactions) {
        ContentHash hash = content;
        String begins = stream && hash != null && finished != null ? hash.head() : head;
        return new ImportRow(
                start.id(),
                start.source(),
                mark.hash(),
                begins,
                kind,
                start.startedAt(),
                finished,
                status,
                mark.bytes(),
                lines,
                records,
                stored,
                rejected,
                first,
                redactions);
    }

    /**
     * What standard input turned out to repeat: a whole earlier import (then this one is taken back), or the beginning
     * that an interrupted or a shorter one had stored (then that one is).
     *
     * @return false where this import was taken back
     */
    boolean settle(ImportRow done) {
        List<ImportRow> alike = ledger.finished(base(), done.contentHash()).stream()
                .filter(other -> other.id() != done.id())
                .toList();
        List<Window> windows =
                alike.stream().map(row -> Window.ofKind(row.kind())).toList();
        if (Window.ofKind(kind).within(windows)) {
            ledger.discard(done.id());
            return false;
        }
        if (stream) {
            windows.forEach(w -> ledger.discard(done.id(), w.since(), w.until()));
        }
        ContentHash hash = content;
        if (hash != null) {
            List<ImportRow> superseded = new ArrayList<>(earlier);
            superseded.removeIf(row -> row.records() > 0 && !hash.beganAs(mark(row)));
            superseded.forEach(row -> ledger.discard(row.id()));
        }
        return true;
    }

    private String base() {
        int blank = kind.indexOf(' ');
        return blank < 0 ? kind : kind.substring(0, blank);
    }

    private static ContentHash.Mark mark(ImportRow row) {
        return new ContentHash.Mark(row.bytes(), row.contentHash());
    }
}
