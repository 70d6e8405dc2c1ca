package io.forewarn.ingest.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of a miner within a budget of memory, whatever the input. Shapes live in families (equal when the words
 * that stand where values stand are left out), families in groups (equal first words). A family, a group or all of them
 * fold into one coarser shape when the distinct texts below them outweigh a limit. Weights only grow with the set of
 * texts seen, and what is folded weighs its limit, so what folds depends on that set alone: not on order or chunks.
 */
final class Forest {
    /** Limits in weights, see {@link #weight}; a family of 100-character shapes may hold about 120 of them. */
    record Limits(long family, long group, long all) {
        static final Limits STANDARD = new Limits(32L << 10, 512L << 10, 32L << 20);
    }

    /** One shape and its count; after folding, the way to the shape that took its place. */
    static final class Tree {
        final long id;
        final String text;
        private long count;
        private @Nullable Tree into;

        private Tree(String text) {
            this.text = text;
            this.id = Shape.idOf(text);
        }

        Tree now() {
            Tree t = this;
            while (t.into != null) {
                t = t.into;
            }
            return t;
        }

        long count() {
            return count;
        }

        void add(long n) {
            count += n;
        }

        private void foldInto(Tree target) {
            if (into == null && this != target) {
                target.count += count;
                count = 0;
                into = target;
            }
        }
    }

    private static final class Family {
        final List<Tree> trees = new ArrayList<>();
        long weight;

        @Nullable Tree folded;
    }

    private static final class Group {
        final Map<String, Family> families = new HashMap<>();
        long weight;

        @Nullable Tree folded;
    }

    private final Limits limits;
    private final Map<String, Group> groups = new HashMap<>();
    private long weight;
    private long groupTexts;
    private boolean groupsFold;
    private @Nullable Tree folded;

    Forest(Limits limits) {
        this.limits = limits;
    }

    /** The tree that counts shapes of this text, planted if it is new; {@code text} may itself be a folded shape. */
    Tree tree(String text) {
        Tree found = find(text);
        return found != null ? found : plant(text);
    }

    /** The tree of a shape that was folded, or null where the shape has to stand alone or is not known. */
    @Nullable Tree find(String text) {
        if (folded != null) {
            return folded;
        }
        String familyText = Coarse.family(text);
        Group group = groups.get(Coarse.group(familyText));
        if (group == null || group.folded != null) {
            return group == null ? null : group.folded;
        }
        Family family = group.families.get(familyText);
        return family == null || Coarse.isGroup(text) ? null : family.folded;
    }

    private Tree plant(String text) {
        if (Coarse.isAll(text)) {
            return foldAll();
        }
        String familyText = Coarse.family(text);
        String groupText = Coarse.group(familyText);
        Group group = groups.get(groupText);
        if (group == null) {
            group = new Group();
            groups.put(groupText, group);
            groupTexts += weight(groupText);
        }
        Tree tree = new Tree(text);
        if (Coarse.isGroup(text) || groupsFold) {
            fold(group, groupText);
        } else {
            add(group, familyText, tree);
            if (group.weight > limits.group) {
                fold(group, groupText);
            }
        }
        if (!groupsFold && weight > limits.all) {
            groupsFold = true;
            groups.forEach((t, g) -> fold(g, t));
        }
        if (groupsFold && groupTexts > limits.all) {
            foldAll();
        }
        Tree at = folded != null ? folded : group.folded;
        if (at != null) {
            return at;
        }
        Family family = group.families.get(familyText);
        return family != null && family.folded != null ? family.folded : tree;
    }

    private void add(Group group, String familyText, Tree tree) {
        Family family = group.families.computeIfAbsent(familyText, k -> new Family());
        long before = family.weight;
        boolean isFamily = Coarse.isFamily(tree.text);
        family.weight = isFamily ? limits.family : Math.min(limits.family, before + weight(tree.text));
        if (isFamily || before + weight(tree.text) > limits.family) {
            Tree target = new Tree(familyText);
            family.trees.forEach(t -> t.foldInto(target));
            family.trees.clear();
            family.folded = target;
        } else {
            family.trees.add(tree);
        }
        grow(group, family.weight - before);
    }

    private void grow(Group group, long by) {
        long before = Math.min(group.weight, limits.group);
        group.weight += by;
        weight += Math.min(group.weight, limits.group) - before;
    }

    private void fold(Group group, String groupText) {
        if (group.folded != null) {
            return;
        }
        Tree target = new Tree(groupText);
        for (Family f : group.families.values()) {
            f.trees.forEach(t -> t.foldInto(target));
            if (f.folded != null) {
                f.folded.foldInto(target);
            }
        }
        group.families.clear();
        group.folded = target;
        grow(group, Math.max(0, limits.group - group.weight));
    }

    private Tree foldAll() {
        Tree target = new Tree(Placeholder.WORDS.text());
        groups.forEach((text, g) -> {
            fold(g, text);
            if (g.folded != null) {
                g.folded.foldInto(target);
            }
        });
        groups.clear();
        groupsFold = true;
        folded = target;
        return target;
    }

    /** About the bytes that a shape takes. */
    private static long weight(String text) {
        return 64 + 2L * text.length();
    }
}
