package io.forewarn.server.work;

import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.store.Gated;
import io.forewarn.models.evaluation.GateEffect;
import io.forewarn.models.registry.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stored predictions and their ends as cases of a gate. */
final class GateReport {
    private GateReport() {}

    /**
     * The figures, and the same in words.
     *
     * @param shareHeldOut as configured now
     */
    record Answer(GateEffect effect, double shareHeldOut, String text) {}

    static Answer of(Workbench bench) {
        List<GateEffect.Case> cases = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Gated gated : bench.store().predictions().gated()) {
            // Newest first: of several answers about one operation the last was the one acted upon.
            boolean last = gated.operationId() == null || seen.add(gated.operationId());
            boolean called = gated.outcome() == Outcome.CANCELLED && !gated.actedOn();
            if (last && !called) {
                cases.add(of(gated));
            }
        }
        GateEffect effect = GateEffect.of(cases, bench.configuration().integer("model.seed"));
        return new Answer(effect, bench.configuration().number("predict.holdout") / 100, text(effect));
    }

    private static GateEffect.Case of(Gated gated) {
        Outcome outcome = gated.outcome();
        boolean ended = outcome != null && outcome != Outcome.CANCELLED;
        return new GateEffect.Case(
                !gated.verdict().equals("pass"),
                gated.heldOut(),
                gated.propensity(),
                gated.actedOn(),
                ended ? outcome == Outcome.FAILED : null);
    }

    private static String text(GateEffect e) {
        Metric prevented = e.prevented();
        String effect = prevented == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f failures [%.1f, %.1f]; ",
                        prevented.value(),
                        prevented.low(),
                        prevented.high());
        return String.format(
                Locale.ROOT,
                """
                Predictions with an end: %,d (%,d ran, %,d were stopped); %,d still open
                Failed: %,d of those that ran; spoken against before: %,d
                  what the gate would have caught: %s of the failures
                  of what it spoke against and ran, %s failed
                Spoken against: %,d, of which withheld at random: %,d
                What it prevented: %s%s
                """,
                e.predictions(),
                e.ran(),
                e.stopped(),
                e.open(),
                e.failed(),
                e.caught(),
                share(e.recall()),
                share(e.precision()),
                e.spoken(),
                e.heldOut(),
                effect,
                e.verdict());
    }

    private static String share(@Nullable Metric m) {
        return m == null
                ? "no figure yet"
                : String.format(Locale.ROOT, "%.0f %% [%.0f, %.0f]", 100 * m.value(), 100 * m.low(), 100 * m.high());
    }
}
