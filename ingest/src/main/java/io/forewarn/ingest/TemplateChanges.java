package io.forewarn.ingest;

import io.forewarn.ingest.store.TemplateAssignment;
import io.forewarn.ingest.store.TemplateDrift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares which shapes belonged to which template before an import and after it. */
final class TemplateChanges {
    private TemplateChanges() {}

    /** The drift from one state to the next, by the text of the new templates; none where there was no state before. */
    static List<TemplateDrift> between(
            Collection<TemplateAssignment> before, Collection<TemplateAssignment> after, Instant at) {
        if (before.isEmpty()) {
            return List.of();
        }
        Map<Long, String> oldByShape = new HashMap<>();
        Set<String> oldTexts = new TreeSet<>();
        for (TemplateAssignment a : before) {
            oldByShape.put(a.shapeId(), a.templateText());
            oldTexts.add(a.templateText());
        }
        // new text to the old ones whose shapes it has, and the other way
        Map<String, Set<String>> sources = new TreeMap<>();
        Map<String, Set<String>> targets = new TreeMap<>();
        Map<String, Long> ids = new HashMap<>();
        for (TemplateAssignment a : after) {
            ids.put(a.templateText(), a.templateId());
            Set<String> from = sources.computeIfAbsent(a.templateText(), k -> new TreeSet<>());
            String old = oldByShape.get(a.shapeId());
            if (old != null) {
                from.add(old);
                targets.computeIfAbsent(old, k -> new TreeSet<>()).add(a.templateText());
            }
        }
        List<TemplateDrift> drift = new ArrayList<>();
        sources.forEach((text, from) -> {
            String change = change(text, from, targets, oldTexts);
            if (!change.isEmpty()) {
                drift.add(new TemplateDrift(at, change, ids.getOrDefault(text, 0L), text, List.copyOf(from)));
            }
        });
        return drift;
    }

    private static String change(
            String text, Set<String> from, Map<String, Set<String>> targets, Set<String> oldTexts) {
        if (from.isEmpty()) {
            return oldTexts.contains(text) ? "" : "appeared";
        }
        if (from.size() > 1) {
            return "merged";
        }
        String old = from.iterator().next();
        if (targets.getOrDefault(old, Set.of()).size() > 1) {
            return "split";
        }
        return old.equals(text) ? "" : "reworded";
    }
}
