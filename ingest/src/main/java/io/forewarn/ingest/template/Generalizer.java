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
        Map<Long, List<Shape>> frames = new HashMap<>();
        for (Shape s : shapes) {
            frames.computeIfAbsent(Pattern.of(s.text()).frame(), k -> new ArrayList<>())
                    .add(s);
        }
        Map<Long, String> texts = new HashMap<>();
        frames.values().forEach(frame -> {
            for (Cluster c : clusters(frame)) {
                String text = c.pattern.render();
                c.members.forEach(s -> texts.put(s.id(), text));
            }
        });
        return texts;
    }

    /** Frames never join each other, so that the patterns of one at a time are in memory. */
    private static List<Cluster> clusters(List<Shape> frame) {
        List<Cluster> single = new ArrayList<>();
        frame.stream().sorted(Comparator.comparing(Shape::text)).forEach(s -> {
            List<Shape> members = new ArrayList<>();
            members.add(s);
            single.add(new Cluster(Pattern.of(s.text()), members));
        });
        List<Cluster> now = join(single, c -> leftOut(c.pattern, Column.VALUE));
        for (int round = 0; round < ROUNDS; round++) {
            Variants variants = new Variants(now);
            List<Cluster> next = join(now, c -> variants.leftOut(c.pattern));
            boolean settled = next.size() == now.size();
            now = next;
            if (settled) {
                break;
            }
        }
        return now;
    }

    /** The pattern's key without its words of one role. */
    private static long leftOut(Pattern p, Column role) {
        long key = p.key();
        for (int c = 0; c < p.width(); c++) {
            if (p.isWord(c) && p.role(c) == role) {
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

    /**
     * How many different words stand in each column of patterns that are otherwise equal. Objects often vary together
     * ("for A by B"), so for one of them the others count as equal.
     */
    private static final class Variants {
        private final Map<Long, Set<String>> words = new HashMap<>();
        private final Set<Long> wild = new HashSet<>();

        Variants(List<Cluster> clusters) {
            for (Cluster cluster : clusters) {
                Pattern p = cluster.pattern;
                long all = p.key();
                long objects = Generalizer.leftOut(p, Column.OBJECT);
                for (int c = 0; c < p.width(); c++) {
                    if (p.isWild(c)) {
                        wild.add(all + c);
                    } else if (p.isWord(c)) {
                        words.computeIfAbsent(place(p, all, objects, c), k -> new HashSet<>())
                                .add(p.text(c));
                    }
                }
            }
        }

        /** The pattern's key with its columns of parameters left out. */
        long leftOut(Pattern p) {
            long all = p.key();
            long objects = Generalizer.leftOut(p, Column.OBJECT);
            long left = all;
            for (int c = 0; c < p.width(); c++) {
                if (p.isWord(c) && p.role(c) != Column.FIRST) {
                    int variants = words.getOrDefault(place(p, all, objects, c), Set.of()).size();
                    if (wild.contains(p.without(all, c) + c) || variants >= p.role(c).variants()) {
                        left = p.without(left, c);
                    }
                }
            }
            return left;
        }

        private static long place(Pattern p, long all, long objects, int c) {
            return (p.role(c) == Column.OBJECT ? objects : p.without(all, c)) + c;
        }
    }
}
