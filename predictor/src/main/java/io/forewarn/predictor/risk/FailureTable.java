package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.risk.Known.Portrait;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Failures with their attributes side by side in a few arrays: an operation is compared with hundreds of them, and
 * following references from one to the next would take longer than the comparison. Immutable; safe for many threads.
 */
final class FailureTable {
    private static final byte NONE = 0;
    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;
    private static final byte PATHS = 3;
    private static final byte OTHER = 4;

    private final List<Known> failures;
    private final long[] seconds;
    private final int[] nanos;
    private final int[] attributes;
    private final Codes<String> components = new Codes<>();
    private final Codes<String> kinds = new Codes<>();
    private final int[] component;
    private final int[] kind;
    private final Map<String, Column> columns = new HashMap<>();

    FailureTable(List<Known> failures, TrackRecord record) {
        int n = failures.size();
        this.failures = failures;
        this.seconds = new long[n];
        this.nanos = new int[n];
        this.attributes = new int[n];
        this.component = new int[n];
        this.kind = new int[n];
        for (int f = 0; f < n; f++) {
            Operation op = failures.get(f).operation();
            Instant at = op.at();
            seconds[f] = at.getEpochSecond();
            nanos[f] = at.getNano();
            component[f] = components.add(op.component());
            kind[f] = kinds.add(op.kind());
            Portrait portrait = failures.get(f).portrait(record);
            attributes[f] = portrait.names().length;
            for (int i = 0; i < portrait.names().length; i++) {
                columns.computeIfAbsent(portrait.names()[i], any -> new Column(n))
                        .set(f, portrait.values()[i], portrait.bags()[i]);
            }
        }
        columns.values().forEach(Column::finish);
    }

    int size() {
        return failures.size();
    }

    Known failure(int f) {
        return failures.get(f);
    }

    /** Whole hours from a failure to a later moment. */
    long hours(int f, Instant until) {
        long apart = until.getEpochSecond() - seconds[f] - (until.getNano() < nanos[f] ? 1 : 0);
        return apart / 3600;
    }

    /** Numbers that stand for equal values. */
    private static final class Codes<K> {
        private final Map<K, Integer> known = new HashMap<>();

        int add(K value) {
            Integer next = known.size();
            Integer had = known.putIfAbsent(value, next);
            return had == null ? next : had;
        }

        /** -1 where no failure has it. */
        int of(K value) {
            return known.getOrDefault(value, -1);
        }
    }

    /** One attribute of all failures. */
    private static final class Column {
        private final byte[] type;
        private final int[] place;
        private double @Nullable [] numbers;
        private @Nullable Codes<Attribute> codes;
        private final Map<String, int[]> having = new HashMap<>();

        Column(int n) {
            this.type = new byte[n];
            this.place = new int[n];
        }

        void set(int f, Attribute value, java.util.Set<String> bag) {
            if (value instanceof Attribute.Numeric number) {
                if (numbers == null) {
                    numbers = new double[type.length];
                }
                numbers[f] = number.value();
                type[f] = NUMBER;
            } else if (value instanceof Attribute.Text || value instanceof Attribute.Paths) {
                type[f] = value instanceof Attribute.Text ? TEXT : PATHS;
                place[f] = bag.size();
                for (String one : bag) {
                    int[] those = having.getOrDefault(one, new int[3]);
                    if (those[0] + 1 == those.length) {
                        those = Arrays.copyOf(those, 2 * those.length);
                    }
                    those[++those[0]] = f;
                    having.put(one, those);
                }
            } else {
                if (codes == null) {
                    codes = new Codes<>();
                }
                place[f] = codes.add(value);
                type[f] = OTHER;
            }
        }

        void finish() {
            having.replaceAll((one, those) -> Arrays.copyOfRange(those, 1, those[0] + 1));
        }
    }

    /**
     * An operation beside the failures.
     *
     * @param spreads of the asked numbers, by their places
     */
    Comparison compare(Operation op, Portrait asked, double[] spreads) {
        return new Comparison(op, asked, spreads);
    }

    /** For one thread. */
    final class Comparison {
        private final int ownComponent;
        private final int ownKind;
        private final int asked;
        private final Like[] likes;

        private Comparison(Operation op, Portrait asked, double[] spreads) {
            this.ownComponent = components.of(op.component());
            this.ownKind = kinds.of(op.kind());
            this.asked = asked.names().length;
            Like[] made = new Like[this.asked];
            int n = 0;
            for (int i = 0; i < this.asked; i++) {
                Column column = columns.get(asked.names()[i]);
                if (column != null) {
                    made[n++] = new Like(column, asked.values()[i], asked.bags()[i], spreads[i]);
                }
            }
            this.likes = Arrays.copyOf(made, n);
        }

        boolean sameComponent(int f) {
            return component[f] == ownComponent;
        }

        boolean sameKind(int f) {
            return kind[f] == ownKind;
        }

        /** Mean likeness over the attributes that either has. */
        double alike(int f) {
            double sum = 0;
            int both = 0;
            for (Like like : likes) {
                if (like.column.type[f] != NONE) {
                    both++;
                    sum += like.of(f);
                }
            }
            int either = asked + attributes[f] - both;
            return either == 0 ? 0 : sum / either;
        }
    }

    /** How like an asked value is to that of each failure which has one. */
    private static final class Like {
        final Column column;
        private final byte type;
        private final double number;
        private final double spread;
        private final int code;
        private final int bag;
        private final int[] shared;

        Like(Column column, Attribute value, java.util.Set<String> bag, double spread) {
            this.column = column;
            this.type = value instanceof Attribute.Numeric
                    ? NUMBER
                    : value instanceof Attribute.Text ? TEXT : value instanceof Attribute.Paths ? PATHS : OTHER;
            this.number = value instanceof Attribute.Numeric asked ? asked.value() : 0;
            this.spread = spread;
            this.code = type == OTHER && column.codes != null ? column.codes.of(value) : -1;
            this.bag = bag.size();
            this.shared = type == TEXT || type == PATHS ? shared(column, bag) : new int[0];
        }

        private static int[] shared(Column column, java.util.Set<String> bag) {
            int[] shared = new int[column.type.length];
            for (String one : bag) {
                int[] those = column.having.get(one);
                if (those != null) {
                    for (int f : those) {
                        shared[f]++;
                    }
                }
            }
            return shared;
        }

        double of(int f) {
            if (column.type[f] != type) {
                return 0;
            }
            if (type == NUMBER && column.numbers != null) {
                double apart = Math.abs(number - column.numbers[f]);
                return apart == 0 ? 1 : spread == 0 ? 0 : Math.exp(-apart / spread);
            }
            if (type == OTHER) {
                return column.place[f] == code ? 1 : 0;
            }
            int any = bag + column.place[f] - shared[f];
            return any == 0 ? 0 : (double) shared[f] / any;
        }
    }
}
