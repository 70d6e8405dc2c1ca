package io.forewarn.ingest;

import io.forewarn.ingest.store.TemplateAssignment;
import io.forewarn.ingest.store.TemplateStore;
import io.forewarn.ingest.template.Shape;
import io.forewarn.ingest.template.Template;
import io.forewarn.ingest.template.TemplateMiner;
import io.forewarn.ingest.template.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The miner during an import: starts from the stored shapes, knows which of its own are not stored yet. */
final class TemplateBook {
    private final TemplateMiner miner;
    private final Map<Long, String> stored;
    private final Set<Long> unseen = new HashSet<>();

    private TemplateBook(TemplateMiner miner, Map<Long, String> stored) {
        this.miner = miner;
        this.stored = stored;
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

    /** Shape id of the message. */
    long learn(String message) {
        long id = miner.learn(message);
        if (!stored.containsKey(id)) {
            unseen.add(id);
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

    /** Works the templates out and stores which shape belongs to which, where events were added since. */
    void publish(TemplateStore store) {
        if (!store.stale()) {
            return;
        }
        Templates templates = miner.templates();
        List<TemplateAssignment> assignments = new ArrayList<>(stored.size());
        for (Long id : stored.keySet()) {
            Template template = templates.of(id);
            assignments.add(new TemplateAssignment(id, template.id(), template.text()));
        }
        store.assign(assignments);
    }
}
