package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.policy.Policy;
import io.forewarn.predictor.policy.Ruling;
import io.forewarn.predictor.risk.Prediction.Reason;
import io.forewarn.predictor.suggest.Catalog;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers "shall I run this?": the model's estimate, judged by the policy, with reasons from the track record. Asking
 * changes nothing and writes nothing. Safe for many threads where scorer and ids are.
 */
public final class RiskPredictor {
    /** How many operations the rate of the kind is worth beside the component's own. */
    private static final double PRIOR_STRENGTH = 3;

    private static final String UNTRAINED = "no risk model is trained yet: run `forewarn train risk`";

    private final TrackRecord record;
    private final @Nullable RiskScorer scorer;
    private final Policy policy;
    private final Catalog catalog;
    private final Supplier<String> ids;

    /**
     * @param scorer null where no model is trained: answers then state what is usual and abstain
     * @param ids gives each prediction its unique id
     */
    public RiskPredictor(
            TrackRecord record, @Nullable RiskScorer scorer, Policy policy, Catalog catalog, Supplier<String> ids) {
        this.record = record;
        this.scorer = scorer;
        this.policy = policy;
        this.catalog = catalog;
        this.ids = ids;
    }

    /**
     * Predicts one operation from what was known at its start.
     *
     * @throws IllegalArgumentException where an attribute has another type than in all past operations of the kind; the
     *     message names it and both types
     */
    public Prediction predict(Operation op, PredictOptions options) {
        AttributeCheck.types(op, record);
        Situation now = Situation.of(op, record);
        RiskScorer.Score score = scorer == null ? usual(now) : scorer.score(op);
        Ruling ruling = policy.rule(op, score.risk(), score.low(), score.baseRate(), score.abstained());
        Reasons reasons = new Reasons(op, now);
        List<Reason> why = score.factors().isEmpty() ? reasons.ofTheRecord() : reasons.of(score.factors());
        double lift = score.baseRate() > 0 ? score.risk() / score.baseRate() : 1;
        return new Prediction(
                ids.get(),
                op.id(),
                op.kind(),
                op.component(),
                op.environment(),
                op.at(),
                score.risk(),
                score.low(),
                score.high(),
                score.baseRate(),
                lift,
                score.n(),
                ruling.level(),
                ruling.verdict(),
                ruling.warnAt(),
                ruling.failAt(),
                summary(op, score, lift, now.everything().recent().isEmpty()),
                why,
                new SimilarFailures(record).of(op, now, options.similar()),
                new Warnings(record, catalog).of(op, now),
                scorer == null || score.abstained() || !options.whatIf()
                        ? List.of()
                        : new WhatIfs(scorer).of(op, score.risk(), now, options.fixed()),
                AttributeCheck.unknown(op, record),
                AttributeCheck.missing(op, record),
                score.factors(),
                scorer == null ? "none" : scorer.version(),
                score.abstained(),
                score.why(),
                score.basis(),
                new Prediction.Gate(ruling.verdict(), false, 1));
    }

    /**
     * Checks a question without answering it.
     *
     * @throws IllegalArgumentException as {@link #predict} would for its attributes
     */
    public void check(Operation op) {
        AttributeCheck.types(op, record);
    }

    /** What is usual: the rate of kind and component, drawn towards that of the kind where the component is new. */
    private static RiskScorer.Score usual(Situation now) {
        Proportion all = now.everything().all();
        Proportion kind = now.kind().all();
        Proportion here = now.here().all();
        double base = kind.posterior(all.rate(), PRIOR_STRENGTH);
        double risk = here.posterior(base, PRIOR_STRENGTH);
        Proportion rest = here.n() > 0 ? here : kind.n() > 0 ? kind : all;
        return new RiskScorer.Score(
                risk,
                Math.min(risk, rest.low()),
                Math.max(risk, rest.high()),
                base,
                rest.n(),
                true,
                UNTRAINED,
                List.of());
    }

    private static String summary(Operation op, RiskScorer.Score score, double lift, boolean blank) {
        String which = Words.kind(op.kind()) + " of " + op.component();
        String range = Words.percent(score.low()) + " to " + Words.percent(score.high());
        if (score.abstained()) {
            String because = score.why() == null ? "too little is known" : score.why();
            return "No prediction for this " + which + ": " + because + ". "
                    + (blank
                            ? "Nothing comparable is on record."
                            : Words.percent(score.risk()) + " is usual (" + range + ", from "
                                    + Words.count(score.n(), "comparable operation") + ").");
        }
        String times = lift >= 1.15
                ? ", " + Words.number(Math.round(lift * 10) / 10.0) + " times the usual "
                        + Words.percent(score.baseRate())
                : lift <= 0.87
                        ? ", less than the usual " + Words.percent(score.baseRate())
                        : ", about the usual " + Words.percent(score.baseRate());
        return "This " + which + " fails with a probability of " + Words.percent(score.risk()) + " (" + range
                + ", from " + score.n() + " predictions like it)" + times + ".";
    }
}
