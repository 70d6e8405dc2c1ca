package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How an attribute's value compares with past operations of the same kind: of this component, or where these are few of any. */
final class AttributeFacts {
    /** Fewer successes than this have no 5 % tail to speak of. */
    private static final int ENOUGH = 20;

    private final Operation op;
    private final Past past;
    private final String where;
    private final boolean own;

    AttributeFacts(Operation op, Situation now) {
        this.op = op;
        this.own = now.here().successes() >= ENOUGH;
        this.past = own ? now.here() : now.kind();
        this.where = own ? " of " + op.component() : " of any component";
    }

    /** Whether the comparison is with the same component: across components values are not comparable enough to act on. */
    boolean own() {
        return own;
    }

    /** {@code bulk loads of ledger}. */
    String peers() {
        return Words.plural(op.kind()) + where;
    }

    Stream<Fact> about(String name) {
        Attribute value = op.attributes().get(name);
        if (value instanceof Attribute.Numeric number) {
            return Stream.concat(
                    deviation(name).map(Deviation::fact).stream(), neighbours(name, number.value()).stream());
        }
        if (value instanceof Attribute.Flag || value instanceof Attribute.Category) {
            return Stream.of(same(name, value));
        }
        return Stream.of();
    }

    /**
     * A number outside of what 95 % of the successful peers had.
     *
     * @param bound the end of their range, itself a value that one of them had
     * @param within how many of the successful ones keep the bound
     * @param beyond how the past ones at or beyond the asked value's side of the bound fared
     */
    record Deviation(
            String name,
            double value,
            boolean below,
            double bound,
            double median,
            Proportion within,
            Proportion beyond,
            Proportion all,
            String peers) {

        String text() {
            String side = below ? "below" : "above";
            String sign = below ? "≥ " : "≤ ";
            String past = beyond.n() == 0
                    ? "; nothing that far " + side + " is on record"
                    : "; " + Fact.of(beyond) + " past ones " + side + " " + Words.number(bound) + " failed";
            return name + " " + Words.number(value) + " is " + side + " what " + Words.percent(floor(within))
                    + " of the " + within.n() + " successful " + peers + " had (" + sign + Words.number(bound) + ")"
                    + past;
        }

        Fact fact() {
            // Unheard-of counts as mildly bad; otherwise let those beyond the bound speak.
            return beyond.n() == 0 ? new Fact(this::text, 1) : Fact.share(this::text, beyond, all.rate());
        }

        /** Rounded down, so that "95 % of them" never claims more than is so. */
        private static double floor(Proportion within) {
            return Math.floor(within.rate() * 100) / 100;
        }
    }

    Optional<Deviation> deviation(String name) {
        double[] good = past.successful(name);
        if (!(op.attributes().get(name) instanceof Attribute.Numeric number) || good.length < ENOUGH) {
            return Optional.empty();
        }
        double value = number.value();
        int tail = (int) Math.floor(0.05 * good.length);
        double low = good[tail];
        double high = good[good.length - 1 - tail];
        if (value >= low && value <= high) {
            return Optional.empty();
        }
        boolean below = value < low;
        double bound = below ? low : high;
        long keep = past.numbers(name).keeping(bound, below);
        Proportion beyond = past.numbers(name).beyond(bound, below);
        return Optional.of(new Deviation(
                name,
                value,
                below,
                bound,
                good[good.length / 2],
                new Proportion(keep, good.length),
                beyond,
                past.all(),
                peers()));
    }

    /**
     * The fifth of the past operations with the nearest values; all at the same distance or none, so that the statement
     * does not depend on an order among equals.
     */
    private Optional<Fact> neighbours(String name, double value) {
        Numbers known = past.numbers(name);
        if (known.size() < 2 * ENOUGH) {
            return Optional.empty();
        }
        Numbers.Near near = known.nearest(value, Math.max(ENOUGH, known.size() / 5));
        Proportion seen = near.seen();
        double from = near.from();
        double to = near.to();
        Supplier<String> range = () -> from == to ? Words.number(from) : Words.number(from) + " to " + Words.number(to);
        Supplier<String> text = () -> name + " is " + Words.number(value) + ": of the " + seen.n() + " " + peers()
                + " nearest to that (" + range.get() + ") " + seen.hits() + " failed, " + Words.percent(seen.rate())
                + " ("
                + Words.percent(past.all().rate()) + " of " + Fact.which(past.all())
                + past.all().n() + ")";
        return Optional.of(Fact.share(text, seen, past.all().rate()));
    }

    private Fact same(String name, Attribute value) {
        Proportion seen = past.with(name, value);
        if (seen.n() == 0) {
            boolean known = past.having(name) >= ENOUGH;
            return new Fact("no " + peers() + " on record had " + name + " " + show(value), known ? 1 : 0);
        }
        Supplier<String> text = () -> name + " is " + show(value) + ": " + Fact.of(seen) + " " + peers()
                + " with that failed, "
                + Words.percent(seen.rate()) + " (" + Words.percent(past.all().rate()) + " of "
                + Fact.which(past.all()) + past.all().n() + ")";
        return seen.n() < 5
                ? new Fact(text, 0)
                : Fact.share(text, seen, past.all().rate());
    }

    static String show(Attribute value) {
        if (value instanceof Attribute.Numeric number) {
            return Words.number(number.value());
        }
        if (value instanceof Attribute.Flag flag) {
            return flag.value() ? "yes" : "no";
        }
        if (value instanceof Attribute.Category category) {
            return category.value();
        }
        return value instanceof Attribute.Text text ? Words.cut(text.value(), 60) : "a list of paths";
    }
}
