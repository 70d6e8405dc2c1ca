package io.forewarn.predictor.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is left of an error budget, and how fast it burns.
 *
 * @param n events or operations in the window of the objective
 * @param bad of them
 * @param left share of the budget that is left; below 0 where it is overspent; 1 where nothing happened
 * @param burns the four pairs of windows, fastest first
 */
public record Budget(Slo slo, long n, long bad, double left, List<Burn> burns) {
    private static final long FEWEST = 10;
    private static final long FEWEST_BAD = 2;

    public Budget {
        burns = List.copyOf(burns);
    }

    /**
     * A pair of windows (Google, The Site Reliability Workbook, chapter 5): it alerts where both burn at least so many
     * times as fast as would spend the budget exactly, the long one for being sure, the short one for being now.
     *
     * @param threshold times the even rate
     * @param longRate burn rate over the long window
     * @param shortRate burn rate over the short window
     * @param n in the long window
     * @param bad in the long window
     * @param alerts both rates reach the threshold, on at least 10 events or operations of which 2 were bad
     */
    public record Burn(
            double threshold,
            Duration longWindow,
            Duration shortWindow,
            double longRate,
            double shortRate,
            long n,
            long bad,
            boolean alerts) {}

    /**
     * How many there were.
     *
     * @param n in all
     * @param bad of them
     */
    record Count(long n, long bad) {
        double share() {
            return n == 0 ? 0 : (double) bad / n;
        }
    }

    private record Rule(double threshold, Duration longWindow, Duration shortWindow) {}

    private static final List<Rule> RULES = List.of(
            new Rule(14.4, Duration.ofHours(1), Duration.ofMinutes(5)),
            new Rule(6, Duration.ofHours(6), Duration.ofMinutes(30)),
            new Rule(3, Duration.ofDays(1), Duration.ofHours(2)),
            new Rule(1, Duration.ofDays(3), Duration.ofHours(6)));

    /** From what happened in the last so much time before now. */
    static Budget of(Slo slo, Function<Duration, Count> last) {
        Count whole = last.apply(slo.window());
        List<Burn> burns = new ArrayList<>();
        for (Rule rule : RULES) {
            Count longer = last.apply(rule.longWindow());
            Count shorter = last.apply(rule.shortWindow());
            double longRate = longer.share() / slo.budget();
            double shortRate = shorter.share() / slo.budget();
            burns.add(new Burn(
                    rule.threshold(),
                    rule.longWindow(),
                    rule.shortWindow(),
                    longRate,
                    shortRate,
                    longer.n(),
                    longer.bad(),
                    longRate >= rule.threshold()
                            && shortRate >= rule.threshold()
                            && longer.n() >= FEWEST
                            && longer.bad() >= FEWEST_BAD));
        }
        return new Budget(slo, whole.n(), whole.bad(), 1 - whole.share() / slo.budget(), burns);
    }
}
