package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import java.util.List;
import java.util.Map;

/** Holds the attributes of a question against those that its kind of operation had so far. */
final class AttributeCheck {
    /** Below this many operations of a kind, what is usual is not yet known. */
    private static final int ENOUGH = 10;

    private static final double NEARLY_ALWAYS = 0.9;

    private AttributeCheck() {}

    /**
     * Refuses values of another type than all past ones.
     *
     * @throws IllegalArgumentException naming the attribute, the expected and the given type
     */
    static void types(Operation op, TrackRecord record) {
        op.attributes().forEach((name, value) -> {
            TrackRecord.Shape given = TrackRecord.Shape.of(value);
            record.shape(op.kind(), name).filter(expected -> expected != given).ifPresent(expected -> {
                throw new IllegalArgumentException("attribute " + name + " must be " + expected.words
                        + ", not " + given.words + ": it was " + expected.words + " in all "
                        + record.attributes(op.kind()).get(name) + " past operations of kind " + op.kind()
                        + " that had it");
            });
        });
    }

    /** Given, but never seen on this kind; empty while the kind itself is new. */
    static List<String> unknown(Operation op, TrackRecord record) {
        Map<String, Integer> known = record.attributes(op.kind());
        return known.isEmpty()
                ? List.of()
                : op.attributes().keySet().stream()
                        .filter(name -> !known.containsKey(name))
                        .toList();
    }

    /** Nearly always there on this kind, but not given. */
    static List<String> missing(Operation op, TrackRecord record) {
        int seen = record.seen(op.kind());
        return seen < ENOUGH
                ? List.of()
                : record.attributes(op.kind()).entrySet().stream()
                        .filter(known -> known.getValue() >= NEARLY_ALWAYS * seen)
                        .map(Map.Entry::getKey)
                        .filter(name -> !op.attributes().containsKey(name))
                        .toList();
    }
}
