package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of past operations, for people: the facts that reasons, similar failures and warnings are made of. It keeps
 * the newest operations of each {@link Scope} and every repair; memory grows with the number of scopes, not of
 * operations. Safe for many threads. Nothing is answered from after the asked moment: an outcome counts from its {@code
 * knownAt} on.
 */
public final class TrackRecord {
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{Nd}_-]+");
    private static final int MOST_TEXTS = 20_000;

    private final Map<Scope, Lane> lanes = new HashMap<>();
    private final Map<String, List<Repair>> repairs = new HashMap<>();
    private final Map<String, Map<String, Map<Shape, Integer>>> shapes = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Set<String>> words = new ConcurrentHashMap<>();

    /** What the operations of a lane have in common; null: anything. */
    public record Scope(
            @Nullable String kind,
            @Nullable String component,
            @Nullable String actor) {
        static final Scope EVERYTHING = new Scope(null, null, null);

        static Scope here(Operation op) {
            return new Scope(op.kind(), op.component(), null);
        }

        static Scope kind(Operation op) {
            return new Scope(op.kind(), null, null);
        }

        static Scope component(Operation op) {
            return new Scope(null, op.component(), null);
        }

        static Scope actor(Operation op) {
            return new Scope(null, null, Objects.requireNonNull(op.actor()));
        }
    }

    /** The type of an attribute's values; a word may be a text. */
    enum Shape {
        NUMBER("a number"),
        FLAG("true or false"),
        TEXT("text"),
        PATHS("a list of paths");

        final String words;

        Shape(String words) {
            this.words = words;
        }

        static Shape of(Attribute attribute) {
            if (attribute instanceof Attribute.Numeric) {
                return NUMBER;
            }
            if (attribute instanceof Attribute.Flag) {
                return FLAG;
            }
            return attribute instanceof Attribute.Paths ? PATHS : TEXT;
        }
    }

    /** Everything the store holds. */
    public static TrackRecord of(Store store) {
        TrackRecord record = new TrackRecord();
        store.operations().eachInOrder(record::learn);
        store.repairs().all().forEach(record::learn);
        return record;
    }

    /** Takes an operation whose outcome is known; others and cancelled ones say nothing and are passed over. */
    public synchronized void learn(Operation op) {
        if (op.outcome().filter(outcome -> outcome != Outcome.CANCELLED).isEmpty()) {
            return;
        }
        Known known = new Known(op);
        add(Scope.EVERYTHING, known);
        add(Scope.here(op), known);
        add(Scope.kind(op), known);
        add(Scope.component(op), known);
        if (op.actor() != null) {
            add(Scope.actor(op), known);
        }
        seen.merge(op.kind(), 1, Integer::sum);
        Map<String, Map<Shape, Integer>> byName = shapes.computeIfAbsent(op.kind(), any -> new TreeMap<>());
        op.attributes()
                .forEach((name, value) ->
                        byName.computeIfAbsent(name, any -> new TreeMap<>()).merge(Shape.of(value), 1, Integer::sum));
    }

    Map<Scope, Lane> lanes() {
        return lanes;
    }

    Map<String, Integer> seen() {
        return seen;
    }

    Map<String, Map<String, Map<Shape, Integer>>> shapes() {
        return shapes;
    }

    private void add(Scope scope, Known known) {
        lanes.computeIfAbsent(scope, any -> new Lane()).add(known);
    }

    /** Takes a repair; one without an operation says nothing here. */
    public synchronized void learn(Repair repair) {
        String operation = repair.operationId();
        if (operation != null) {
            List<Repair> known = repairs.computeIfAbsent(operation, any -> new ArrayList<>());
            known.removeIf(other -> other.id().equals(repair.id()));
            known.add(repair);
            known.sort(Comparator.comparing(Repair::at).thenComparing(Repair::id));
        }
    }

    /** The operations of a scope that had started, and whose outcome was known, before a moment. */
    synchronized Past past(Scope scope, Instant before) {
        Lane lane = lanes.get(scope);
        return lane == null ? new Past(List.of(), List.of()) : lane.before(before);
    }

    /** What was done about a failed operation until a moment, oldest first. */
    synchronized List<Repair> repairs(String operationId, Instant until) {
        return repairs.getOrDefault(operationId, List.of()).stream()
                .filter(repair -> !repair.at().isAfter(until))
                .toList();
    }

    /** The newest repair that worked, of the newest of these failures that has one, done until a moment. */
    synchronized Optional<Repair> worked(List<Known> failures, Instant until) {
        if (repairs.isEmpty()) {
            return Optional.empty();
        }
        for (int i = failures.size() - 1; i >= 0; i--) {
            List<Repair> known =
                    repairs.getOrDefault(failures.get(i).operation().id(), List.of());
            for (int j = known.size() - 1; j >= 0; j--) {
                Repair repair = known.get(j);
                if (Boolean.TRUE.equals(repair.worked()) && !repair.at().isAfter(until)) {
                    return Optional.of(repair);
                }
            }
        }
        return Optional.empty();
    }

    /** The words of a text, lower case; kept, for the same texts are looked at again and again. */
    Set<String> words(String text) {
        Set<String> known = words.get(text);
        if (known != null) {
            return known;
        }
        Set<String> split = Set.copyOf(new HashSet<>(List.of(GAP.split(text.toLowerCase(Locale.ROOT)))));
        if (words.size() >= MOST_TEXTS) {
            words.clear();
        }
        words.put(text, split);
        return split;
    }

    /** How many operations of a kind were learned, ever. */
    synchronized int seen(String kind) {
        return seen.getOrDefault(kind, 0);
    }

    /** The usual type of an attribute of a kind; empty where it never occurred or its type varies. */
    synchronized Optional<Shape> shape(String kind, String attribute) {
        Map<Shape, Integer> counts = shapes.getOrDefault(kind, Map.of()).getOrDefault(attribute, Map.of());
        return counts.size() == 1 ? Optional.of(counts.keySet().iterator().next()) : Optional.empty();
    }

    /** Attributes of a kind with the number of operations that had them, by name. */
    synchronized Map<String, Integer> attributes(String kind) {
        Map<String, Integer> counts = new TreeMap<>();
        shapes.getOrDefault(kind, Map.of())
                .forEach((name, byShape) -> counts.put(
                        name,
                        byShape.values().stream().mapToInt(Integer::intValue).sum()));
        return counts;
    }
}
