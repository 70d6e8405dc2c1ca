package io.forewarn.models.risk;

import io.forewarn.features.FeatureRow;
import java.util.ArrayList;
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
        fresh.prepare(validation.odds(), validation.failed());
        return fresh;
    }

    /** Uncorrected log-odds of failure of one operation. */
    public double odds(FeatureRow row, String kind) {
        if (abstains()) {
            return Math.log(baseRate(kind) / (1 - baseRate(kind)));
        }
        double[] x = transform.apply(row);
        double sum = 0;
        for (Member member : members) {
            sum += member.weight * member.scorer.logOdds(x);
        }
        return platt.logOdds(sum);
    }

    /** Uncorrected log-odds of many rows of one history; much faster than one by one. */
    public double[] odds(List<FeatureRow> rows) {
        double[] odds = new double[rows.size()];
        if (rows.isEmpty() || abstains()) {
            java.util.Arrays.fill(odds, Math.log(priors.rate() / (1 - priors.rate())));
            return odds;
        }
        double[][] x = transform.all(rows);
        for (Member member : members) {
            double[] own = member.scorer.logOdds(x);
            for (int i = 0; i < odds.length; i++) {
                odds[i] += member.weight * own[i];
            }
        }
        for (int i = 0; i < odds.length; i++) {
            odds[i] = platt.logOdds(odds[i]);
        }
        return odds;
    }

    /** The risk of an operation from what is known now, with its reasons. */
    public RiskEstimate estimate(FeatureRow row, String kind, Recalibrator recalibrator) {
        double base = baseRate(kind);
        if (abstains()) {
            return abstain(base, "only " + provenance.rows() + " outcomes are known, too few to tell operations apart");
        }
        boolean newStream = !(row.value("count") > 0);
        if (priors.seen(kind) == 0 && newStream) {
            return abstain(base, "no operation of kind " + kind + " has been learned from");
        }
        double[] x = transform.apply(row);
        Platt online = recalibrator.platt();
        double scale = platt.slope() * online.slope();
        double constant = online.logOdds(platt.offset());
        double[] parts = new double[x.length];
        for (Member member : members) {
            if (member.weight == 0) {
                continue;
            }
            double[] own = member.scorer.contributions(x);
            for (int c = 0; c < parts.length; c++) {
                parts[c] += scale * member.weight * own[c];
            }
            constant += scale * member.weight * own[parts.length];
        }
        double odds = constant;
        List<Contribution> contributions = new ArrayList<>();
        for (int c = 0; c < parts.length; c++) {
            odds += parts[c];
            if (parts[c] != 0) {
                String name = transform.columns().get(c).name();
                contributions.add(new Contribution(name, row.value(name), parts[c]));
            }
        }
        contributions.sort(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds()))
                .thenComparing(Contribution::feature));
        double risk = Platt.sigmoid(odds);
        Interval near = recalibrator.near((odds - online.offset()) / online.slope(), base);
        if (newStream) {
            near = Interval.wilson(3 * risk, 3);
        }
        near = near.around(risk);
        String why = newStream
                ? "the first operation of this kind on this component; judged by others like it"
                : "of " + near.n() + " predictions like this one";
        return new RiskEstimate(risk, near.low(), near.high(), base, near.n(), false, why, contributions);
    }

    private RiskEstimate abstain(double base, String why) {
        Interval wide = Interval.wilson(3 * base, 3).around(base);
        return new RiskEstimate(base, wide.low(), wide.high(), base, 0, true, why, List.of());
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
