package io.forewarn.models.risk;

import io.forewarn.features.FeatureRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A trained risk model: immutable, deterministic, safe for several threads. Families of models blended in log-odds and
 * calibrated by one Platt scaling, so that each feature's contribution is exact.
 */
public final class RiskModel {
    /** Outcomes below which a model abstains. */
    static final int ENOUGH = 50;

    /**
     * One blended family.
     *
     * @param family name in {@code Trainers}
     * @param weight share of its log-odds, 0 to 1
     */
    record Member(String family, double weight, Scorer scorer) {}

    private final Transform transform;
    private final List<Member> members;
    private final Platt platt;
    private final Priors priors;
    private final Validation validation;
    private final Provenance provenance;

    RiskModel(
            Transform transform,
            List<Member> members,
            Platt platt,
            Priors priors,
            Validation validation,
            Provenance provenance) {
        this.transform = transform;
        this.members = List.copyOf(members);
        this.platt = platt;
        this.priors = priors;
        this.validation = validation;
        this.provenance = provenance;
    }

    /** Where it comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** Columns the model looks at. */
    public List<String> columns() {
        return transform.columns().stream().map(Transform.Column::name).toList();
    }

    /** Failure rate of a kind in training, drawn towards that of all kinds. */
    public double baseRate(String kind) {
        return priors.rate(kind);
    }

    /** Whether there was too little to learn from, so that every estimate is the base rate of its kind. */
    public boolean abstains() {
        return members.isEmpty();
    }

    /** A recalibrator that starts with what this model said about its validation slice. */
    public Recalibrator recalibrator() {
        Recalibrator fresh = new Recalibrator();
        fresh.prepare(validation);
        return fresh;
    }

    /** Scores of many rows of one history, without reasons: much faster than one by one. */
    public List<Score> scores(List<FeatureRow> rows) {
        double[] odds = new double[rows.size()];
        if (rows.isEmpty() || abstains()) {
            Score prior = new Score(Math.log(priors.rate() / (1 - priors.rate())), 0);
            return Collections.nCopies(rows.size(), prior);
        }
        double[][] x = transform.all(rows);
        for (Member member : members) {
            double[] own = member.scorer.logOdds(x);
            for (int i = 0; i < odds.length; i++) {
                odds[i] += member.weight * own[i];
            }
        }
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < odds.length; i++) {
            scores.add(platt.apply(new Score(odds[i], momentum(rows.get(i)))));
        }
        return scores;
    }

    /** The risk of an operation from what is known now, with its reasons. */
    public RiskEstimate estimate(FeatureRow row, String kind, Calibrator recalibrator) {
        double base = baseRate(kind);
        if (abstains()) {
            return abstain(base, "only " + provenance.rows() + " outcomes are known, too few to tell operations apart");
        }
        // begun is not known: operations that were asked about and never ended teach nothing
        boolean unheard = row.value("last.1") == 0;
        if (priors.seen(kind) == 0 && unheard) {
            return abstain(base, "no operation of kind " + kind + " has been learned from");
        }
        double[] x = transform.apply(row);
        Platt online = recalibrator.platt();
        double scale = platt.slope() * online.slope();
        double constant = online.slope() * platt.offset() + online.offset();
        double[] parts = new double[x.length];
        for (Member member : members) {
            if (member.weight == 0) {
                continue;
            }
            double[] shares = member.scorer.contributions(x);
            for (int c = 0; c < parts.length; c++) {
                parts[c] += scale * member.weight * shares[c];
            }
            constant += scale * member.weight * shares[parts.length];
        }
        double pull = online.slope() * platt.momentum() + online.momentum();
        double odds = constant + pull * momentum(row);
        List<Contribution> contributions = new ArrayList<>();
        boolean pulled = pull == 0;
        for (int c = 0; c < parts.length; c++) {
            odds += parts[c];
            String name = transform.columns().get(c).name();
            double part = parts[c];
            if (!pulled && name.equals(Score.MOMENTUM)) {
                part += pull * momentum(row);
                pulled = true;
            }
            if (part != 0) {
                contributions.add(new Contribution(name, row.value(name), part));
            }
        }
        if (!pulled) {
            contributions.add(new Contribution(Score.MOMENTUM, row.value(Score.MOMENTUM), pull * momentum(row)));
        }
        contributions.sort(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds()))
                .thenComparing(Contribution::feature));
        double risk = Platt.sigmoid(odds);
        double own = (odds - online.offset() - online.momentum() * momentum(row)) / online.slope();
        Score score = new Score(own, momentum(row));
        Interval near = recalibrator.near(score, base);
        if (unheard) {
            near = Interval.wilson(3 * risk, 3);
        }
        near = near.around(risk);
        String why = unheard
                ? "no outcome of this kind on this component is known; judged by others like it"
                : "of " + near.n() + " predictions like this one";
        return new RiskEstimate(risk, near.low(), near.high(), base, near.n(), false, why, contributions, score);
    }

    /**
     * The risk of {@link #estimate} alone, without reasons and interval: many times as fast, and the same but for the
     * rounding of sums. For comparing what would be, not for keeping.
     */
    public double risk(FeatureRow row, String kind, Calibrator recalibrator) {
        if (abstains() || (priors.seen(kind) == 0 && !(row.value("count") > 0))) {
            return baseRate(kind);
        }
        Score score = scores(List.of(row)).get(0);
        return Platt.sigmoid(recalibrator.platt().logOdds(score));
    }

    private static double momentum(FeatureRow row) {
        double value = row.value(Score.MOMENTUM);
        return Double.isNaN(value) ? 0 : value;
    }

    private RiskEstimate abstain(double base, String why) {
        Interval wide = Interval.wilson(3 * base, 3).around(base);
        return new RiskEstimate(base, wide.low(), wide.high(), base, 0, true, why, List.of(), null);
    }

    Transform transform() {
        return transform;
    }

    List<Member> members() {
        return members;
    }

    Platt platt() {
        return platt;
    }

    Priors priors() {
        return priors;
    }

    Validation validation() {
        return validation;
    }

    /** What each feature does on average: mean absolute contribution over some rows, largest first. */
    public List<Contribution> effects(List<FeatureRow> rows) {
        if (abstains() || rows.isEmpty()) {
            return List.of();
        }
        double[] sums = new double[transform.columns().size()];
        for (FeatureRow row : rows) {
            double[] x = transform.apply(row);
            double[] total = new double[sums.length];
            for (Member member : members) {
                if (member.weight != 0) {
                    double[] own = member.scorer.contributions(x);
                    for (int c = 0; c < sums.length; c++) {
                        total[c] += platt.slope() * member.weight * own[c];
                    }
                }
            }
            for (int c = 0; c < sums.length; c++) {
                sums[c] += Math.abs(total[c]);
            }
        }
        List<Contribution> effects = new ArrayList<>();
        for (int c = 0; c < sums.length; c++) {
            effects.add(new Contribution(transform.columns().get(c).name(), Double.NaN, sums[c] / rows.size()));
        }
        effects.sort(
                Comparator.comparingDouble((Contribution c) -> -c.logOdds()).thenComparing(Contribution::feature));
        return effects;
    }
}
