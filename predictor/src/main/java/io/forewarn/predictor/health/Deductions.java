package io.forewarn.predictor.health;

import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.JudgedPrediction;
import io.forewarn.models.anomaly.Burst;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What takes points off, and how many; {@code docs/reference/health.md} says the same in words. */
final class Deductions {
    private static final int BUDGET = 30;
    private static final int ERROR_RATE = 15;
    private static final int CRASHES = 15;
    private static final int OPERATIONS = 20;
    private static final int EACH = 5;
    private static final int REGRESSIONS = 15;
    private static final int BURSTS = 10;
    private static final int WARNINGS = 10;
    private static final double CRASHES_ALL = 0.01;

    private final List<Deduction> found = new ArrayList<>();

    List<Deduction> worstFirst() {
        return found.stream()
                .sorted(Comparator.comparingInt((Deduction d) -> -d.points()).thenComparing(Deduction::kind))
                .toList();
    }

    private void add(String kind, double points, int most, String text, String recommendation) {
        int whole = (int) Math.min(most, Math.round(points));
        if (whole > 0) {
            found.add(new Deduction(kind, whole, text, recommendation));
        }
    }

    void budget(Budget b) {
        Slo slo = b.slo();
        if (b.n() > 0) {
            add(
                    "error_budget",
                    BUDGET * Math.max(0, Math.min(1, 1 - b.left())),
                    BUDGET,
                    String.format(
                            Locale.ROOT,
                            "%s of the error budget of %s is left: %s of n = %,d were bad in %s, %s may be",
                            Words.percent(Math.max(0, b.left())),
                            slo.of(),
                            Words.percent((double) b.bad() / b.n()),
                            b.n(),
                            Words.span(slo.window()),
                            Words.percent(slo.budget())),
                    b.left() <= 0
                            ? "Stop risky changes of this component until the budget recovers; work on its most frequent issue"
                            : "Spend what is left with care: guard deployments and migrations of this component");
        }
        b.burns().stream()
                .filter(Budget.Burn::alerts)
                .findFirst()
                .ifPresent(burn -> add(
                        "burn_rate",
                        burn.threshold() >= 14 ? 20 : burn.threshold() >= 6 ? 15 : burn.threshold() >= 3 ? 8 : 4,
                        20,
                        String.format(
                                Locale.ROOT,
                                "the budget of %s burns %s times as fast as it may over %s (n = %,d) and %s times over %s; the rule alerts"
                                        + " from %s",
                                slo.of(),
                                Words.number(burn.longRate()),
                                Words.span(burn.longWindow()),
                                burn.n(),
                                Words.number(burn.shortRate()),
                                Words.span(burn.shortWindow()),
                                Words.number(burn.threshold())),
                        burn.threshold() >= 6
                                ? "Look now: what changed last? 'forewarn trends' names operations before changes"
                                : "Look today, before the budget is spent"));
    }

    void errorRate(RateRatio r) {
        if (r.raised() && r.hits() >= Hotspots.FEWEST) {
            add(
                    "error_rate",
                    Math.max(1, 5 * Math.log(r.low()) / Math.log(2)),
                    ERROR_RATE,
                    String.format(
                            Locale.ROOT,
                            "errors are %s of n = %,.0f events%s",
                            Words.percent(r.hits() / r.exposure()),
                            r.exposure(),
                            r.value() == null
                                    ? ", and there were none among " + whole(r.otherExposure())
                                            + " events in the four weeks before"
                                    : ", " + Words.number(r.value())
                                            + " times as many as in the four weeks before (n = "
                                            + whole(r.otherExposure()) + "; 95 % interval from "
                                            + Words.number(r.low()) + " times)"),
                    "See which issues are new or escalate: 'forewarn trends', and where they gather: 'forewarn hotspots'");
        }
    }

    void crashes(Proportion fatal) {
        if (fatal.hits() > 0) {
            add(
                    "crashes",
                    1 + (CRASHES - 1) * Math.min(1, fatal.low() / CRASHES_ALL),
                    CRASHES,
                    String.format(
                            Locale.ROOT,
                            "%s of n = %,d (95 %% interval %.2f to %.2f %%)",
                            Words.count(fatal.hits(), "fatal event"),
                            fatal.n(),
                            100 * fatal.low(),
                            100 * fatal.high()),
                    "Read the fatal events first: 'forewarn issues', then 'forewarn suggest ISSUE'");
        }
    }

    /** Only what is sure counts: the lower end of the interval. */
    void operations(Proportion now, Proportion before) {
        if (now.n() >= EACH && now.hits() > 0) {
            add(
                    "failed_operations",
                    2 * OPERATIONS * now.low(),
                    OPERATIONS,
                    Words.percent(now.rate()) + " of n = " + now.n() + " operations failed (95 % interval "
                            + Words.percent(now.low()) + " to " + Words.percent(now.high()) + ")"
                            + (before.n() == 0
                                    ? ""
                                    : "; " + Words.percent(before.rate()) + " of n = " + before.n()
                                            + " in the four weeks before"),
                    "Ask before each operation: 'forewarn guard', and fix what failed last: 'forewarn suggest OPERATION'");
        }
    }

    void regressions(List<IssueRow> regressed) {
        if (!regressed.isEmpty()) {
            add(
                    "regressions",
                    (double) EACH * regressed.size(),
                    REGRESSIONS,
                    Words.count(regressed.size(), "resolved issue") + " came back, such as \""
                            + Words.cut(regressed.get(0).title(), 80) + "\"",
                    "Look at what fixed it last time: 'forewarn suggest "
                            + regressed.get(0).id() + "'");
        }
    }

    void bursts(List<Burst> bursts, Period period) {
        if (!bursts.isEmpty()) {
            Burst newest = bursts.get(0);
            add(
                    "bursts",
                    (double) EACH * bursts.size(),
                    BURSTS,
                    Words.count(bursts.size(), "burst") + " of errors, the last at " + newest.from() + " with "
                            + newest.count() + " errors where a busy minute has " + Words.number(newest.expected())
                            + " (n = " + Words.span(period.length()) + " watched)",
                    "See which operation came before: 'forewarn trends'");
        }
    }

    void warnings(List<JudgedPrediction> open) {
        if (!open.isEmpty()) {
            add(
                    "open_warnings",
                    (double) EACH * open.size(),
                    WARNINGS,
                    Words.count(open.size(), "prediction")
                            + " of high risk without an outcome or a change of course, such as "
                            + open.get(0).prediction().id(),
                    "Change course, or report how it ended: 'forewarn outcome "
                            + (open.get(0).prediction().operationId() == null
                                    ? "OPERATION"
                                    : open.get(0).prediction().operationId())
                            + " OUTCOME'");
        }
    }

    private static String whole(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }
}
