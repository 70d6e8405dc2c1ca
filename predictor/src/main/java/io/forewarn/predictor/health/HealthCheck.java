package io.forewarn.predictor.health;

import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.JudgedPrediction;
import io.forewarn.ingest.store.OperationCounts;
import io.forewarn.ingest.store.PredictionFilter;
import io.forewarn.ingest.store.RateDimension;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.RateTotal;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.anomaly.Burst;
import io.forewarn.models.anomaly.BurstDetector;
import io.forewarn.predictor.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out the {@link Health} of components; {@link Deductions} has the formula. */
public final class HealthCheck {
    /** Fewer events and fewer operations than these are not enough data. */
    static final long FEWEST_EVENTS = 30;

    static final long FEWEST_OPERATIONS = 10;

    private static final Duration USUAL = Duration.ofDays(28);
    private static final int OPEN = 1000;
    private static final Proportion NONE = new Proportion(0, 0);

    private final Store store;
    private final Slos slos;
    private final BurstDetector detector;

    public HealthCheck(Store store, Slos slos, BurstDetector detector) {
        this.store = store;
        this.slos = slos;
        this.detector = detector;
    }

    /** Components with an event or operation in the period or the four weeks before, the worst first. */
    public List<Health> all(Period period) {
        return look(period, null);
    }

    /** One component, whether it is known or not. */
    public Health of(Period period, String component) {
        return look(period, component).stream()
                .filter(h -> h.component().equals(component))
                .findFirst()
                .orElseGet(() -> one(component, new Facts(period, component)));
    }

    private List<Health> look(Period period, @Nullable String component) {
        Facts facts = new Facts(period, component);
        TreeSet<String> names = new TreeSet<>(facts.now.keySet());
        names.addAll(facts.before.keySet());
        names.addAll(facts.operationsNow.keySet());
        names.addAll(facts.operationsBefore.keySet());
        List<Health> all = new ArrayList<>();
        names.forEach(name -> all.add(one(name, facts)));
        all.sort(Comparator.comparingInt((Health h) -> h.score() == null ? 101 : h.score())
                .thenComparing(Health::component));
        return all;
    }

    /** All that is asked of the store, once for all components. */
    private final class Facts {
        final Period period;
        final Map<String, RateTotal> now = new HashMap<>();
        final Map<String, RateTotal> before = new HashMap<>();
        final Map<String, List<RatePoint>> minutes = new HashMap<>();
        final Map<String, Proportion> operationsNow;
        final Map<String, Proportion> operationsBefore;
        final List<IssueRow> regressed;
        final List<JudgedPrediction> warnings = new ArrayList<>();

        Facts(Period period, @Nullable String component) {
            this.period = period;
            RateFilter filter = RateFilter.all().withComponent(component);
            List<RateDimension> by = List.of(RateDimension.COMPONENT);
            store.rates()
                    .totals(filter.between(period.from(), period.until()), by)
                    .forEach(t -> now.put(t.keys().get(0), t));
            store.rates()
                    .totals(filter.between(period.from().minus(USUAL), period.from()), by)
                    .forEach(t -> before.put(t.keys().get(0), t));
            store.rates()
                    .series(
                            filter.withSeverity(Severity.ERROR)
                                    .between(period.from().minus(USUAL), period.until()),
                            Duration.ofMinutes(1),
                            RateDimension.COMPONENT)
                    .forEach(p -> minutes.computeIfAbsent(p.key(), k -> new ArrayList<>())
                            .add(p));
            operationsNow = operations(component, period.from(), period.until());
            operationsBefore = operations(component, period.from().minus(USUAL), period.from());
            regressed = store.issues().list(new IssueFilter(component, "regressed", null), OPEN, 0).stream()
                    .filter(i -> period.holds(i.lastSeen()))
                    .toList();
            for (String verdict : List.of("fail", "warn")) {
                store
                        .predictions()
                        .page(
                                new PredictionFilter(null, component, verdict, null, period.from(), period.until()),
                                OPEN,
                                0)
                        .stream()
                        .filter(p -> p.outcome() == null && !p.actedOn())
                        .forEach(warnings::add);
            }
        }
    }

    private Health one(String component, Facts facts) {
        Period period = facts.period;
        RateTotal now = facts.now.getOrDefault(component, new RateTotal(List.of(component), 0, 0, 0));
        Proportion operations = facts.operationsNow.getOrDefault(component, NONE);
        List<Burst> bursts = IssueTrends.Series.bursts(
                detector,
                facts.minutes.getOrDefault(component, List.of()),
                period.from().minus(USUAL),
                period);
        List<Budget> budgets = slos.of(component).stream()
                .map(slo -> Budget.of(slo, last -> count(slo, component, last, facts)))
                .toList();
        boolean enough = now.n() >= FEWEST_EVENTS || operations.n() >= FEWEST_OPERATIONS;
        List<Deduction> deductions = new ArrayList<>();
        if (enough) {
            Deductions found = new Deductions();
            budgets.forEach(found::budget);
            RateTotal before = facts.before.getOrDefault(component, new RateTotal(List.of(component), 0, 0, 0));
            found.errorRate(RateRatio.of(now.errors(), (double) now.n(), before.errors(), (double) before.n()));
            found.crashes(new Proportion(now.fatal(), now.n()));
            found.operations(operations, facts.operationsBefore.getOrDefault(component, NONE));
            found.regressions(facts.regressed.stream()
                    .filter(i -> i.component().equals(component))
                    .toList());
            found.bursts(bursts, period);
            found.warnings(facts.warnings.stream()
                    .filter(p -> p.prediction().component().equals(component))
                    .toList());
            deductions.addAll(found.worstFirst());
        }
        int score = Math.max(
                0, 100 - deductions.stream().mapToInt(Deduction::points).sum());
        return new Health(
                component,
                enough ? score : null,
                enough ? Health.level(score) : "unknown",
                enough
                        ? null
                        : "not enough data: " + now.n() + " events and " + operations.n()
                                + " operations in the period, " + FEWEST_EVENTS + " events or " + FEWEST_OPERATIONS
                                + " operations are needed",
                now.n(),
                new Proportion(now.errors(), now.n()),
                new Proportion(now.fatal(), now.n()),
                operations,
                deductions,
                budgets,
                bursts);
    }

    private Map<String, Proportion> operations(@Nullable String component, Instant from, Instant until) {
        return store.operationCounts().components(component, from, until).stream()
                .collect(Collectors.toMap(OperationCounts.Component::name, c -> new Proportion(c.failed(), c.n())));
    }

    private Budget.Count count(Slo slo, String component, Duration last, Facts facts) {
        Instant until = facts.period.until();
        Instant from = until.minus(last);
        if (slo.of().equals("operations")) {
            Proportion p = operations(component, from, until).getOrDefault(component, NONE);
            return new Budget.Count(p.n(), p.hits());
        }
        return store.rates().totals(RateFilter.all().withComponent(component).between(from, until), List.of()).stream()
                .findFirst()
                .map(t -> new Budget.Count(t.n(), t.errors()))
                .orElse(new Budget.Count(0, 0));
    }
}
