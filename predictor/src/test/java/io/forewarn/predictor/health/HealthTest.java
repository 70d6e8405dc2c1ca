package io.forewarn.predictor.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.EventIssue;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.Store;
import io.forewarn.models.anomaly.RobustBursts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private static final Instant START = Instant.parse("2026-02-02T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(42));
    private static final Period WEEK = new Period(END.minus(Duration.ofDays(7)), END, "asked");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    private final List<Event> events = new ArrayList<>();
    private final List<EventIssue> links = new ArrayList<>();

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void event(String component, Instant at, Severity severity, String issue) {
        if (!issue.isEmpty()) {
            links.add(new EventIssue(1, events.size(), issue));
        }
        events.add(Event.builder()
                .key(1, events.size())
                .component(component)
                .severity(severity)
                .timestamp(at)
                .message("m")
                .build());
    }

    private void steady(String component, int everyMinutes) {
        for (Instant at = START; at.isBefore(END); at = at.plusSeconds(60L * everyMinutes)) {
            event(component, at, Severity.INFO, "");
        }
    }

    private void keep() {
        store.events().append(events);
        store.issues().attach(links);
    }

    private static IssueRow issue(String id, String component, String status, Instant first, Instant last) {
        return new IssueRow(
                id,
                "fp-" + id,
                "grouping.v1",
                "title " + id,
                "why",
                component,
                "timeout",
                0.9,
                "yes",
                Severity.ERROR,
                status,
                first,
                last,
                5,
                null,
                0,
                "because");
    }

    private Health health(String component, Slos slos) {
        return new HealthCheck(store, slos, RobustBursts.DEFAULT).of(WEEK, component);
    }

    private static Operation operation(String id, String component, Instant at, Outcome outcome) {
        return Operation.builder(id)
                .kind("deployment")
                .component(component)
                .at(at)
                .finishedAt(at.plusSeconds(30))
                .knownAt(at.plusSeconds(30))
                .outcome(outcome)
                .build();
    }

    @Test
    void takesNothingOffWhereNothingIsWrong() {
        steady("billing", 30);
        keep();

        Health health = health("billing", Slos.NONE);

        assertThat(health.score()).isEqualTo(100);
        assertThat(health.level()).isEqualTo("good");
        assertThat(health.deductions()).isEmpty();
        assertThat(health.errors().n()).isEqualTo(7 * 48);
    }

    @Test
    void givesNoScoreWhereThereIsNotEnough() {
        event("billing", END.minusSeconds(600), Severity.FATAL, "");
        keep();

        Health health = health("billing", Slos.NONE);

        assertThat(health.score()).isNull();
        assertThat(health.level()).isEqualTo("unknown");
        assertThat(health.note()).contains("not enough data: 1 events and 0 operations");
        assertThat(health.deductions()).isEmpty();
        assertThat(health("never-seen", Slos.NONE).score()).isNull();
    }

    @Test
    void listsEveryDeductionAndTheirSumIsWhatIsMissing() {
        steady("billing", 30);
        Instant bad = END.minus(Duration.ofMinutes(4));
        for (int i = 0; i < 60; i++) {
            event("billing", bad.plusSeconds(i), i == 0 ? Severity.FATAL : Severity.ERROR, "i1");
        }
        store.issues().upsert(List.of(issue("i1", "billing", "regressed", START, bad)));
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            operations.add(operation(
                    "op" + i, "billing", END.minusSeconds(4000 + i), i < 6 ? Outcome.FAILED : Outcome.SUCCEEDED));
        }
        store.operations().upsert(operations);
        keep();

        Health health = health("billing", new Slos(List.of(new Slo("billing", 0.9, "events", Duration.ofDays(30)))));

        assertThat(health.deductions())
                .extracting(Deduction::kind)
                .containsExactlyInAnyOrder(
                        "error_budget",
                        "burn_rate",
                        "error_rate",
                        "crashes",
                        "failed_operations",
                        "regressions",
                        "bursts");
        int sum = health.deductions().stream().mapToInt(Deduction::points).sum();
        assertThat(health.score()).isEqualTo(Math.max(0, 100 - sum));
        assertThat(health.deductions()).allSatisfy(d -> {
            assertThat(d.recommendation()).isNotBlank();
            assertThat(d.points()).isPositive();
        });
        assertThat(health.deductions().stream()
                        .filter(d -> d.kind().equals("failed_operations"))
                        .findFirst()
                        .orElseThrow()
                        .text())
                .contains("60 % of n = 10");
    }

    @Test
    void alertsOnlyWhereBothWindowsBurn() {
        Slo slo = new Slo("*", 0.99, "events", Duration.ofDays(30));
        // An hour ago it burned; in the last five minutes all was well.
        Budget over = Budget.of(
                slo,
                last -> last.compareTo(Duration.ofMinutes(5)) > 0
                        ? new Budget.Count(1000, 200)
                        : new Budget.Count(100, 0));
        assertThat(over.burns().get(0).longRate()).isCloseTo(20, within(1e-9));
        assertThat(over.burns().get(0).alerts()).isFalse();
        assertThat(over.burns().get(1).alerts()).isTrue();
        assertThat(over.left()).isCloseTo(-19, within(1e-9));
        Budget few = Budget.of(slo, last -> new Budget.Count(5, 5));
        assertThat(few.burns()).noneMatch(Budget.Burn::alerts);
    }

    @Test
    void readsObjectivesAndRefusesWhatItDoesNotKnow() {
        Slos slos = Slos.from(List.of(
                Map.of("component", "checkout", "objective", 0.995, "window", "7d"),
                Map.of("component", "*", "objective", 0.9, "of", "operations")));
        assertThat(slos.of("checkout")).extracting(Slo::objective).containsExactly(0.995, 0.9);
        assertThat(slos.of("other")).extracting(Slo::of).containsExactly("operations");
        assertThat(slos.of("other").get(0).window()).isEqualTo(Duration.ofDays(30));
        assertThatThrownBy(() -> Slos.from(List.of(Map.of("component", "a", "target", 1))))
                .hasMessageContaining("unknown key slo[0].target");
        assertThatThrownBy(() -> Slos.from(List.of(Map.of("component", "a", "objective", 99))))
                .hasMessageContaining("slo[0]: an objective must lie above 0 and below 1");
        assertThatThrownBy(() -> Slos.from(List.of("checkout"))).hasMessageContaining("slo[0] must be a map");
        assertThatThrownBy(() -> Slos.from(List.of(Map.of("component", "a", "objective", 0.9, "window", "soon"))))
                .hasMessageContaining("e.g. 90m, 6h, 7d");
    }

    @Test
    void tellsWhichIssuesAreNewCameBackOrEscalate() {
        steady("billing", 60);
        for (int day = 0; day < 42; day++) {
            event("billing", START.plus(Duration.ofDays(day)).plusSeconds(3600), Severity.ERROR, "usual");
            for (int i = 0; i < (day >= 35 ? 6 : 1); i++) {
                event(
                        "billing",
                        START.plus(Duration.ofDays(day)).plusSeconds(7200 + i * 3000L),
                        Severity.ERROR,
                        "growing");
            }
        }
        for (int i = 0; i < 30; i++) {
            event("billing", END.minusSeconds(3000 + i), Severity.ERROR, "fresh");
        }
        store.issues()
                .upsert(List.of(
                        issue("usual", "billing", "unresolved", START, END),
                        issue("growing", "billing", "regressed", START, END),
                        issue("fresh", "billing", "unresolved", END.minusSeconds(3000), END.minusSeconds(2900))));
        keep();

        List<IssueTrend> trends = new IssueTrends(store, RobustBursts.DEFAULT).of(WEEK, RateFilter.all());

        assertThat(trends)
                .extracting(IssueTrend::id, IssueTrend::states)
                .containsExactly(
                        tuple("growing", List.of("regressed", "escalating")),
                        tuple("fresh", List.of("new", "bursting")),
                        tuple("usual", List.of()));
        IssueTrend growing = trends.get(0);
        assertThat(growing.count()).isEqualTo(42);
        assertThat(growing.usual()).isCloseTo(7, within(1e-9));
        assertThat(growing.ratio()).isNotNull().extracting(RateRatio::value).isEqualTo(6.0);
    }

    @Test
    void ranksWhereErrorsGatherByTheSureEndOfTheirLift() {
        steady("billing", 30);
        steady("checkout", 30);
        for (int i = 0; i < 40; i++) {
            event("billing", END.minusSeconds(6000 + 60L * i), Severity.ERROR, "i1");
        }
        event("checkout", END.minusSeconds(6000), Severity.ERROR, "i1");
        store.issues().upsert(List.of(issue("i1", "billing", "unresolved", START, END)));
        keep();

        Hotspots found = Hotspots.of(store, WEEK, RateFilter.all(), 10);

        assertThat(found.hotspots()).hasSize(1);
        Hotspot spot = found.hotspots().get(0);
        assertThat(spot.component()).isEqualTo("billing");
        assertThat(spot.errorClass()).isEqualTo("timeout");
        assertThat(spot.lift().hits()).isEqualTo(40);
        assertThat(spot.n()).isEqualTo(7 * 48 + 40);
        double lift = Objects.requireNonNull(spot.lift().value());
        assertThat(spot.lift().low()).isBetween(5.0, lift);
        assertThat(spot.lift().high()).isGreaterThan(lift);
        assertThat(found.events()).isEqualTo(2 * 7 * 48 + 41);
    }

    @Test
    void namesTheOperationBeforeAChange() {
        steady("billing", 60);
        Instant deployed = END.minus(Duration.ofHours(30));
        Random random = new Random(4);
        for (Instant at = deployed.plusSeconds(210); at.isBefore(END); at = at.plusSeconds(60 + random.nextInt(600))) {
            event("billing", at, Severity.ERROR, "");
        }
        store.operations()
                .upsert(List.of(
                        operation("d-417", "billing", deployed, Outcome.SUCCEEDED),
                        operation("d-416", "billing", deployed.minus(Duration.ofDays(2)), Outcome.SUCCEEDED),
                        operation("x-1", "checkout", deployed.plusSeconds(120), Outcome.SUCCEEDED)));
        keep();

        List<Change> changes = Changes.of(store, WEEK, null, 5).changes();

        assertThat(changes).hasSize(1);
        Change change = changes.get(0);
        assertThat(change.before()).isZero();
        assertThat(change.after()).isGreaterThan(5);
        assertThat(change.text()).contains("began 3 minutes after deployment d-417 of billing");
        assertThat(Objects.requireNonNull(change.operation()).byChance()).isLessThan(0.01);
    }

    @Test
    void seesNoChangeInChance() {
        Random random = new Random(8);
        int changes = 0;
        for (int run = 0; run < 50; run++) {
            long[] counts = new long[200];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = random.nextInt(5);
            }
            changes += ChangePoints.of(counts).size();
        }
        assertThat(changes).isLessThanOrEqualTo(2);
    }

    @Test
    void findsBothEndsOfAStretch() {
        Random random = new Random(9);
        long[] counts = new long[120];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (i >= 50 && i < 80 ? 12L : 0L) + random.nextInt(3);
        }
        assertThat(ChangePoints.of(counts)).extracting(ChangePoints.Cut::at).containsExactly(50, 80);
        assertThat(ChangePoints.of(new long[3])).isEmpty();
    }

    @Test
    void tellsWhoFollowsWhomAndNotWhoDoesNot() {
        Random random = new Random(5);
        Period all = new Period(START, END, "asked");
        for (int i = 0; i < 60; i++) {
            Instant at = START.plusSeconds(random.nextInt(41 * 86_400));
            event("db", at, Severity.ERROR, "");
            if (i % 3 > 0) {
                event("api", at.plusSeconds(60L * (1 + random.nextInt(3))), Severity.ERROR, "");
            }
            event("alone", START.plusSeconds(random.nextInt(41 * 86_400)), Severity.ERROR, "");
        }
        keep();

        Cascades cascades = Cascades.of(store, all, 5, 7);

        assertThat(cascades.cascades()).hasSize(1);
        Cascade found = cascades.cascades().get(0);
        assertThat(found.first()).isEqualTo("db");
        assertThat(found.then()).isEqualTo("api");
        assertThat(found.n()).isBetween(35, 40);
        assertThat(found.followed()).isGreaterThan(30);
        assertThat(found.lift()).isGreaterThan(10);
        assertThat(cascades).isEqualTo(Cascades.of(store, all, 5, 7));
    }

    @Test
    void letsTheNewestRecordStandForNowWhereItIsOld() {
        event("billing", START.plusSeconds(90), Severity.INFO, "");
        keep();
        Period old = Period.of(store, Clock.fixed(END, ZoneOffset.UTC), null, null, Duration.ofHours(1));
        assertThat(old.until()).isEqualTo(START.plusSeconds(120));
        assertThat(old.nowIs()).isEqualTo("newest record");
        store.operations()
                .upsert(List.of(Operation.builder("asked")
                        .kind("deploy")
                        .component("billing")
                        .at(END)
                        .build()));
        assertThat(Period.of(store, Clock.fixed(END, ZoneOffset.UTC), null, null, Duration.ofHours(1)))
                .as("an operation that was only asked about")
                .isEqualTo(old);
        Period live =
                Period.of(store, Clock.fixed(START.plusSeconds(3600), ZoneOffset.UTC), null, null, Duration.ofHours(1));
        assertThat(live.until()).isEqualTo(START.plusSeconds(3600));
        assertThat(live.nowIs()).isEqualTo("clock");
        assertThatThrownBy(() -> new Period(END, START, "asked")).hasMessageContaining("'since' must lie before");
    }

    @Test
    void comparesRatesWithAnInterval() {
        RateRatio r = RateRatio.of(20, 100, 10, 100);
        assertThat(r.value()).isCloseTo(2, within(1e-9));
        assertThat(r.low()).isBetween(0.9, 1.1);
        assertThat(r.high()).isBetween(3.8, 4.4);
        assertThat(RateRatio.of(5, 10, 0, 100).value()).isNull();
        assertThat(RateRatio.of(5, 10, 0, 100).high()).isNull();
        assertThat(RateRatio.of(5, 10, 0, 0).raised()).isFalse();
    }
}
