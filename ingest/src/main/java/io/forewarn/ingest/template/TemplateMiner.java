package io.forewarn.ingest.template;

import io.forewarn.ingest.template.Forest.Tree;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns the shapes of messages, line by line, and says which templates they make up. Two miners of two parts of an
 * input merge into the miner of the whole; templates depend on the set of messages alone, not on order or parts.
 *
 * <p>Memory is bounded: shapes that differ only in words fold into coarser ones when there are too many of them. Ids
 * handed out before stay valid as aliases of the coarser shape. Not for several threads: one miner a chunk, then merge.
 */
public final class TemplateMiner {
    private final Masker masker = new Masker();
    private final Map<Long, Tree> trees = new HashMap<>();
    private final Forest forest;

    public TemplateMiner() {
        this(Forest.Limits.STANDARD);
    }

    TemplateMiner(Forest.Limits limits) {
        forest = new Forest(limits);
    }

    /** A miner that knows these shapes, as {@link #shapes()} of another gave them. */
    public static TemplateMiner from(Collection<Shape> shapes) {
        TemplateMiner miner = new TemplateMiner();
        miner.add(shapes);
        return miner;
    }

    /** Counts the first line of {@code message}; returns the id of its shape, never 0. */
    public long learn(String message) {
        masker.mask(message);
        long id = masker.id();
        Tree tree = trees.get(id);
        return count(tree == null ? known(forest.tree(masker.text())) : tree, 1);
    }

    /**
     * Counts a message that a {@link ShapeScanner} scanned; returns the id of its shape, never 0.
     *
     * @param scanned the hash it gave
     * @param text of the shape; may be empty where a message of the same hash got this very hash as its id before
     */
    public long learn(long scanned, String text) {
        return learn(scanned, text, 1);
    }

    /** The same for several messages of one hash. */
    public long learn(long scanned, String text, int messages) {
        Tree tree = trees.get(scanned);
        return count(tree == null ? known(forest.tree(text)) : tree, messages);
    }

    private long count(Tree found, int messages) {
        Tree tree = found;
        if (tree != tree.now()) {
            // Its id is about to be handed out, and it may fold as well one day.
            tree = known(tree.now());
        }
        tree.add(messages);
        return tree.id;
    }

    /** The id that {@link #learn} would return now, without learning. */
    public long shapeOf(String message) {
        masker.mask(message);
        Tree tree = trees.get(masker.id());
        tree = tree != null ? tree : forest.find(masker.text());
        return tree != null ? tree.now().id : masker.id();
    }

    /** Adds what {@code other} has learned, which stays as it is. */
    public void merge(TemplateMiner other) {
        add(other.shapes().values());
    }

    /** Templates of everything learned: a pure function of the shapes, to be called again after learning more. */
    public Templates templates() {
        return Templates.of(shapes().values());
    }

    /**
     * What to store, by id in ascending order. A shape whose id is not the hash of its text is an alias: an id that was
     * handed out before the shape was folded into the coarser one whose text it has; its count is 0.
     */
    public Map<Long, Shape> shapes() {
        Map<Long, Shape> shapes = new TreeMap<>();
        trees.forEach((id, tree) -> {
            Tree now = tree.now();
            shapes.put(id, new Shape(id, now.text, id == now.id ? now.count() : 0));
            shapes.put(now.id, new Shape(now.id, now.text, now.count()));
        });
        return shapes;
    }

    private void add(Collection<Shape> shapes) {
        for (Shape s : shapes) {
            Tree seen = trees.get(Shape.idOf(s.text()));
            Tree tree = seen != null ? seen.now() : known(forest.tree(s.text()));
            tree.add(s.count());
            trees.putIfAbsent(s.id(), tree);
        }
    }

    private Tree known(Tree tree) {
        trees.putIfAbsent(tree.id, tree);
        return tree;
    }
}
