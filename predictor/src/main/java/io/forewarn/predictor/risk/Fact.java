package io.forewarn.predictor.risk;

import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Something that the track record shows.
 *
 * @param words gives a true statement, without a full stop; made only where it is told, for few of all facts are
 * @param strength how far it is from what is usual, in standard deviations; positive where it speaks for a failure
 */
record Fact(Supplier<String> words, double strength) {
    /** Weaker than this is chance, and no reason. */
    private static final double WEAKEST = 0.8;

    Fact(String text, double strength) {
        this(() -> text, strength);
    }

    String text() {
        return words.get();
    }

    /** A share of failures against the usual share. */
    static Fact share(Supplier<String> text, Proportion seen, double usual) {
        return new Fact(text, surprise(seen, usual));
    }

    /** Standard deviations between a share and a rate; 0 where nothing was seen. */
    static double surprise(Proportion seen, double usual) {
        double p = Math.min(0.99, Math.max(0.01, usual));
        return seen.n() == 0 ? 0 : (seen.hits() - seen.n() * p) / Math.sqrt(seen.n() * p * (1 - p));
    }

    /** The strongest fact that speaks in the asked direction. */
    static Optional<Fact> strongest(Stream<Fact> facts, boolean raises) {
        return facts.filter(fact -> raises ? fact.strength >= WEAKEST : fact.strength <= -WEAKEST)
                .max(Comparator.comparingDouble(fact -> Math.abs(fact.strength)));
    }

    /** {@code 4 of 6}, {@code none of 6}, {@code all 6}. */
    static String of(Proportion seen) {
        return seen.hits() == 0 ? "none of " + seen.n() : seen.hits() + " of " + seen.n();
    }

    /** {@code 24 % of all 412 bulk-loads}; {@code 24 % of the newest 600 bulk-loads} where older ones were left out. */
    static String usual(Proportion all, String what) {
        return Words.percent(all.rate()) + " of " + which(all) + Words.count(all.n(), what);
    }

    /** {@code all } or {@code the newest }: no more are kept than a lane holds. */
    static String which(Proportion all) {
        return all.n() >= Lane.RECENT ? "the newest " : "all ";
    }
}
