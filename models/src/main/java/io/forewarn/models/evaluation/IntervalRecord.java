package io.forewarn.models.evaluation;

import io.forewarn.models.registry.Metric;
import io.forewarn.models.risk.Coverage;
import java.util.List;
import java.util.Locale;

/**
 * How the intervals given with predictions have held, by the groups of {@link Coverage}: in each, predictions of like
 * risk from the same time.
 *
 * @param groups judged
 * @param held groups of which the share that failed lay within the interval
 * @param meanWidth of the intervals
 */
public record IntervalRecord(int groups, int held, double meanWidth) {

    static IntervalRecord of(List<Prediction> inOrder) {
        List<List<Coverage.Told>> groups = Coverage.groups(inOrder.stream()
                .map(p -> new Coverage.Told(
                        p.risk(), p.interval().low(), p.interval().high(), () -> p.failed() ? 1 : 0))
                .toList());
        return new IntervalRecord(
                groups.size(),
                (int) groups.stream().filter(Coverage::holds).count(),
                inOrder.stream()
                        .mapToDouble(p -> p.interval().high() - p.interval().low())
                        .average()
                        .orElse(0));
    }

    /** The share of groups that held; without a value where there are too few operations. */
    public Metric coverage() {
        return Metric.of(groups == 0 ? Double.NaN : (double) held / groups);
    }

    /** The whole in a sentence. */
    public String words() {
        return groups == 0
                ? "Intervals: not judged, for that takes " + Coverage.ROUND + " operations."
                : String.format(
                        Locale.ROOT,
                        "Intervals: of %d groups of %d operations of like risk, %d failed as often as the interval said"
                                + " (%.0f %%; 90 %% are meant); mean width %.2f.",
                        groups,
                        Coverage.GROUP,
                        held,
                        100.0 * held / groups,
                        meanWidth);
    }
}
