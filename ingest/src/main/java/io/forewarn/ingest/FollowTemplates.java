package io.forewarn.ingest;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.TemplateAssignment;
import io.forewarn.ingest.store.TemplateStore;
import io.forewarn.ingest.template.Shape;
import io.forewarn.ingest.template.TemplateMiner;
import io.forewarn.ingest.template.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The miner while logs are followed: message by message, its shapes stored with the events that brought them. */
final class FollowTemplates {
    private final TemplateMiner miner;
    private final Map<Long, String> stored;
    private boolean news;

    private FollowTemplates(TemplateMiner miner, Map<Long, String> stored) {
        this.miner = miner;
        this.stored = stored;
    }

    static FollowTemplates open(TemplateStore store) {
        Map<Long, String> stored = new HashMap<>();
        List<Shape> shapes = new ArrayList<>();
        store.shapes().forEach(row -> {
            stored.put(row.id(), row.text());
            shapes.add(new Shape(row.id(), row.text(), row.count()));
        });
        return new FollowTemplates(TemplateMiner.from(shapes), stored);
    }

    /** Shape ids of the events, in their order. */
    long[] shapes(List<Event> events) {
        long[] ids = new long[events.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = miner.learn(events.get(i).message());
            news |= !stored.containsKey(ids[i]);
        }
        return ids;
    }

    /** Shapes that are new or have another text since the last call. */
    Map<Long, String> news() {
        Map<Long, String> fresh = new HashMap<>();
        if (news) {
            news = false;
            miner.shapes().forEach((id, shape) -> {
                if (!shape.text().equals(stored.put(id, shape.text()))) {
                    fresh.put(id, shape.text());
                }
            });
        }
        return fresh;
    }

    /** Works the templates out where events were added since. */
    void publish(TemplateStore store) {
        if (store.stale()) {
            Templates templates = miner.templates();
            List<TemplateAssignment> assignments = new ArrayList<>();
            for (Long id : stored.keySet()) {
                assignments.add(new TemplateAssignment(
                        id, templates.of(id).id(), templates.of(id).text()));
            }
            store.assign(assignments);
        }
    }
}
