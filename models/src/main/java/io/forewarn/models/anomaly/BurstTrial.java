package io.forewarn.models.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Compares detectors on the same counts with the same bursts put in. */
public final class BurstTrial {
    /** Days at the begin that only teach what is usual. */
    static final int WARM_UP_DAYS = 14;

    private static final double BURSTS_A_DAY = 0.2;
    private static final int IN_TIME = 2;

    private BurstTrial() {}

    /**
     * What a detector did.
     *
     * @param bursts put in
     * @param found of them, with the first alarm within two minutes of their begin
     * @param alarms bursts that it told of
     * @param right of them, that overlap one put in
     * @param real of the others, those that were no false alarm by what else is known
     * @param days component-days watched
     */
    public record Score(String detector, int bursts, int found, int alarms, int right, int real, double days) {
        public double recall() {
            return bursts == 0 ? Double.NaN : (double) found / bursts;
        }

        public double precision() {
            return alarms == 0 ? Double.NaN : (double) right / alarms;
        }

        /** The same, where what was known to be real counts as right. */
        public double precisionWithReal() {
            return alarms == 0 ? Double.NaN : (double) (right + real) / alarms;
        }

        /** False alarms a component and day; what really burst without our doing counts as false too. */
        public double falseADay() {
            return days == 0 ? Double.NaN : (alarms - right) / days;
        }

        /** F1 of precision and recall; 0 where either is not known. */
        public double f1() {
            double sum = precision() + recall();
            return sum > 0 ? 2 * precision() * recall() / sum : 0;
        }

        Score plus(Score other) {
            return new Score(
                    detector,
                    bursts + other.bursts,
                    found + other.found,
                    alarms + other.alarms,
                    right + other.right,
                    real + other.real,
                    days + other.days);
        }
    }

    /**
     * Runs each detector on each series once a seed.
     *
     * @param real whether a burst that nobody put in is known to be one: something really failed then
     * @return in the order of the detectors
     */
    public static List<Score> of(
            List<MinuteCounts> series,
            List<? extends BurstDetector> detectors,
            List<Long> seeds,
            Predicate<Burst> real) {
        List<Score> scores = new ArrayList<>();
        for (BurstDetector detector : detectors) {
            Score sum = new Score(detector.name(), 0, 0, 0, 0, 0, 0);
            for (int s = 0; s < series.size(); s++) {
                for (long seed : seeds) {
                    int from = WARM_UP_DAYS * 1440;
                    if (series.get(s).length() > from) {
                        sum = sum.plus(one(
                                detector,
                                SeededBursts.into(series.get(s), from, BURSTS_A_DAY, 1000 * seed + s),
                                from,
                                real));
                    }
                }
            }
            scores.add(sum);
        }
        return scores;
    }

    /** The better of the first two by F1; the first where they are equal or nothing is known. */
    public static Score better(List<Score> scores) {
        return scores.stream()
                .limit(2)
                .max(Comparator.comparingDouble(Score::f1))
                .filter(best -> best.f1() > scores.get(0).f1())
                .orElse(scores.get(0));
    }

    private static Score one(BurstDetector detector, SeededBursts seeded, int from, Predicate<Burst> real) {
        MinuteCounts counts = seeded.counts();
        List<Burst> bursts = detector.bursts(counts).stream()
                .filter(b -> counts.minute(b.until()) > from)
                .toList();
        double[] scores = detector.scores(counts);
        int found = 0;
        for (int start : seeded.starts()) {
            boolean inTime = false;
            for (int t = start; t < start + IN_TIME; t++) {
                inTime |= scores[t] > 0;
            }
            found += inTime ? 1 : 0;
        }
        int right = 0;
        int known = 0;
        for (Burst b : bursts) {
            int begin = counts.minute(b.from());
            int end = counts.minute(b.until());
            boolean seen = false;
            for (int i = 0; i < seeded.starts().size(); i++) {
                if (begin < seeded.ends().get(i) + 1 && end > seeded.starts().get(i)) {
                    seen = true;
                }
            }
            right += seen ? 1 : 0;
            known += !seen && real.test(b) ? 1 : 0;
        }
        return new Score(
                detector.name(),
                seeded.starts().size(),
                found,
                bursts.size(),
                right,
                known,
                (counts.length() - from) / 1440.0);
    }
}
