package io.forewarn.ingest.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Stage 2: shapes to templates, a function of the set of shapes alone. First, shapes that differ only where values
 * stand become one. Then, round by round, a word becomes a parameter where enough others stand in its place and all
 * else is equal; how many are enough its {@link Column} says.
 */
final class Generalizer {
    private static final int ROUNDS = 8;

    private record Cluster(Pattern pattern, List<Shape> members) {
        String name() {
            return members.get(0).text();
        }
    }

    private Generalizer() {}

    /** Template text of each shape, by shape id. */
    static Map<Long, String> texts(Collection<Shape> shapes) {
        List<Cluster> clusters = new ArrayList<>();
        shapes.stream().sorted(Comparator.comparing(Shape::text)).forEach(s -> {
            List<Shape> members = new ArrayList<>();
            members.add(s);
            clusters.add(new Cluster(Pattern.of(s.text()), members));
        });
        List<Cluster> now = join(clusters, c -> valuesLeftOut(c.pattern));
        for (int round = 0; round < ROUNDS; round++) {
            Variants variants = new Variants(now);
            List<Cluster> next = join(now, c -> variants.leftOut(c.pattern));
            boolean settled = next.size() == now.size();
            now = next;
            if (settled) {
                break;
            }
        }
        Map<Long, String> texts = new HashMap<>();
        for (Cluster c : now) {
            String text = c.pattern.render();
            c.members.forEach(s -> texts.put(s.id(), text));
        }
        return texts;
    }

    private static long valuesLeftOut(Pattern p) {
        long key = p.key();
        for (int c = 0; c < p.width(); c++) {
            if (p.isWord(c) && p.role(c) == Column.VALUE) {
                key = p.without(key, c);
            }
        }
        return key;
    }

    /** Joins clusters of equal key, in an order that depends on their texts alone. */
    private static List<Cluster> join(List<Cluster> clusters, ToLongFunction<Cluster> key) {
        Map<Long, Cluster> joined = new HashMap<>();
        for (Cluster c : clusters) {
            Cluster into = joined.putIfAbsent(key.applyAsLong(c), c);
            if (into != null) {
                into.pattern.join(c.pattern);
                into.members.addAll(c.members);
            }
        }
        return joined.values().stream()
                .sorted(Comparator.comparing(Cluster::name))
                .toList();
    }

    /** How many different words stand in each column of patterns that are otherwise equal. */
    private static final class Variants {
        private final Map<Long, Integer> words = new HashMap<>();
        private final Set<Long> wild = new HashSet<>();

        Variants(List<Cluster> clusters) {
            for (Cluster cluster : clusters) {
                Pattern p = cluster.pattern;
                long key = p.key();
                for (int c = 0; c < p.width(); c++) {
                    if (p.isWild(c)) {
                        wild.add(place(p, key, c));
                    } else if (p.isWord(c)) {
                        words.merge(place(p, key, c), 1, Integer::sum);
                    }
                }
            }
        }

        /** The pattern's key with its columns of parameters left out. */
        long leftOut(Pattern p) {
            long key = p.key();
            long left = key;
            for (int c = 0; c < p.width(); c++) {
                if (p.isWord(c) && p.role(c) != Column.FIRST) {
                    long place = place(p, key, c);
                    if (wild.contains(place)
                            || words.getOrDefault(place, 0) >= p.role(c).variants()) {
                        left = p.without(left, c);
                    }
                }
            }
            return left;
        }

        private static long place(Pattern p, long key, int c) {
            return p.without(key, c) + c;
        }
    }
}
