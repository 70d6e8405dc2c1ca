package io.forewarn.models.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What rows teach the families: whether they failed, and of a row that counts as a success only for want of a known failure,
 * with what probability it will turn out to have failed. Taken for successes, the newest rows would teach that what is done
 * now does not fail, and the risk would rise and fall with how long ago failures were looked for. Late failures are expected
 * where the risk is ({@link Platt#expected}), as a model fitted before on what is known says, and a second one on
 * what is then expected: two turns of expectation and maximisation. More of them change the ranks little.
 */
final class Labels {
    private static final int TURNS = 2;
    /** Less than this is a success: a row with two outcomes takes twice the time to learn from. */
    private static final double NEARLY = 0.03;

    private final Function<Sample, Scorer> judge;

    /** @param judge fits a model quickly */
    Labels(Function<Sample, Scorer> judge) {
        this.judge = judge;
    }

    /** Rows in time order as their sample; where all outcomes are certain nothing is fitted. */
    Sample sample(List<TrainingRow> rows, Transform transform) {
        double[] failure = new double[rows.size()];
        double[] weight = new double[rows.size()];
        boolean certain = true;
        for (int i = 0; i < failure.length; i++) {
            double known = rows.get(i).failure();
            certain &= known <= 0 || known >= 1;
            failure[i] = known >= 0.5 ? 1 : 0;
            weight[i] = 1;
        }
        Sample sample =
                new Sample(transform.all(rows.stream().map(TrainingRow::row).toList()), failure, weight);
        for (int turn = 0; turn < TURNS && !certain; turn++) {
            sample = new Sample(sample.x(), expected(rows, judge.apply(sample).logOdds(sample.x())), weight);
        }
        return sample;
    }

    private static double[] expected(List<TrainingRow> rows, double[] odds) {
        List<Platt.Seen> seen = new ArrayList<>(odds.length);
        for (int i = 0; i < odds.length; i++) {
            seen.add(new Platt.Seen(new Score(odds[i], 0), rows.get(i).failure(), 1));
        }
        return Platt.IDENTITY.expected(seen).stream()
                .mapToDouble(Platt.Seen::failure)
                .map(failure -> failure < NEARLY ? 0 : failure)
                .toArray();
    }
}
