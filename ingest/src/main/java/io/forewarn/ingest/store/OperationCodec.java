package io.forewarn.ingest.store;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Many operations as bytes, for what is kept beside the database; words that come again are written once. */
public final class OperationCodec {
    private static final int MOST_WORDS = 100_000;
    private static final int LONGEST_WORD = 100;
    private static final int NONE = -1;
    private static final int NEW = -2;
    private static final int ALONE = -3;
    private static final Outcome[] OUTCOMES = Outcome.values();

    private OperationCodec() {}

    public static void write(DataOutput out, Collection<Operation> operations) throws IOException {
        Map<String, Integer> words = new HashMap<>();
        out.writeInt(operations.size());
        for (Operation op : operations) {
            text(out, op.id());
            word(out, op.kind(), words);
            word(out, op.component(), words);
            word(out, op.environment(), words);
            word(out, op.actor(), words);
            at(out, op.at());
            at(out, op.finishedAt());
            at(out, op.knownAt());
            out.writeByte(op.outcome().map(Outcome::ordinal).orElse(NONE));
            out.writeBoolean(op.scored());
            out.writeInt(op.attributes().size());
            for (Map.Entry<String, Attribute> each : op.attributes().entrySet()) {
                word(out, each.getKey(), words);
                attribute(out, each.getValue(), words);
            }
        }
    }

    private static void attribute(DataOutput out, Attribute value, Map<String, Integer> words) throws IOException {
        if (value instanceof Attribute.Numeric n) {
            out.writeByte(0);
            out.writeDouble(n.value());
        } else if (value instanceof Attribute.Flag f) {
            out.writeByte(f.value() ? 2 : 1);
        } else if (value instanceof Attribute.Category c) {
            out.writeByte(3);
            word(out, c.value(), words);
        } else if (value instanceof Attribute.Text t) {
            out.writeByte(4);
            word(out, t.value(), words);
        } else if (value instanceof Attribute.Paths p) {
            out.writeByte(5);
            out.writeInt(p.changes().size());
            for (Attribute.PathChange change : p.changes()) {
                word(out, change.path(), words);
                out.writeInt(change.added());
                out.writeInt(change.deleted());
            }
        }
    }

    /**
     * As they were written, equal words as one object.
     *
     * @throws IOException where the bytes are none of this version's
     */
    public static List<Operation> read(DataInput in) throws IOException {
        int n = in.readInt();
        if (n < 0) {
            throw new IOException("no operations of this version");
        }
        List<String> words = new ArrayList<>();
        List<Operation> operations = new ArrayList<>(Math.min(n, 1 << 20));
        for (int i = 0; i < n; i++) {
            Operation.Builder op = Operation.builder(text(in))
                    .kind(must(word(in, words)))
                    .component(must(word(in, words)))
                    .environment(word(in, words))
                    .actor(word(in, words))
                    .at(must(at(in)))
                    .finishedAt(at(in))
                    .knownAt(at(in));
            int outcome = in.readByte();
            op.outcome(outcome == NONE ? null : OUTCOMES[outcome]).scored(in.readBoolean());
            int size = in.readInt();
            Map<String, Attribute> attributes = new TreeMap<>();
            for (int a = 0; a < size; a++) {
                attributes.put(must(word(in, words)), attribute(in, words));
            }
            operations.add(op.attributes(attributes).build());
        }
        return operations;
    }

    private static Attribute attribute(DataInput in, List<String> words) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case 0 -> new Attribute.Numeric(in.readDouble());
            case 1, 2 -> new Attribute.Flag(type == 2);
            case 3 -> new Attribute.Category(must(word(in, words)));
            case 4 -> new Attribute.Text(must(word(in, words)));
            case 5 -> {
                int n = in.readInt();
                List<Attribute.PathChange> changes = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    changes.add(new Attribute.PathChange(must(word(in, words)), in.readInt(), in.readInt()));
                }
                yield new Attribute.Paths(changes);
            }
            default -> throw new IOException("an attribute of no known type");
        };
    }

    static <T> T must(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("a record without one of its fields");
        }
        return value;
    }

    private static void word(DataOutput out, @Nullable String word, Map<String, Integer> words) throws IOException {
        Integer known = word == null ? Integer.valueOf(NONE) : words.get(word);
        if (known != null) {
            out.writeInt(known);
        } else if (word != null) {
            boolean kept = words.size() < MOST_WORDS && word.length() <= LONGEST_WORD;
            out.writeInt(kept ? NEW : ALONE);
            text(out, word);
            if (kept) {
                words.put(word, words.size());
            }
        }
    }

    private static @Nullable String word(DataInput in, List<String> words) throws IOException {
        int place = in.readInt();
        if (place == NONE) {
            return null;
        }
        if (place >= 0) {
            if (place >= words.size()) {
                throw new IOException("a word that was never written");
            }
            return words.get(place);
        }
        String word = text(in);
        if (place == NEW) {
            words.add(word);
        }
        return word;
    }

    static void text(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > 1 << 26) {
            throw new IOException("a text of no possible length");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void at(DataOutput out, @Nullable Instant at) throws IOException {
        out.writeInt(at == null ? NONE : at.getNano());
        if (at != null) {
            out.writeLong(at.getEpochSecond());
        }
    }

    static @Nullable Instant at(DataInput in) throws IOException {
        int nano = in.readInt();
        return nano < 0 ? null : Instant.ofEpochSecond(in.readLong(), nano);
    }
}
