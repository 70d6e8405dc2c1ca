package io.forewarn.models.risk;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact Shapley values of one tree (Lundberg et al. 2018, "Consistent Individualized Feature Attribution for Tree
 * Ensembles", algorithm 2). What a leaf gives to the features on the way to it depends on the row only by which of the
 * splits on that way the row follows, so it is worked out beforehand for each such pattern. In single precision and in
 * the order of the library, so that the sums are the same bits.
 */
final class TreeShares {
    private static final int DEEPEST = 12;

    private final Forest.Tree tree;
    private final float mean;
    private final int[] features;
    /** By leaf: features on its way. */
    private final int[][] leafFeatures;
    /** By leaf: where its gifts begin, by pattern one for each feature on its way. */
    private final int[] start;

    private float[] gifts = new float[64];
    private int end;

    private TreeShares(Forest.Tree tree) {
        this.tree = tree;
        int nodes = tree.left().length;
        this.mean = mean(0);
        this.features = IntStream.range(0, nodes)
                .filter(n -> !tree.leaf(n))
                .map(n -> tree.feature()[n])
                .distinct()
                .toArray();
        this.leafFeatures = new int[nodes][];
        this.start = new int[nodes];
        descend(0, new int[DEEPEST + 1], 0);
        this.gifts = Arrays.copyOf(gifts, end);
    }

    static TreeShares of(Forest.Tree tree) {
        return new TreeShares(tree);
    }

    /** Mean of the leaves by their cover. */
    float mean() {
        return mean;
    }

    /** Those that the tree looks at. */
    int[] features() {
        return features;
    }

    private float mean(int node) {
        if (tree.leaf(node)) {
            return tree.value()[node];
        }
        int left = tree.left()[node];
        int right = tree.right()[node];
        float sum = mean(left) * tree.cover()[left];
        sum += mean(right) * tree.cover()[right];
        return sum / tree.cover()[node];
    }

    private void descend(int node, int[] way, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a tree deeper than " + DEEPEST + " splits cannot be explained");
        }
        way[depth] = node;
        if (!tree.leaf(node)) {
            descend(tree.left()[node], way, depth + 1);
            descend(tree.right()[node], way, depth + 1);
            return;
        }
        start[node] = end;
        for (int pattern = 0; pattern < 1 << depth; pattern++) {
            Way walked = new Way(depth);
            for (int k = 0; k < depth; k++) {
                float share = tree.cover()[way[k + 1]] / tree.cover()[way[k]];
                walked.step(tree.feature()[way[k]], share, (pattern >> k & 1) != 0);
            }
            float[] own = walked.gifts(tree.value()[node]);
            leafFeatures[node] = walked.features();
            if (end + own.length > gifts.length) {
                gifts = Arrays.copyOf(gifts, Math.max(2 * gifts.length, end + own.length));
            }
            System.arraycopy(own, 0, gifts, end, own.length);
            end += own.length;
        }
    }

    /** Adds what each feature contributes for a row. */
    void add(float[] x, float[] into) {
        add(x, into, 0, 0, 0);
    }

    private void add(float[] x, float[] into, int node, int depth, int pattern) {
        if (tree.leaf(node)) {
            int[] on = leafFeatures[node];
            int from = start[node] + pattern * on.length;
            for (int i = 0; i < on.length; i++) {
                into[on[i]] += gifts[from + i];
            }
            return;
        }
        boolean left = tree.goesLeft(node, x);
        int followed = left ? tree.left()[node] : tree.right()[node];
        int other = left ? tree.right()[node] : tree.left()[node];
        add(x, into, followed, depth + 1, pattern | 1 << depth);
        add(x, into, other, depth + 1, pattern);
    }

    /**
     * The features met on the way to a node, each once, with the share of all rows that would come through if it were
     * unknown, whether this row comes through, and the weight of the subsets of each size.
     */
    private static final class Way {
        private final int[] feature;
        private final float[] zero;
        private final float[] one;
        private final float[] weight;
        private int last = -1;

        Way(int depth) {
            this.feature = new int[depth + 1];
            this.zero = new float[depth + 1];
            this.one = new float[depth + 1];
            this.weight = new float[depth + 1];
            extend(-1, 1, 1);
        }

        void step(int split, float share, boolean followed) {
            float before = 1;
            float came = 1;
            for (int i = 0; i <= last; i++) {
                if (feature[i] == split) {
                    before = zero[i];
                    came = one[i];
                    unwind(i);
                    break;
                }
            }
            extend(split, share * before, followed ? came : 0);
        }

        private void extend(int split, float share, float came) {
            int d = ++last;
            feature[d] = split;
            zero[d] = share;
            one[d] = came;
            weight[d] = d == 0 ? 1 : 0;
            for (int i = d - 1; i >= 0; i--) {
                weight[i + 1] += came * weight[i] * (i + 1) / (float) (d + 1);
                weight[i] = share * weight[i] * (d - i) / (float) (d + 1);
            }
        }

        private void unwind(int at) {
            int d = last;
            float next = weight[d];
            for (int i = d - 1; i >= 0; i--) {
                if (one[at] != 0) {
                    float was = weight[i];
                    weight[i] = next * (d + 1) / ((i + 1) * one[at]);
                    next = was - weight[i] * zero[at] * (d - i) / (float) (d + 1);
                } else {
                    weight[i] = weight[i] * (d + 1) / (zero[at] * (d - i));
                }
            }
            for (int i = at; i < d; i++) {
                feature[i] = feature[i + 1];
                zero[i] = zero[i + 1];
                one[i] = one[i + 1];
            }
            last--;
        }

        private float unwoundSum(int at) {
            int d = last;
            float next = weight[d];
            float total = 0;
            for (int i = d - 1; i >= 0; i--) {
                if (one[at] != 0) {
                    float part = next * (d + 1) / ((i + 1) * one[at]);
                    total += part;
                    next = weight[i] - part * zero[at] * ((d - i) / (float) (d + 1));
                } else if (zero[at] != 0) {
                    total += weight[i] / zero[at] / ((d - i) / (float) (d + 1));
                }
            }
            return total;
        }

        float[] gifts(float leaf) {
            float[] gifts = new float[last];
            for (int i = 1; i <= last; i++) {
                gifts[i - 1] = unwoundSum(i) * (one[i] - zero[i]) * leaf;
            }
            return gifts;
        }

        int[] features() {
            return Arrays.copyOfRange(feature, 1, last + 1);
        }
    }
}
