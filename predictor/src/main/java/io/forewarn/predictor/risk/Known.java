package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A past operation with what is asked of it again and again, worked out once and shared by all lanes that it lies in. Safe
 * for many threads.
 */
final class Known {
    private final Operation operation;
    private final boolean failed;
    private volatile @Nullable Set<String> words;
    private volatile @Nullable Portrait portrait;

    Known(Operation operation) {
        this.operation = operation;
        this.failed = operation.outcome().orElseThrow() == Outcome.FAILED;
    }

    Operation operation() {
        return operation;
    }

    boolean failed() {
        return failed;
    }

    /** The words of its free texts, as facts tell of them. */
    Set<String> words() {
        Set<String> made = words;
        if (made == null) {
            made = Set.copyOf(ChangeFacts.words(operation));
            words = made;
        }
        return made;
    }

    /** Its attributes as they are compared. */
    Portrait portrait(TrackRecord record) {
        Portrait made = portrait;
        if (made == null) {
            made = Portrait.of(operation, record);
            portrait = made;
        }
        return made;
    }

    /**
     * Attributes side by side, in the order of their names.
     *
     * @param bags the words of a text, the paths of a change; empty for what has neither
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Portrait(String[] names, Attribute[] values, Set<String>[] bags) {

        static Portrait of(Operation op, TrackRecord record) {
            int n = op.attributes().size();
            String[] names = new String[n];
            Attribute[] values = new Attribute[n];
            @SuppressWarnings({"unchecked", "rawtypes"})
            Set<String>[] bags = new Set[n];
            int i = 0;
            for (Map.Entry<String, Attribute> each : op.attributes().entrySet()) {
                names[i] = each.getKey();
                values[i] = each.getValue();
                bags[i++] = bag(each.getValue(), record);
            }
            return new Portrait(names, values, bags);
        }

        private static Set<String> bag(Attribute value, TrackRecord record) {
            if (value instanceof Attribute.Text text) {
                return record.words(text.value());
            }
            return value instanceof Attribute.Paths paths
                    ? Set.copyOf(paths.changes().stream()
                            .map(Attribute.PathChange::path)
                            .collect(java.util.stream.Collectors.toSet()))
                    : Set.of();
        }

        /** Place of a name from one place on, or where it would stand, less one, negative. */
        int find(String name, int from) {
            for (int i = from; i < names.length; i++) {
                int order = names[i].equals(name) ? 0 : names[i].compareTo(name);
                if (order >= 0) {
                    return order == 0 ? i : -i - 1;
                }
            }
            return -names.length - 1;
        }
    }
}
