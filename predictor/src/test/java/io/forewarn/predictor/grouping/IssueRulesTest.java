package io.forewarn.predictor.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Severity;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.IssueRule;
import io.forewarn.ingest.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssueRulesTest {
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    private long ordinal;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("forewarn.duckdb"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Groups by the first word of the message, where the first version takes the whole pattern. */
    private static final class ByFirstWord implements Grouping {
        @Override
        public String version() {
            return "grouping.test";
        }

        @Override
        public Fingerprint of(Event event, @Nullable String template) {
            return new Fingerprint(version(), Hash.of(event.message().split(" ", 2)[0]), "Same first word.");
        }
    }

    private void happens(String message, String release) {
        store.events()
                .append(List.of(Event.builder()
                        .key(1, ordinal++)
                        .component("ledger")
                        .severity(Severity.ERROR)
                        .timestamp(MAY.plusSeconds(ordinal))
                        .release(release)
                        .message(message)
                        .build()));
    }

    private void group(Grouping... versions) {
        List<Grouping> all = versions.length == 0 ? Groupings.all() : List.of(versions);
        new IssueGrouper(store, all, ErrorClasses.untrained(), Clock.fixed(MAY, ZoneOffset.UTC)).run();
    }

    private List<IssueRow> issues() {
        return store.issues().list(IssueFilter.all(), 100, 0);
    }

    private String issueOf(String title) {
        return issues().stream()
                .filter(i -> i.title().startsWith(title))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static IssueRule rule(String kind, String issue, @Nullable String target, @Nullable String field) {
        return new IssueRule("r1", kind, issue, target, field, null, MAY);
    }

    @Test
    void movesEventsOfAMergedIssueNowAndLaterAndBackWhenUndone() {
        happens("disk full", "1");
        happens("pay refused", "1");
        group();
        String disk = issueOf("disk");
        String pay = issueOf("pay");
        store.issues().setStatus(disk, "ignored");
        store.issueRules().merge(rule("merge", disk, pay, null));
        assertThat(issues()).extracting(IssueRow::id).containsExactly(pay);
        assertThat(issues().get(0).count()).isEqualTo(2);
        assertThat(issues().get(0).firstSeen()).isEqualTo(MAY.plusSeconds(1));

        happens("disk full", "1");
        group();
        assertThat(issues()).singleElement().extracting(IssueRow::count).isEqualTo(3L);

        assertThat(store.issueRules().undo("r1", store.issueRules().reached(disk)))
                .isTrue();
        group();
        store.issueRules().recount(List.of(disk, pay));
        assertThat(issues()).extracting(IssueRow::id).containsExactlyInAnyOrder(disk, pay);
        assertThat(store.issues().find(disk).orElseThrow().count()).isEqualTo(2);
        assertThat(store.issues().find(disk).orElseThrow().status()).isEqualTo("ignored");
        assertThat(store.issues().find(pay).orElseThrow().lastSeen()).isEqualTo(MAY.plusSeconds(2));
        assertThat(store.issueRules().undo("r1", List.of())).isFalse();
    }

    @Test
    void tellsEventsOfASplitIssueApartNowAndLaterAndJoinsThemWhenUndone() {
        happens("disk full", "1");
        happens("disk full", "2");
        group();
        String disk = issueOf("disk");
        store.issueRules().split(rule("split", disk, null, "release"));
        group();
        assertThat(issues()).hasSize(2).allSatisfy(i -> {
            assertThat(i.id()).isNotEqualTo(disk);
            assertThat(i.why()).contains("Split off by a person: release");
        });
        happens("disk full", "2");
        group();
        assertThat(issues()).extracting(IssueRow::count).containsExactly(2L, 1L);

        store.issueRules().undo("r1", store.issueRules().reached(disk));
        group();
        assertThat(issues()).singleElement().satisfies(i -> {
            assertThat(i.id()).isEqualTo(disk);
            assertThat(i.count()).isEqualTo(3);
        });
    }

    @Test
    void endsWhereRulesGoRoundInACircle() {
        IssueRules circle = new IssueRules(List.of(rule("merge", "a", "b", null), rule("merge", "b", "a", null)));
        Event event = Event.builder().message("x").build();
        assertThat(circle.follow(event, null, "a").issueId()).isIn("a", "b");
        assertThat(circle.follow(event, null, "c").issueId()).isEqualTo("c");
    }

    @Test
    void refusesToSplitByWhatEventsDoNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IssueRules.value(Event.builder().build(), null, "colour"))
                .withMessageContaining("component, environment");
        assertThat(IssueRules.value(Event.builder().build(), null, "release")).isEqualTo("none");
    }

    @Test
    void opensNoIssueAnewUnderANewVersionThatTheOldOneKnows() {
        happens("disk 1 is full", "1");
        happens("pay refused", "1");
        group();
        List<String> before = issues().stream().map(IssueRow::id).toList();
        happens("disk 2 is full", "1");
        happens("pay refused", "2");
        group(Groupings.version("grouping.v1"), new ByFirstWord());
        assertThat(issues()).extracting(IssueRow::id).containsExactlyInAnyOrderElementsOf(before);
        assertThat(issues()).extracting(IssueRow::count).containsExactly(2L, 2L);
        assertThat(store.issueRules().list()).extracting(IssueRule::kind).containsOnly("version");

        happens("queue is stuck", "1");
        happens("disk melted", "1");
        group(Groupings.version("grouping.v1"), new ByFirstWord());
        assertThat(issues()).hasSize(3).anySatisfy(i -> assertThat(i.groupingVersion())
                .isEqualTo("grouping.test"));
        assertThat(store.issues().find(before.get(0)).orElseThrow().count()
                        + store.issues().find(before.get(1)).orElseThrow().count())
                .isEqualTo(5);
    }
}
