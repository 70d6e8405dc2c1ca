package io.forewarn.predictor.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.AlikeRange;
import io.forewarn.ingest.store.DailyCount;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.IssueRule;
import io.forewarn.ingest.store.RateFilter;
import io.forewarn.ingest.store.RatePoint;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.TemplateAssignment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssueGrouperTest {
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

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

    private static Event error(long ordinal, String message, Instant at) {
        return Event.builder()
                .key(1, ordinal)
                .component("ledger")
                .severity(Severity.ERROR)
                .timestamp(at)
                .templateId(message.hashCode())
                .message(message)
                .build();
    }

    private GroupingSummary group() {
        ErrorClasses classes = sample -> sample.text().contains("disk")
                ? new ErrorClasses.Label("resource_exhausted", 0.9, "sometimes", "it says disk")
                : new ErrorClasses.Label("other", 0.2, "unknown", "nothing fits");
        return new IssueGrouper(store, Groupings.current(), classes, Clock.fixed(MAY, ZoneOffset.UTC)).run();
    }

    private IssueRow only() {
        List<IssueRow> all = store.issues().list(IssueFilter.all(), 10, 0);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void opensAnIssueWithWhatIsKnownOfIt() {
        store.events()
                .append(List.of(
                        error(0, "disk 1 is full", MAY.plusSeconds(60)),
                        error(1, "disk 2 is full", MAY),
                        Event.builder()
                                .key(1, 2)
                                .message("all is well")
                                .severity(Severity.INFO)
                                .build()));
        assertThat(group()).isEqualTo(new GroupingSummary(2, 1, 0, 0));
        IssueRow issue = only();
        assertThat(issue.count()).isEqualTo(2);
        assertThat(issue.title()).isEqualTo("disk 1 is full");
        assertThat(issue.component()).isEqualTo("ledger");
        assertThat(issue.errorClass()).isEqualTo("resource_exhausted");
        assertThat(issue.because()).isEqualTo("it says disk");
        assertThat(issue.firstSeen()).isEqualTo(MAY);
        assertThat(issue.lastSeen()).isEqualTo(MAY.plusSeconds(60));
        assertThat(issue.status()).isEqualTo("unresolved");
        assertThat(store.issues().events(issue.id(), 10, 0)).hasSize(2);
    }

    @Test
    void changesNothingWhenItRunsAgain() {
        store.events().append(List.of(error(0, "disk 1 is full", MAY)));
        group();
        IssueRow before = only();
        assertThat(group()).isEqualTo(new GroupingSummary(0, 0, 0, 0));
        assertThat(only()).isEqualTo(before);
    }

    @Test
    void countsOnAndMarksAResolvedIssueThatRecurs() {
        store.events().append(List.of(error(0, "disk 1 is full", MAY)));
        group();
        store.issues().setStatus(only().id(), "resolved");
        store.events().append(List.of(error(1, "disk 1 is full", MAY.minusSeconds(60))));
        assertThat(group()).isEqualTo(new GroupingSummary(1, 0, 1, 0));
        assertThat(only().status()).isEqualTo("resolved");
        store.events().append(List.of(error(2, "disk 7 is full", MAY.plusSeconds(60))));
        assertThat(group()).isEqualTo(new GroupingSummary(1, 0, 1, 1));
        assertThat(only().status()).isEqualTo("regressed");
        assertThat(only().count()).isEqualTo(3);
        assertThat(only().firstSeen()).isEqualTo(MAY.minusSeconds(60));
    }

    @Test
    void staysWithAnIssueWhoseTemplateBecomesMoreGeneral() {
        Event first = error(0, "job alpha died of hunger", MAY);
        Event second = error(1, "job beta died of hunger", MAY);
        store.events().append(List.of(first));
        store.templates().assign(List.of(new TemplateAssignment(first.templateId(), 11, "job alpha died of hunger")));
        group();
        String id = only().id();
        store.events().append(List.of(second));
        store.templates()
                .assign(List.of(
                        new TemplateAssignment(first.templateId(), 12, "job <*> died of hunger"),
                        new TemplateAssignment(second.templateId(), 12, "job <*> died of hunger")));
        assertThat(group()).isEqualTo(new GroupingSummary(1, 0, 1, 0));
        assertThat(only().id()).isEqualTo(id);
        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void keepsAClassThatAPersonCorrected() {
        store.events().append(List.of(error(0, "disk 1 is full", MAY)));
        group();
        store.issues().correctClass(only().id(), "hardware", "no", MAY, null);
        store.events().append(List.of(error(1, "disk 1 is full", MAY)));
        group();
        assertThat(only().errorClass()).isEqualTo("hardware");
    }

    @Test
    void opensTheSameIssuesWhetherErrorsAreLookedAtTogetherOrOneByOne() {
        List<Event> events = new ArrayList<>();
        List<TemplateAssignment> templates = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Event.Builder event = Event.builder()
                    .key(1, i)
                    .component(i % 3 == 0 ? "ledger" : "billing")
                    .logger(i % 5 == 0 ? null : "com.acme.Pay")
                    .severity(i % 50 == 7 ? Severity.FATAL : i % 4 == 0 ? Severity.INFO : Severity.ERROR)
                    .timestamp(i % 60 == 9 ? null : MAY.plusSeconds((i * 37) % 1000))
                    .templateId(i % 7)
                    .message("disk " + i + " of kind " + i % 7 + " is full");
            if (i % 31 == 5) {
                event.exception("com.acme.PayException", "card refused");
            } else if (i % 31 == 6) {
                event.attributes(Map.of("fingerprint", "{{ default }}-" + i % 2));
            }
            events.add(event.build());
        }
        for (int t = 1; t < 6; t++) {
            templates.add(new TemplateAssignment(t, 100 + t, "disk <*> of kind " + t + " is full"));
        }
        store.events().append(events);
        store.templates().assign(templates);
        group();
        List<IssueRow> together = store.issues().list(IssueFilter.all(), 100, 0);
        List<String> links = links(together);

        try (Store other = Store.open(folder.resolve("other.duckdb"))) {
            other.events().append(events);
            other.templates().assign(templates);
            // where issues were split, what each event says decides
            other.issueRules().add(new IssueRule("s", "split", "none", null, "host", "none", MAY));
            store.close();
            store = other;
            group();
            assertThat(store.issues().list(IssueFilter.all(), 100, 0)).containsExactlyInAnyOrderElementsOf(together);
            assertThat(links(together)).isEqualTo(links);
        }
        assertThat(together).hasSizeGreaterThan(12);
        assertThat(links).hasSizeGreaterThan(290);
    }

    private List<String> links(List<IssueRow> issues) {
        return issues.stream()
                .flatMap(i -> store.issues().events(i.id(), 1000, 0).stream().map(e -> i.id() + " " + e.id()))
                .sorted()
                .toList();
    }

    @Test
    void countsErrorsThatAreAlikeAtTheirIssueAndNoLongerAtNone() {
        store.events()
                .append(List.of(
                        error(0, "disk 1 is full", MAY),
                        error(1, "disk 2 is full", MAY),
                        error(2, "disk 3 is full", MAY.plusSeconds(60)),
                        Event.builder()
                                .key(1, 3)
                                .component("ledger")
                                .severity(Severity.ERROR)
                                .templateId("disk 1 is full".hashCode())
                                .message("disk 4 is full")
                                .build()));
        store.templates()
                .assign(List.of(
                        new TemplateAssignment("disk 1 is full".hashCode(), 11, "disk <*> is full"),
                        new TemplateAssignment("disk 2 is full".hashCode(), 11, "disk <*> is full"),
                        new TemplateAssignment("disk 3 is full".hashCode(), 11, "disk <*> is full")));

        group();

        String issue = only().id();
        assertThat(store.issues().dailyCounts(issue))
                .extracting(DailyCount::count)
                .containsExactly(3L);
        assertThat(store.rates().series(RateFilter.all().withIssue(issue), Duration.ofMinutes(1), null))
                .extracting(RatePoint::n)
                .containsExactly(2L, 1L);
        assertThat(store.rates().series(RateFilter.all(), Duration.ofHours(1), null))
                .extracting(RatePoint::n)
                .containsExactly(3L);
    }

    @Test
    void recordsNothingWhereErrorsAreNoLongerThoseThatWereCounted() {
        store.events().append(List.of(error(0, "disk 1 is full", MAY), error(1, "disk 2 is full", MAY)));
        store.templates().assign(List.of(new TemplateAssignment("disk 1 is full".hashCode(), 11, "disk <*> is full")));
        List<AlikeRange> ranges = new ArrayList<>();
        store.events().ungroupedAlike(10, ranges::add);
        group();
        assertThat(store.issues()
                        .record(
                                List.of(),
                                ranges.get(0),
                                Map.of(ranges.get(0).all().get(0), "0000")))
                .isFalse();
        assertThat(store.issues().find("0000")).isEmpty();
        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void titlesAThrownErrorByItsTypeAndMessage() {
        store.events()
                .append(List.of(Event.builder()
                        .key(1, 0)
                        .exception("com.acme.PayException", "card refused")
                        .message("payment failed\ncom.acme.PayException: card refused")
                        .build()));
        group();
        assertThat(only().title()).isEqualTo("com.acme.PayException: card refused");
        assertThat(only().firstSeen()).isEqualTo(MAY);
        assertThat(only().severity()).isEqualTo(Severity.ERROR);
    }
}
