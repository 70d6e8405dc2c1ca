package io.forewarn.models.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Boosted trees in flat arrays, evaluated here: the same sums in the same order and precision as the library's, so the
 * same bits, without its cost for each call. Rows have a value per feature, NaN where it is missing. Immutable.
 */
final class Forest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final float base;
    private final int features;
    private final Tree[] trees;
    private final int[] groups;
    private volatile TreeShares @Nullable [] shares;

    /**
     * One tree; node 0 is its root, a leaf has no left child.
     *
     * @param left child by node, -1 at a leaf
     * @param right child by node
     * @param feature that an inner node splits by
     * @param value the threshold of an inner node, below which it goes left; what a leaf adds
     * @param missingLeft whether a missing value goes left
     * @param cover weight of the training rows that came through a node
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Tree(int[] left, int[] right, int[] feature, float[] value, boolean[] missingLeft, float[] cover) {

        boolean leaf(int node) {
            return left[node] < 0;
        }

        boolean goesLeft(int node, float[] x) {
            float v = x[feature[node]];
            return Float.isNaN(v) ? missingLeft[node] : v < value[node];
        }

        float sum(float[] x) {
            int node = 0;
            while (left[node] >= 0) {
                node = goesLeft(node, x) ? left[node] : right[node];
            }
            return value[node];
        }
    }

    private Forest(float base, int features, Tree[] trees, int[] groups) {
        this.base = base;
        this.features = features;
        this.trees = trees;
        this.groups = groups;
    }

    /**
     * @param model as XGBoost writes it in JSON
     * @throws IOException where it holds no trees
     */
    static Forest of(byte[] model) throws IOException {
        JsonNode learner = JSON.readTree(model).path("learner");
        JsonNode booster = learner.path("gradient_booster").path("model");
        if (!booster.path("trees").isArray()) {
            throw new IOException("no model of boosted trees");
        }
        JsonNode sizes = learner.path("learner_model_param");
        Tree[] trees = new Tree[booster.path("trees").size()];
        for (int t = 0; t < trees.length; t++) {
            trees[t] = tree(booster.path("trees").get(t));
        }
        return new Forest(
                Float.parseFloat(sizes.path("base_score").asText()),
                Integer.parseInt(sizes.path("num_feature").asText()),
                trees,
                ints(booster.path("tree_info")));
    }

    private static Tree tree(JsonNode node) {
        int[] missingLeft = ints(node.path("default_left"));
        boolean[] flags = new boolean[missingLeft.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = missingLeft[i] != 0;
        }
        return new Tree(
                ints(node.path("left_children")),
                ints(node.path("right_children")),
                ints(node.path("split_indices")),
                floats(node.path("split_conditions")),
                flags,
                floats(node.path("sum_hessian")));
    }

    private static int[] ints(JsonNode array) {
        int[] all = new int[array.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = array.get(i).isBoolean()
                    ? (array.get(i).asBoolean() ? 1 : 0)
                    : array.get(i).asInt();
        }
        return all;
    }

    private static float[] floats(JsonNode array) {
        float[] all = new float[array.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) array.get(i).asDouble();
        }
        return all;
    }

    /** How many values a row has. */
    int features() {
        return features;
    }

    /** Sum of the trees of a class. */
    float margin(float[] x, int group) {
        float sum = base;
        for (int t = 0; t < trees.length; t++) {
            if (groups[t] == group) {
                sum += trees[t].sum(x);
            }
        }
        return sum;
    }

    /** What each feature adds to the sum of a class, and last the constant. */
    float[] contributions(float[] x, int group) {
        TreeShares[] all = shares();
        float[] parts = new float[features + 1];
        float[] own = new float[features];
        for (int t = 0; t < trees.length; t++) {
            if (groups[t] == group) {
                all[t].add(x, own);
                for (int f : all[t].features()) {
                    parts[f] += own[f];
                    own[f] = 0;
                }
                parts[features] += all[t].mean();
            }
        }
        parts[features] += base;
        return parts;
    }

    /** Made when first asked for: most models are trained to be compared, and say only how much. */
    private TreeShares[] shares() {
        TreeShares[] known = shares;
        if (known == null) {
            known = Arrays.stream(trees).map(TreeShares::of).toArray(TreeShares[]::new);
            shares = known;
        }
        return known;
    }
}
