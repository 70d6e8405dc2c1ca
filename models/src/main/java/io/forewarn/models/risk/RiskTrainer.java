package io.forewarn.models.risk;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains risk models. The families are weighed on the newest fifth of the rows, fitted on the older ones, never by
 * shuffling; then each is fitted on all rows. What the logs said is looked at only where that makes the predictions of the
 * newest fifth better by a standard error. What families learn of failures that are found late is said in {@link Labels}.
 * Same rows, seed and versions give the same model.
 */
public final class RiskTrainer {
    private static final double FITTED = 0.8;
    private static final double PLATT_STRENGTH = 20;
    /** Of the trees; an equal blend wherever the others are not clearly better. */
    private static final double[] SHARES = {0.5, 0.25, 0.75, 0, 1};

    /** The beginning of the columns on logs. */
    private static final String LOGS = "logs.";

    private final long seed;
    private final Clock clock;
    private final Labels labels;

    public RiskTrainer(long seed, Clock clock) {
        this.seed = seed;
        this.clock = clock;
        this.labels = new Labels(sample -> Trainers.all().get(0).train(sample, seed, clock));
    }

    /**
     * Trains on rows in time order; with fewer than 50, or without failures or successes among them, the model knows
     * only how often each kind failed and abstains.
     */
    public RiskModel train(List<TrainingRow> rows) {
        return enough(rows) ? fit(rows, choose(rows)) : prior(rows);
    }

    /** Trains anew with the weights of an earlier model: half the work of {@link #train}. */
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
        return fit(
                rows,
                new Choice(shares, earlier.validation(), earlier.transform().looksAt(LOGS)));
    }

    /** How the families are combined, and whether they look at logs. */
    private record Choice(List<Double> shares, Validation validation, boolean logs) {}

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
        Transform all = Transform.fit(rows.stream().map(TrainingRow::row).toList());
        Transform transform = choice.logs ? all : all.without(LOGS);
        Sample sample = labels.sample(rows, transform);
        List<RiskModel.Member> members = new ArrayList<>();
        List<Trainers.Family> families = Trainers.all();
        for (int f = 0; f < families.size(); f++) {
            if (choice.shares.get(f) > 0) {
                Scorer scorer = families.get(f).train(sample, seed, clock);
                members.add(new RiskModel.Member(families.get(f).name(), choice.shares.get(f), scorer));
            }
        }
        // The calibration of the slice belongs to models of the older rows; those of all rows are corrected online.
        return new RiskModel(transform, members, Platt.IDENTITY, Priors.of(rows), choice.validation, provenance(rows));
    }

    private Choice choose(List<TrainingRow> rows) {
        int cut = (int) (rows.size() * FITTED);
        List<TrainingRow> older = rows.subList(0, cut);
        if (!enough(older)) {
            return new Choice(List.of(1.0, 0.0), Validation.NONE, false);
        }
        Transform all = Transform.fit(older.stream().map(TrainingRow::row).toList());
        Transform plain = all.without(LOGS);
        Candidate without = best(rows, cut, plain);
        if (plain.equals(all)) {
            return without.choice(false);
        }
        Candidate with = best(rows, cut, all);
        double[] worse = without.worse(with);
        return worse[0] > worse[1] ? with.choice(true) : without.choice(false);
    }

    /** The best blend of families that look at these columns, fitted on the rows before the cut. */
    private Candidate best(List<TrainingRow> rows, int cut, Transform transform) {
        List<TrainingRow> older = rows.subList(0, cut);
        Sample fitted = labels.sample(older, transform);
        double[][] newest = transform.all(
                rows.subList(cut, rows.size()).stream().map(TrainingRow::row).toList());
        List<double[]> odds = new ArrayList<>();
        for (Trainers.Family family : Trainers.all()) {
            odds.add(family.train(fitted, seed, clock).logOdds(newest));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (double share : SHARES) {
            List<Platt.Seen> seen = new ArrayList<>();
            for (int i = 0; i < newest.length; i++) {
                double blend = (1 - share) * odds.get(0)[i] + share * odds.get(1)[i];
                double momentum = rows.get(cut + i).row().value(Score.MOMENTUM);
                seen.add(new Platt.Seen(
                        new Score(blend, momentum), rows.get(cut + i).failure(), 1));
            }
            Platt platt = Platt.fit(seen, PLATT_STRENGTH);
            candidates.add(new Candidate(
                    share, platt, seen, candidates.isEmpty() ? platt.expected(seen) : candidates.get(0).truth));
        }
        return Candidate.plainest(candidates);
    }

    /**
     * A blend of the two families, calibrated, with what it says about the validation slice.
     *
     * @param truth how the operations of the slice ended, as far as is to be expected: the same for all candidates
     */
    private record Candidate(double share, Platt platt, List<Platt.Seen> seen, List<Platt.Seen> truth) {
        /** Of those no worse than the best by one standard error, the first (Breiman et al. 1984). */
        static Candidate plainest(List<Candidate> candidates) {
            Candidate best = candidates.get(0);
            for (Candidate candidate : candidates) {
                best = candidate.worse(best)[0] < 0 ? candidate : best;
            }
            for (Candidate candidate : candidates) {
                double[] worse = candidate.worse(best);
                if (worse[0] <= worse[1]) {
                    return candidate;
                }
            }
            return best;
        }

        /** By how much its log loss exceeds that of another in all, and the standard error of that. */
        private double[] worse(Candidate other) {
            double sum = 0;
            double squares = 0;
            int n = seen.size();
            for (int i = 0; i < n; i++) {
                double d = loss(i) - other.loss(i);
                sum += d;
                squares += d * d;
            }
            return new double[] {sum, Math.sqrt(Math.max(0, squares - sum * sum / Math.max(1, n)))};
        }

        private double loss(int i) {
            double p = Platt.sigmoid(platt.logOdds(seen.get(i).score()));
            double q = Math.min(1 - 1e-6, Math.max(1e-6, p));
            double failure = truth.get(i).failure();
            return -failure * Math.log(q) - (1 - failure) * Math.log(1 - q);
        }

        Choice choice(boolean logs) {
            List<Score> scores = seen.stream().map(Platt.Seen::score).toList();
            List<Double> failed = truth.stream().map(Platt.Seen::failure).toList();
            return new Choice(List.of(1 - share, share), new Validation(scores, failed), logs);
        }
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
