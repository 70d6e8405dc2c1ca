package io.forewarn.ingest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.scrub.Likeness;
import io.forewarn.ingest.store.TemplateAssignment;
import io.forewarn.ingest.store.TemplateStore;
import io.forewarn.ingest.template.ExactDigits;
import io.forewarn.ingest.template.Shape;
import io.forewarn.ingest.template.ShapeMemory;
import io.forewarn.ingest.template.ShapeScanner;
import io.forewarn.ingest.template.Template;
import io.forewarn.ingest.template.TemplateMiner;
import io.forewarn.ingest.template.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The miner during an import: starts from the stored shapes, knows which of its own are not stored yet. */
final class TemplateBook {
    private final TemplateMiner miner;
    private final Map<Long, String> stored;
    private final Set<Long> known = ConcurrentHashMap.newKeySet();
    private final Set<Long> unseen = new HashSet<>();
    private final ShapeMemory memory = new ShapeMemory();

    private final AtomicReferenceArray<@Nullable Alike> alike = new AtomicReferenceArray<>(Likeness.PLACES);

    /** The shape of messages that have the same likeness and some digits, and whether others know it by now. */
    private static final class Alike {
        private final Likeness likeness;
        private final ExactDigits digits;
        private final long hash;
        private final String text;
        private volatile boolean known;

        Alike(Likeness likeness, ExactDigits digits, long hash, String text) {
            this.likeness = likeness;
            this.digits = digits;
            this.hash = hash;
            this.text = text;
        }
    }

    /** What scanning found: hashes of the messages' shapes in their order, and texts of those that were new then. */
    static final class Scan {
        private final long[] hashes;
        private final Map<Long, String> texts = new HashMap<>();

        private Scan(int size) {
            this.hashes = new long[size];
        }
    }

    private TemplateBook(TemplateMiner miner, Map<Long, String> stored) {
        this.miner = miner;
        this.stored = stored;
        this.known.addAll(stored.keySet());
    }

    static TemplateBook open(TemplateStore store) {
        Map<Long, String> stored = new HashMap<>();
        List<Shape> shapes = new ArrayList<>();
        store.shapes().forEach(row -> {
            stored.put(row.id(), row.text());
            shapes.add(new Shape(row.id(), row.text(), row.count()));
        });
        return new TemplateBook(TemplateMiner.from(shapes), stored);
    }

    /**
     * Scans the messages of a chunk; on any thread.
     *
     * @param likenesses of the messages, in their order
     */
    Scan scan(List<Event> events, List<@Nullable Likeness> likenesses) {
        Scan scan = new Scan(events.size());
        ShapeScanner scanner = new ShapeScanner(memory);
        for (int i = 0; i < scan.hashes.length; i++) {
            Likeness likeness = likenesses.get(i);
            Alike before = likeness == null ? null : alike.get(likeness.place());
            if (before != null
                    && before.likeness == likeness
                    && before.digits.standIn(events.get(i).message())) {
                scan.hashes[i] = before.hash;
                if (!before.known) {
                    before.known = known.contains(before.hash);
                    if (!before.known) {
                        scan.texts.put(before.hash, before.text);
                    }
                }
                continue;
            }
            long hash = scanner.scan(events.get(i).message());
            scan.hashes[i] = hash;
            if (!known.contains(hash)) {
                scan.texts.computeIfAbsent(hash, h -> scanner.text());
            }
            ExactDigits digits = likeness == null ? null : scanner.digits();
            if (likeness != null && digits != null) {
                alike.set(likeness.place(), new Alike(likeness, digits, hash, scanner.text()));
            }
        }
        return scan;
    }

    /** Counts the messages of a chunk; gives their shape ids. Chunks come in the order of the source, on one thread. */
    long[] learn(Scan scan) {
        if (scan.texts.isEmpty()) {
            return learnKnown(scan.hashes);
        }
        long[] ids = scan.hashes;
        for (int i = 0; i < ids.length; i++) {
            long hash = ids[i];
            ids[i] = seen(miner.learn(hash, scan.texts.getOrDefault(hash, "")));
        }
        return ids;
    }

    /** The same where no shape is new, so that none is folded meanwhile: each is looked up once. */
    private long[] learnKnown(long[] hashes) {
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        long[] ids = new long[sorted.length];
        int distinct = 0;
        for (int from = 0; from < sorted.length; distinct++) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            sorted[distinct] = sorted[from];
            ids[distinct] = seen(miner.learn(sorted[from], "", to - from));
            from = to;
        }
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = ids[Arrays.binarySearch(sorted, 0, distinct, hashes[i])];
        }
        return hashes;
    }

    private long seen(long id) {
        if (!stored.containsKey(id) && unseen.add(id)) {
            known.add(id);
        }
        return id;
    }

    /** Shapes that are new or have another text since the last call; to be stored with the batch that brought them. */
    Map<Long, String> news() {
        if (unseen.isEmpty()) {
            return Map.of();
        }
        unseen.clear();
        Map<Long, String> news = new HashMap<>();
        miner.shapes().forEach((id, shape) -> {
            if (!shape.text().equals(stored.put(id, shape.text()))) {
                news.put(id, shape.text());
            }
        });
        return news;
    }

    /** Works the templates out and stores which shape belongs to which and what changed, where events were added since. */
    void publish(TemplateStore store, Instant at) {
        if (!store.stale()) {
            return;
        }
        Templates templates = miner.templates();
        List<TemplateAssignment> assignments = new ArrayList<>(stored.size());
        for (Long id : stored.keySet()) {
            Template template = templates.of(id);
            assignments.add(new TemplateAssignment(id, template.id(), template.text()));
        }
        store.assign(assignments, TemplateChanges.between(store.assignments(), assignments, at));
    }
}
