package io.forewarn.ingest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.TemplateAssignment;
import io.forewarn.ingest.store.TemplateStore;
import io.forewarn.ingest.template.Shape;
import io.forewarn.ingest.template.ShapeMemory;
import io.forewarn.ingest.template.ShapeScanner;
import io.forewarn.ingest.template.Template;
import io.forewarn.ingest.template.TemplateMiner;
import io.forewarn.ingest.template.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The miner during an import: starts from the stored shapes, knows which of its own are not stored yet. */
final class TemplateBook {
    private final TemplateMiner miner;
    private final Map<Long, String> stored;
    private final Set<Long> known = ConcurrentHashMap.newKeySet();
    private final Set<Long> unseen = new HashSet<>();
    private final ShapeMemory memory = new ShapeMemory();

    /** What scanning found: hashes of the messages' shapes in their order, and texts of those that were new then. */
    static final class Scan {
        private final long[] hashes;
        private final Map<Long, String> texts;

        private Scan(long[] hashes, Map<Long, String> texts) {
            this.hashes = hashes;
            this.texts = texts;
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

    /** Scans the messages of a chunk; on any thread. */
    Scan scan(List<Event> events) {
        long[] hashes = new long[events.size()];
        Map<Long, String> texts = new HashMap<>();
        ShapeScanner scanner = new ShapeScanner(memory);
        for (int i = 0; i < hashes.length; i++) {
            long hash = scanner.scan(events.get(i).message());
            hashes[i] = hash;
            if (!known.contains(hash)) {
                texts.computeIfAbsent(hash, h -> scanner.text());
            }
        }
        return new Scan(hashes, texts);
    }

    /** Counts the messages of a chunk; gives their shape ids. Chunks come in the order of the source, on one thread. */
    long[] learn(Scan scan) {
        long[] ids = scan.hashes;
        for (int i = 0; i < ids.length; i++) {
            long hash = ids[i];
            long id = miner.learn(hash, scan.texts.getOrDefault(hash, ""));
            if (!stored.containsKey(id) && unseen.add(id)) {
                known.add(id);
            }
            ids[i] = id;
        }
        return ids;
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
