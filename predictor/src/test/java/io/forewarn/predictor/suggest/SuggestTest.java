package io.forewarn.predictor.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Outcome;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.Evidence;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.SuggestionFilter;
import io.forewarn.predictor.Proportion;
import io.forewarn.predictor.grouping.ErrorClasses;
import io.forewarn.predictor.grouping.Groupings;
import io.forewarn.predictor.grouping.IssueGrouper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestTest {
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(MAY.plus(Duration.ofDays(30)), ZoneOffset.UTC);
    private static final String FULL = "ERROR:  could not extend file: No space left on device";

    private final ErrorClasses classes = sample -> sample.text().contains("No space left")
            ? new ErrorClasses.Label("resource_exhausted", 0.95, "sometimes", "it says No space left")
            : new ErrorClasses.Label("other", 0.3, "unknown", "nothing fits");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Suggester suggester() {
        return new Suggester(
                store,
                classes,
                SuggestionSources.all(store, classes, Catalog.bundled(), Optional.empty(), text -> text),
                CLOCK);
    }

    private void operation(String id, int day, Outcome outcome, String output) {
        Instant at = MAY.plus(Duration.ofDays(day));
        store.operations()
                .upsert(List.of(Operation.builder(id)
                        .kind("bulk-load")
                        .component("ledger")
                        .at(at)
                        .outcome(outcome)
                        .finishedAt(at.plusSeconds(5))
                        .knownAt(at.plusSeconds(5))
                        .build()));
        store.operations().keepEvidence(List.of(new Evidence(id, outcome == Outcome.FAILED ? 1 : 0, output)));
    }

    private void repair(String id, int day, String operation, String action, boolean worked) {
        store.repairs()
                .upsert(List.of(new Repair(
                        id,
                        MAY.plus(Duration.ofDays(day)).plusSeconds(600),
                        "ledger",
                        operation,
                        "lee",
                        action,
                        worked)));
    }

    private void team() {
        operation("f1", 0, Outcome.FAILED, FULL);
        operation("f2", 5, Outcome.FAILED, FULL);
        operation("f3", 9, Outcome.FAILED, FULL);
        operation("f4", 12, Outcome.FAILED, "psql: FATAL: password authentication failed");
        repair("r1", 0, "f1", "Removed old dump files from the data disk", true);
        repair("r2", 5, "f2", "removed the old dump files on data disk again", true);
        repair("r3", 9, "f3", "Restarted the database", false);
        repair("r4", 12, "f4", "Deployed the rotated password", true);
        operation("now", 20, Outcome.FAILED, FULL);
    }

    @Test
    void putsFirstWhatWorkedBeforeInTheSamePlace() {
        team();
        List<Suggestion> suggestions = suggester().forOperation("now", 5);
        Suggestion first = suggestions.get(0);
        assertThat(first.source()).isEqualTo("history");
        assertThat(first.key()).isEqualTo("r1");
        assertThat(first.success()).isEqualTo(new Proportion(2, 2));
        assertThat(first.standing())
                .isEqualTo("Worked in 2 of 2 reported attempts (100 %, 95 % interval 34 % to 100 %).");
        assertThat(first.evidence())
                .extracting(Suggestion.Citation::text)
                .containsExactly(
                        "2026-05-06, after a failed bulk load of ledger (operation f2): “removed the old dump files on data"
                                + " disk again”; the next try worked.",
                        "2026-05-01, after a failed bulk load of ledger (operation f1): “Removed old dump files from the"
                                + " data disk”; the next try worked.");
        assertThat(suggestions).noneMatch(s -> s.title().contains("Restarted"));
        assertThat(suggestions).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        assertThat(suggestions)
                .anyMatch(s -> s.source().equals("catalog")
                        && s.errorClass().equals("resource_exhausted")
                        && s.evidence().get(0).text().contains("The error contains “no space left"));
    }

    @Test
    void keepsWhatItSuggestedOnceHoweverOftenAsked() {
        team();
        suggester().forOperation("now", 3);
        suggester().forOperation("now", 3);
        assertThat(store.suggestions().count()).isEqualTo(3);
        assertThat(store.suggestions().page(SuggestionFilter.all(), 1, 0).get(0).operationId())
                .isEqualTo("now");
    }

    @Test
    void learnsFromFeedback() {
        team();
        Suggestion catalog = suggester().forOperation("now", 8).stream()
                .filter(s -> s.source().equals("catalog"))
                .findFirst()
                .orElseThrow();
        assertThat(catalog.standing()).isEqualTo("Nobody has reported trying this yet.");
        AtomicInteger ids = new AtomicInteger();
        Feedback feedback = new Feedback(store, CLOCK, () -> "a" + ids.incrementAndGet());
        for (int i = 0; i < 8; i++) {
            feedback.attempt(catalog.id(), "worked", null, null);
        }
        Suggestion again = suggester().forOperation("now", 8).stream()
                .filter(s -> s.key().equals(catalog.key()))
                .findFirst()
                .orElseThrow();
        assertThat(again.success()).isEqualTo(new Proportion(8, 8));
        assertThat(again.confidence()).isGreaterThan(catalog.confidence());
        feedback.attempt(catalog.id(), "did_not", "lee", "still full");
        SuggestionReport report = SuggestionReport.of(store);
        SuggestionReport.Row row = report.byKey().stream()
                .filter(each -> each.key().equals(catalog.key()))
                .findFirst()
                .orElseThrow();
        assertThat(row.tried()).isEqualTo(9);
        assertThat(row.worked()).isEqualTo(new Proportion(8, 9));
        assertThat(row.shown()).isEqualTo(1);
        assertThat(report.bySource()).extracting(SuggestionReport.Row::source).containsExactly("catalog", "history");
    }

    @Test
    void judgesAnAttemptByTheNextTryWhereNobodySaid() {
        team();
        Suggestion first = suggester().forOperation("now", 1).get(0);
        new Feedback(store, Clock.fixed(MAY.plus(Duration.ofDays(21)), ZoneOffset.UTC), () -> "a1")
                .attempt(first.id(), "unknown", null, null);
        assertThat(SuggestionReport.of(store).byKey().get(0).held()).isEqualTo(new Proportion(0, 0));
        operation("next", 22, Outcome.SUCCEEDED, "");
        operation("afterwards", 23, Outcome.FAILED, FULL);
        SuggestionReport.Row row = SuggestionReport.of(store).byKey().get(0);
        assertThat(row.held()).isEqualTo(new Proportion(1, 1));
        assertThat(row.worked()).isEqualTo(new Proportion(0, 0));
        assertThat(row.success()).isEqualTo(new Proportion(1, 1));
        assertThat(suggester().forOperation("now", 1).get(0).success()).isEqualTo(new Proportion(3, 3));
    }

    @Test
    void suggestsForAnIssueAndSeesItComeBack() {
        team();
        store.events().append(List.of(event(0, 20), event(1, 20)));
        new IssueGrouper(store, Groupings.current(), classes, CLOCK).run();
        String issue = store.issues().list(IssueFilter.all(), 1, 0).get(0).id();
        Suggestion first = suggester().forIssue(issue, 5).get(0);
        assertThat(first.key()).isEqualTo("r1");
        assertThat(first.errorClass()).isEqualTo("resource_exhausted");
        new Feedback(store, Clock.fixed(MAY.plus(Duration.ofDays(21)), ZoneOffset.UTC), () -> "a1")
                .attempt(first.id(), "unknown", null, null);
        store.events().append(List.of(event(2, 25)));
        new IssueGrouper(store, Groupings.current(), classes, CLOCK).run();
        assertThat(SuggestionReport.of(store).byKey())
                .filteredOn(row -> row.key().equals("r1"))
                .allMatch(row -> row.held().equals(new Proportion(0, 1)));
    }

    private static Event event(long ordinal, int day) {
        return Event.builder()
                .key(1, ordinal)
                .component("ledger")
                .severity(Severity.ERROR)
                .timestamp(MAY.plus(Duration.ofDays(day)))
                .message(FULL)
                .build();
    }

    @Test
    void answersAWarningWithItsCatalogEntryAndTheRepairsOfTheFailureItNames() {
        team();
        Operation op = Operation.builder("next")
                .kind("bulk-load")
                .component("ledger")
                .at(CLOCK.instant())
                .build();
        assertThat(suggester().forWarning("p1", op, "prevent-disk", "free_disk_mb 2 is low", 3))
                .anyMatch(s -> s.key().equals("prevent-disk"));
        assertThat(suggester()
                        .forWarning("p1", op, "now", "the last bulk-load failed", 3)
                        .get(0)
                        .key())
                .isEqualTo("r1");
    }

    @Test
    void saysWhichThingDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> suggester().forIssue("nope", 3))
                .withMessageContaining("no issue has the id nope");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> suggester().forOperation("nope", 3))
                .withMessageContaining("no operation has the id nope");
        team();
        assertThatIllegalArgumentException().isThrownBy(() -> suggester().forOperation("now", 0));
    }

    @Test
    void givesGeneralAdviceWhereNothingIsKnownOfAFailure() {
        operation("silent", 3, Outcome.FAILED, "");
        assertThat(suggester().forOperation("silent", 3))
                .allMatch(s -> s.source().equals("catalog"));
    }

    @Test
    void writesItselfAsJson() {
        team();
        Suggestion first = suggester().forOperation("now", 1).get(0);
        assertThat(SuggestionJson.of(first).toString())
                .contains("\"source\":\"history\"", "\"worked\":2", "\"tried\":2", "\"kind\":\"repair\"");
    }
}
