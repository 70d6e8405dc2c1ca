package io.forewarn.models.evaluation;

import io.forewarn.models.registry.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a gate would have caught, and what it prevented. The second can only be told where some of its warnings and stops
 * were withheld at random: inverse propensity scoring (Horvitz and Thompson 1952) compares how often operations failed
 * where the gate spoke with how often they failed where it was kept from speaking, each weighted by one over the
 * probability of what was done with it. Without a hold-out the difference is unknown, and said to be.
 *
 * @param predictions with a known end, or stopped
 * @param open left out: neither ended nor stopped yet
 * @param ran how many of them ran to an end
 * @param failed how many of those that ran failed
 * @param caught how many of those that failed the gate had spoken against: what it would have caught
 * @param recall caught / failed; null where none failed
 * @param precision caught / all that ran although the gate had spoken against them; null where none
 * @param spoken predictions that the gate spoke against
 * @param heldOut how many of these were withheld at random
 * @param stopped how many were stopped
 * @param prevented failures prevented among {@code spoken}; null where there was no hold-out, or too small a one
 * @param verdict all of it in words
 */
public record GateEffect(
        int predictions,
        int open,
        int ran,
        int failed,
        int caught,
        @Nullable Metric recall,
        @Nullable Metric precision,
        int spoken,
        int heldOut,
        int stopped,
        @Nullable Metric prevented,
        String verdict) {
    private static final int ROUNDS = 1000;
    /** Held-out operations below which an effect is not stated. */
    static final int ENOUGH = 10;

    /**
     * One prediction.
     *
     * @param spoken whether the policy said warn or fail
     * @param heldOut whether that was withheld at random
     * @param propensity probability of what was done: given or withheld
     * @param stopped whether somebody changed course because of it
     * @param failed how it ended; null where it has not, or never ran
     */
    public record Case(
            boolean spoken,
            boolean heldOut,
            double propensity,
            boolean stopped,
            @Nullable Boolean failed) {}

    /** Judges the cases; the same cases and seed give the same figures. */
    public static GateEffect of(List<Case> all, long seed) {
        List<Case> cases =
                all.stream().filter(c -> c.failed() != null || c.stopped()).toList();
        List<Case> ran = cases.stream().filter(c -> c.failed() != null).toList();
        List<Case> failed = ran.stream().filter(GateEffect::bad).toList();
        List<Case> against = ran.stream().filter(Case::spoken).toList();
        List<Case> spoken = cases.stream().filter(Case::spoken).toList();
        int caught = (int) failed.stream().filter(Case::spoken).count();
        int held = (int) spoken.stream().filter(Case::heldOut).count();
        int stopped = (int) cases.stream().filter(Case::stopped).count();
        boolean known = held >= ENOUGH && spoken.size() - held >= ENOUGH;
        Metric prevented = known ? interval(spoken, GateEffect::effect, seed) : null;
        return new GateEffect(
                cases.size(),
                all.size() - cases.size(),
                ran.size(),
                failed.size(),
                caught,
                interval(failed, list -> share(list, Case::spoken), seed + 1),
                interval(against, list -> share(list, GateEffect::bad), seed + 2),
                spoken.size(),
                held,
                stopped,
                prevented,
                words(held, prevented));
    }

    private static String words(int held, @Nullable Metric prevented) {
        if (prevented != null) {
            return prevented.low() > 0
                    ? "the gate prevented failures"
                    : prevented.high() < 0
                            ? "operations failed more often where the gate spoke"
                            : "no effect can be told from chance yet";
        }
        return held == 0
                ? "unknown: no warning was withheld at random, so nobody can say what would have happened without it;"
                        + " predict.holdout sets a share to withhold"
                : "unknown: fewer than " + ENOUGH + " warnings were withheld, or given, so far";
    }

    private static boolean bad(Case c) {
        return Boolean.TRUE.equals(c.failed());
    }

    private static double share(List<Case> cases, java.util.function.Predicate<Case> hit) {
        return cases.isEmpty()
                ? Double.NaN
                : (double) cases.stream().filter(hit).count() / cases.size();
    }

    /**
     * Failures prevented: those expected had the gate never spoken, less those expected with it always speaking. A stopped
     * operation did not fail. The weights are normalised in each arm (Hájek 1971).
     */
    private static double effect(List<Case> spoken) {
        double[] weight = new double[2];
        double[] failures = new double[2];
        for (Case c : spoken) {
            int arm = c.heldOut() ? 0 : 1;
            double w = 1 / Math.max(1e-3, c.propensity());
            weight[arm] += w;
            failures[arm] += bad(c) ? w : 0;
        }
        return weight[0] == 0 || weight[1] == 0
                ? Double.NaN
                : spoken.size() * (failures[0] / weight[0] - failures[1] / weight[1]);
    }

    private interface Figure {
        double of(List<Case> cases);
    }

    /** 95 % percentile bootstrap; null where there is no figure. */
    private static @Nullable Metric interval(List<Case> cases, Figure figure, long seed) {
        double value = figure.of(cases);
        if (Double.isNaN(value)) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            List<Case> again = new ArrayList<>(cases.size());
            for (int k = 0; k < cases.size(); k++) {
                again.add(cases.get(random.nextInt(cases.size())));
            }
            drawn[i] = figure.of(again);
        }
        double[] sorted =
                Arrays.stream(drawn).filter(d -> !Double.isNaN(d)).sorted().toArray();
        return new Metric(
                value,
                sorted[(int) (0.025 * (sorted.length - 1))],
                sorted[(int) Math.ceil(0.975 * (sorted.length - 1))]);
    }
}
