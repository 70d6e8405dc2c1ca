package io.forewarn.predictor.risk;

import io.forewarn.models.risk.Coverage;
import io.forewarn.models.risk.Recalibrator;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.policy.Level;
import io.forewarn.predictor.policy.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "shall I run this?".
 *
 * @param id under which the outcome can be reported
 * @param operationId of the operation asked about
 * @param at the moment from which it was judged: nothing known later was used
 * @param risk calibrated probability of failure, 0 to 1
 * @param low lower end of its interval, which {@link #intervalMeans} explains
 * @param high upper end
 * @param baseRate share of failures without looking at this operation
 * @param lift risk / base rate; 1 where nothing is known
 * @param n past operations that the estimate rests on
 * @param warnAt risk from which the policy warns
 * @param failAt risk from which it stops
 * @param summary the whole in one sentence
 * @param reasons strongest first; their log-odds, where stated, add up to what the
 *     model adds to the average operation, to within 0.05
 * @param similar past failures most like this operation
 * @param warnings what to look after first
 * @param wouldLower changes that would lower the risk, by the model
 * @param unknownAttributes names never seen on this kind of operation, which therefore played no part
 * @param missingAttributes names that this kind of operation nearly always has, but not this one
 * @param factors what the model used, exact and complete
 * @param abstained true where the model declines; risk is then only what is usual
 * @param abstainedWhy in words, null where it answered
 * @param basis all that the estimate was made from; null where no model was asked
 * @param gate what the policy says, and whether that was withheld
 */
public record Prediction(
        String id,
        String operationId,
        String kind,
        String component,
        @Nullable String environment,
        Instant at,
        double risk,
        double low,
        double high,
        double baseRate,
        double lift,
        long n,
        Level level,
        Verdict verdict,
        double warnAt,
        double failAt,
        String summary,
        List<Reason> reasons,
        List<SimilarFailure> similar,
        List<Warning> warnings,
        List<WhatIf> wouldLower,
        List<String> unknownAttributes,
        List<String> missingAttributes,
        List<Factor> factors,
        String modelVersion,
        boolean abstained,
        @Nullable String abstainedWhy,
        @Nullable Basis basis,
        Gate gate) {
    public Prediction {
        reasons = List.copyOf(reasons);
        similar = List.copyOf(similar);
        warnings = List.copyOf(warnings);
        wouldLower = List.copyOf(wouldLower);
        unknownAttributes = List.copyOf(unknownAttributes);
        missingAttributes = List.copyOf(missingAttributes);
        factors = List.copyOf(factors);
    }

    /**
     * How the verdict came about.
     *
     * @param verdict what the policy says
     * @param heldOut true where a warning or stop was withheld at random
     * @param propensity probability with which the answer was given as it was
     */
    public record Gate(Verdict verdict, boolean heldOut, double propensity) {}

    /** What the interval says, in words. */
    public String intervalMeans() {
        return abstained || n < Recalibrator.NEIGHBOURS
                ? "a guess around what is usual: too few operations rated like this one have ended"
                : "in 9 of 10 groups of " + Coverage.GROUP
                        + " operations rated like this one, the share that fails lies between " + Words.percent(low)
                        + " and " + Words.percent(high);
    }

    /** The same answer, but for its verdict: the warning or stop is withheld. */
    public Prediction withheld(double propensity) {
        return with(Verdict.PASS, new Gate(gate.verdict(), true, propensity));
    }

    /** The same answer, which might have been withheld, but was not. */
    public Prediction gated(double propensity) {
        return with(verdict, new Gate(gate.verdict(), false, propensity));
    }

    private Prediction with(Verdict answered, Gate how) {
        return new Prediction(
                id,
                operationId,
                kind,
                component,
                environment,
                at,
                risk,
                low,
                high,
                baseRate,
                lift,
                n,
                level,
                answered,
                warnAt,
                failAt,
                summary,
                reasons,
                similar,
                warnings,
                wouldLower,
                unknownAttributes,
                missingAttributes,
                factors,
                modelVersion,
                abstained,
                abstainedWhy,
                basis,
                how);
    }

    /**
     * One reason.
     *
     * @param about what it is about: {@code history component kind actor time text paths other} or {@code
     *     attribute:NAME}
     * @param text a statement that holds for the track record
     * @param logOdds what the model's features about this add to the log-odds, against the average operation; null where
     *     no model was asked
     * @param raises whether it speaks for a failure
     */
    public record Reason(
            String about, String text, @Nullable Double logOdds, boolean raises) {}

    /**
     * A failure of the past.
     *
     * @param similarity 0 to 1
     * @param alike what they have in common, in words
     * @param fix what fixed it, or that nothing is recorded
     * @param repairIds the repairs that the fix cites, oldest first
     */
    public record SimilarFailure(
            String operationId,
            Instant at,
            String kind,
            String component,
            double similarity,
            String alike,
            String fix,
            List<String> repairIds) {
        public SimilarFailure {
            repairIds = List.copyOf(repairIds);
        }
    }

    /**
     * Something to look after before the operation.
     *
     * @param source {@code deviation history catalog}
     * @param key catalog entry, attribute or operation that it rests on
     * @param text what is wrong
     * @param action what to do
     * @param attribute the attribute concerned, or null
     */
    public record Warning(
            String source,
            String key,
            String text,
            String action,
            @Nullable String attribute) {}

    /**
     * A change of one attribute.
     *
     * @param from the value asked about
     * @param to the value tried
     * @param risk with that value, by the model
     * @param text in words
     */
    public record WhatIf(String attribute, String from, String to, double risk, String text) {}

    /**
     * One feature of the model.
     *
     * @param feature its name in the registry of features
     * @param value after its transformation
     * @param logOdds exact contribution against the average operation
     */
    public record Factor(String feature, double value, double logOdds) {}
}
