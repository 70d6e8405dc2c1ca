package io.forewarn.ingest;

import io.forewarn.ingest.derive.OperationRules;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.OperationMark;
import io.forewarn.ingest.event.Rejected;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.scrub.Redactions;
import io.forewarn.ingest.scrub.Scrubber;
import io.forewarn.ingest.store.ImportLedger;
import io.forewarn.ingest.store.ImportRow;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One growing file and the ledger's line on it. After every piece the line stands as that of a finished import of the
 * bytes so far, in the same transaction as their events: a kill at any moment loses nothing and counts nothing twice.
 */
final class TailImport {
    private final Tail tail;
    private final String component;
    private final String source;
    private MessageDigest hash = ContentHash.sha256();
    private String head = "";
    private @Nullable ImportRow row;

    /** @param source scrubbed name */
    TailImport(Tail tail, String component, String source) {
        this.tail = tail;
        this.component = component;
        this.source = source;
    }

    Tail tail() {
        return tail;
    }

    /** Takes up the longest earlier import that this file begins with. */
    void takeUp(ImportLedger ledger, java.io.InputStream content) throws IOException {
        long size = tail.size();
        List<ImportRow> rows = ledger.list().stream()
                .filter(r -> r.kind().equals(LogImport.KIND) && r.bytes() > 0 && r.bytes() <= size)
                .toList();
        long longest = rows.stream().mapToLong(ImportRow::bytes).max().orElse(0);
        try (ContentHash prefix =
                new ContentHash(content, rows.stream().map(ImportRow::bytes).toList())) {
            byte[] buffer = new byte[1 << 16];
            long read = 0;
            while (read < longest) {
                int n = prefix.read(buffer, 0, (int) Math.min(buffer.length, longest - read));
                if (n < 0) {
                    break;
                }
                read += n;
            }
            for (ImportRow r : rows) {
                boolean same = prefix.beganAs(new ContentHash.Mark(r.bytes(), r.contentHash()));
                if (same && r.status().equals("done")) {
                    row = row == null || r.bytes() > row.bytes() ? r : row;
                } else if (same && r.source().equals(source)) {
                    // broken off where no record ends: it is read again from its beginning
                    ledger.discard(r.id());
                }
            }
        }
        ImportRow taken = row;
        if (taken != null) {
            tail.skipTo(taken.bytes(), taken.lines());
            head = taken.headHash();
        }
    }

    /** Hashes what an earlier run stored, so that the hash of all can go on from there. */
    void rehash(java.io.InputStream content) throws IOException {
        hash = ContentHash.sha256();
        long left = tail.offset();
        byte[] buffer = new byte[1 << 16];
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("the file shrank while it was read");
            }
            hash.update(buffer, 0, n);
            left -= n;
        }
    }

    /** Stores a piece; gives how many records of it. */
    int store(
            Tail.Piece piece,
            Scrubber scrubber,
            OperationRules rules,
            FollowTemplates templates,
            ImportLedger ledger,
            Clock clock)
            throws IOException {
        Instant now = clock.instant();
        ImportRow before = row == null ? ledger.begin(source, LogImport.KIND, "", now) : row;
        Redactions redactions = new Redactions();
        Map<String, Long> rejected = new TreeMap<>(before.rejectedByReason());
        List<Rejected> first = new ArrayList<>(before.firstRejects());
        piece.counts().rejected().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
        first.addAll(piece.counts().firstRejects());
        List<Event> events = new ArrayList<>();
        long ordinal = before.records();
        for (RawRecord r : piece.records()) {
            Event event = scrubbed(r, before.id(), ordinal++, scrubber, redactions);
            if (event == null) {
                rejected.merge(LogPipeline.UNSCRUBBED, 1L, Long::sum);
                first.add(new Rejected(LogPipeline.UNSCRUBBED, "line " + r.firstLine()));
            } else {
                events.add(event);
            }
        }
        hash.update(piece.bytes().duplicate());
        if (before.bytes() < ContentHash.HEAD) {
            head = headHash(before.bytes(), piece.bytes().remaining());
        }
        Map<String, Long> removed = new TreeMap<>(before.redactions());
        redactions.byDetector().forEach((detector, n) -> removed.merge(detector, n, Long::sum));
        ImportRow after = new ImportRow(
                before.id(),
                source,
                hex(),
                head,
                LogImport.KIND,
                before.startedAt(),
                now,
                "done",
                before.bytes() + piece.bytes().remaining(),
                before.lines() + piece.lines(),
                ordinal,
                before.stored() + events.size(),
                rejected,
                first,
                removed);
        if (rules.isEmpty()) {
            ledger.commit(after, events, templates.shapes(events), templates.news());
        } else {
            List<OperationMark> marks = new ArrayList<>();
            events.forEach(e -> marks.addAll(rules.marks(e, scrubber)));
            ledger.commit(after, events, templates.shapes(events), templates.news(), marks);
        }
        row = after;
        tail.taken(piece);
        return events.size();
    }

    private @Nullable Event scrubbed(RawRecord r, long id, long ordinal, Scrubber scrubber, Redactions redactions) {
        try {
            return scrubber.event(r, id, ordinal, component, redactions);
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    /** Of the first 64 KiB, or of all so far where that is less. */
    private String headHash(long before, int piece) throws IOException {
        if (before + piece <= ContentHash.HEAD) {
            return hex();
        }
        MessageDigest digest = ContentHash.sha256();
        digest.update(tail.first(ContentHash.HEAD));
        return HexFormat.of().formatHex(digest.digest());
    }

    private String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) hash.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned", e);
        }
    }
}
