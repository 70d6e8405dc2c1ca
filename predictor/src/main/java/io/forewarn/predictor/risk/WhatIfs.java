package io.forewarn.predictor.risk;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Operation;
import io.forewarn.predictor.Words;
import io.forewarn.predictor.risk.Prediction.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What would lower the risk, by the model: each number set to what successful runs had in the middle, each yes to no and
 * no to yes, one at a time, everything else unchanged. The model knows what goes together, not what causes what; so it is
 * a place to look, and the text says whose opinion it is.
 */
final class WhatIfs {
    /** A drop below both five points and a sixth of the risk is not worth a change of plan. */
    private static final double POINTS = 0.05;

    private static final double SHARE = 1.0 / 6;
    private static final int ENOUGH = 20;
    private static final int MOST = 3;

    private final RiskScorer scorer;

    WhatIfs(RiskScorer scorer) {
        this.scorer = scorer;
    }

    List<WhatIf> of(Operation op, double risk, Situation now, Set<String> fixed) {
        List<WhatIf> found = new ArrayList<>();
        op.attributes().forEach((name, value) -> {
            if (!fixed.contains(name)) {
                change(op, name, value, now)
                        .map(change -> answer(change, name, value, risk))
                        .filter(whatIf -> risk - whatIf.risk() >= Math.max(POINTS, SHARE * risk))
                        .ifPresent(found::add);
            }
        });
        return found.stream()
                .sorted(Comparator.comparingDouble(WhatIf::risk).thenComparing(WhatIf::attribute))
                .limit(MOST)
                .toList();
    }

    private record Change(Operation op, String to, String basis) {}

    private static Optional<Change> change(Operation op, String name, Attribute value, Situation now) {
        if (value instanceof Attribute.Flag flag) {
            return Optional.of(new Change(op.withFlag(name, !flag.value()), flag.value() ? "no" : "yes", ""));
        }
        if (!(value instanceof Attribute.Numeric number)) {
            return Optional.empty();
        }
        double[] here = now.here().successful(name);
        boolean own = here.length >= ENOUGH;
        double[] good = own ? here : now.kind().successful(name);
        if (good.length < ENOUGH || good[good.length / 2] == number.value()) {
            return Optional.empty();
        }
        double middle = good[good.length / 2];
        String basis = ", the median of " + good.length + " successful " + Words.plural(op.kind()) + " of "
                + (own ? op.component() : "any component");
        return Optional.of(new Change(op.withNumber(name, middle), Words.number(middle), basis));
    }

    private WhatIf answer(Change change, String name, Attribute value, double risk) {
        double then = scorer.risk(change.op);
        String from = AttributeFacts.show(value);
        String text = "With " + name + " at " + change.to + " instead of " + from + change.basis
                + ", the model would expect " + Words.percent(then) + " instead of " + Words.percent(risk) + ".";
        return new WhatIf(name, from, change.to, then, text);
    }
}
