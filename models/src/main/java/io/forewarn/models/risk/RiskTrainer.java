package io.forewarn.models.risk;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains risk models. The families are weighed on the newest fifth of the rows, fitted on the older ones, never by
 * shuffling; then each is fitted on all rows. Families learn the likelier outcome of each row, the calibration its
 * probability. Same rows, seed and versions give the same model.
 */
public final class RiskTrainer {
    private static final double FITTED = 0.8;
    private static final double PLATT_STRENGTH = 20;
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

    private final long seed;
    private final Clock clock;

    public RiskTrainer(long seed, Clock clock) {
        this.seed = seed;
        this.clock = clock;
    }

    /**
     * Trains on rows in time order; with fewer than 50, or without failures or successes among them, the model knows
     * only how often each kind failed and abstains.
     */
    public RiskModel train(List<TrainingRow> rows) {
        return enough(rows) ? fit(rows, choose(rows)) : prior(rows);
    }

    /** Trains anew with the weights and the calibration of an earlier model: half the work of {@link #train}. */
    public RiskModel refresh(RiskModel earlier, List<TrainingRow> rows) {
        if (earlier.abstains() || !enough(rows)) {
            return train(rows);
        }
        List<Double> shares = Trainers.all().stream()
                .map(family -> earlier.members().stream()
                        .filter(member -> member.family().equals(family.name()))
                        .mapToDouble(RiskModel.Member::weight)
                        .sum())
                .toList();
        return fit(rows, new Choice(shares, earlier.platt(), earlier.validation()));
    }

    /** How the families are combined. */
    private record Choice(List<Double> shares, Platt platt, Validation validation) {}

    private static boolean enough(List<TrainingRow> rows) {
        double failures = rows.stream().mapToDouble(TrainingRow::failure).sum();
        return rows.size() >= RiskModel.ENOUGH && failures >= 5 && rows.size() - failures >= 5;
    }

    private RiskModel prior(List<TrainingRow> rows) {
        return new RiskModel(
                new Transform(List.of()),
                List.of(),
                Platt.IDENTITY,
                Priors.of(rows),
                Validation.NONE,
                provenance(rows));
    }

    private RiskModel fit(List<TrainingRow> rows, Choice choice) {
        Transform transform = Transform.fit(rows.stream().map(TrainingRow::row).toList());
        Sample sample = sample(rows, transform);
        List<RiskModel.Member> members = new ArrayList<>();
        List<Trainers.Family> families = Trainers.all();
        for (int f = 0; f < families.size(); f++) {
            if (choice.shares.get(f) > 0) {
                Scorer scorer = families.get(f).train(sample, seed, clock);
                members.add(new RiskModel.Member(families.get(f).name(), choice.shares.get(f), scorer));
            }
        }
        return new RiskModel(transform, members, choice.platt, Priors.of(rows), choice.validation, provenance(rows));
    }

    private Choice choose(List<TrainingRow> rows) {
        int cut = (int) (rows.size() * FITTED);
        List<TrainingRow> older = rows.subList(0, cut);
        if (!enough(older)) {
            return new Choice(List.of(1.0, 0.0), Platt.IDENTITY, Validation.NONE);
        }
        Transform transform = Transform.fit(older.stream().map(TrainingRow::row).toList());
        Sample fitted = sample(older, transform);
        Sample newest = sample(rows.subList(cut, rows.size()), transform);
        List<double[]> odds = new ArrayList<>();
        for (Trainers.Family family : Trainers.all()) {
            odds.add(family.train(fitted, seed, clock).logOdds(newest.x()));
        }
        Choice best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double share : SHARES) {
            List<Platt.Seen> seen = new ArrayList<>();
            for (int i = 0; i < newest.size(); i++) {
                double blend = (1 - share) * odds.get(0)[i] + share * odds.get(1)[i];
                double momentum = rows.get(cut + i).row().value(Score.MOMENTUM);
                seen.add(new Platt.Seen(
                        new Score(blend, momentum), rows.get(cut + i).failure(), newest.weight()[i]));
            }
            Platt platt = Platt.fit(seen, PLATT_STRENGTH);
            double loss = loss(platt, seen);
            if (loss < least) {
                least = loss;
                best = new Choice(List.of(1 - share, share), platt, validation(platt, seen));
            }
        }
        return java.util.Objects.requireNonNull(best, "log loss is finite");
    }

    private static Validation validation(Platt platt, List<Platt.Seen> seen) {
        return new Validation(
                seen.stream().map(s -> platt.apply(s.score())).toList(),
                seen.stream().map(Platt.Seen::failure).toList());
    }

    private static double loss(Platt platt, List<Platt.Seen> seen) {
        double loss = 0;
        for (Platt.Seen s : seen) {
            double p = Math.min(1 - 1e-6, Math.max(1e-6, Platt.sigmoid(platt.logOdds(s.score()))));
            loss -= s.failure() * Math.log(p) + (1 - s.failure()) * Math.log(1 - p);
        }
        return loss;
    }

    private static Sample sample(List<TrainingRow> rows, Transform transform) {
        int n = rows.size();
        double[] failure = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            failure[i] = rows.get(i).failure() >= 0.5 ? 1 : 0;
            weight[i] = 1;
        }
        return new Sample(transform.all(rows.stream().map(TrainingRow::row).toList()), failure, weight);
    }

    private Provenance provenance(List<TrainingRow> rows) {
        Instant from = rows.isEmpty() ? Instant.EPOCH : rows.get(0).at();
        Instant to = rows.isEmpty() ? Instant.EPOCH : rows.get(rows.size() - 1).at();
        double failures = rows.stream().mapToDouble(TrainingRow::failure).sum();
        Map<String, String> versions =
                Map.of("tribuo", org.tribuo.Tribuo.VERSION, "xgboost", "1.6.2", "features", Integer.toString(1));
        return new Provenance(Fingerprint.of(rows), seed, rows.size(), failures, from, to, clock.instant(), versions);
    }
}
